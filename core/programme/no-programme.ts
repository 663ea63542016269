// A till that headquarters has not reached yet sells all the same: without campaigns, rewards or units. The record then
// names no ruleset, and can be computed again from this.
import { assert } from '../base/assert.ts';
import { compile } from './compile.ts';
import type { CompiledProgramme } from './compile.ts';

const compiled = compile({
  lang: 2,
  id: 'none',
  version: 1,
  name: { en: 'No programme yet' },
  currency: { code: 'EUR', decimals: 2, cashStep: 1 },
  units: [{ id: 'points', name: { en: 'points' }, value: { units: 1, minor: 0 }, expiry: { kind: 'never' } }],
  campaigns: [],
  rewards: [],
  offline: { unit: 'points', floorPerMember: 0, floorPerTill: 0, reserve: 0, balanceAgeHoursMax: 1 },
  receipt: { thanks: { en: 'Thank you' } },
});
assert(compiled.ok, 'the empty programme compiles');

export const noProgramme: CompiledProgramme = compiled.value;
