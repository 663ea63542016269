// The few pictures of the screens, drawn here so that none is fetched. Decoration only: the words beside say the same.
const paths = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.3',
  stop: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6',
  cloud: 'M7 18a4 4 0 0 1-.6-7.95A6 6 0 0 1 18 9.5A4.3 4.3 0 0 1 17.5 18z',
  cloudOff: 'M7 18a4 4 0 0 1-.6-7.95A6 6 0 0 1 18 9.5A4.3 4.3 0 0 1 17.5 18zM4 4l16 16',
  printer: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z',
  scanner: 'M4 7V4h3M17 4h3v3M20 17v3h-3M7 20H4v-3M8 8v8M11 8v8M13.5 8v8M16 8v8',
  person: 'M8 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M4.5 20.5a7.5 7.5 0 0 1 15 0',
  gift: 'M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7c-5 0-5-5-2-4 1.5 .5 2 4 2 4zM12 7c5 0 5-5 2-4-1.5 .5-2 4-2 4z',
  spark: 'M12 3l2.2 6.3L21 12l-6.8 2.7L12 21l-2.2-6.3L3 12l6.8-2.7z',
  cash: 'M3 6h18v12H3zM9.5 12a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0M6 9v.2M18 14.8v.2',
  card: 'M3 5h18v14H3zM3 9.5h18M6.5 15h4',
  sun: 'M7.5 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3L19 19M5 19l1.7-1.7M17.3 6.7L19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  store: 'M4 10v10h16V10M3 10l2-6h14l2 6zM10 20v-6h4v6',
  close: 'M6 6l12 12M18 6L6 18',
  enter: 'M20 5v8H5M9 9l-4 4 4 4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({
  name,
  size = '1.25em',
}: {
  readonly name: IconName;
  readonly size?: string;
}): React.ReactElement {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
