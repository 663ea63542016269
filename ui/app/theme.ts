// Mantine in the house's colours and the machine's own font. Filled buttons are dark enough in light and bright enough in dark
// for the ink that Mantine puts on them (contrast above 4.5 : 1).
import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

const regulars: MantineColorsTuple = [
  '#e6f5ef',
  '#cfe9df',
  '#9fd4c1',
  '#7fdcb9',
  '#63d2ab',
  '#34a482',
  '#178466',
  '#0b6b53',
  '#085743',
  '#054232',
];

export const theme = createTheme({
  colors: { regulars },
  primaryColor: 'regulars',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  defaultRadius: 'md',
  cursorType: 'pointer',
});
