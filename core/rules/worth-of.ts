// What a run is worth to the customer: money given plus units at their value, in thousandths of minor units so that half a
// cent of points still tells two combinations apart. Steps 1 to 6, as the groups compare them.
import { limits } from '../base/limits.ts';
import { mulDivAtMost } from '../base/money.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import type { Work } from './work.ts';

export function worthOfRun({ sale, discounts, earned }: Work): number {
  let worth = 0;
  // What the customer pays with units is his own.
  for (const { by, given } of discounts) if (by.kind !== 'payment') worth += given * 1000;
  for (const { unit, n } of earned) worth += worthOfUnits(sale.compiled, unit, n);
  return worth;
}

export function worthOfUnits({ units }: CompiledProgramme, id: string, n: number): number {
  const unit = units.get(id);
  return unit ? mulDivAtMost(n, unit.value.minor * 1000, unit.value.units, 'down', limits.worthMax) : 0;
}
