// What a cause is called on screen and paper: the programme's own name for it, in every language the programme knows.
import type { Cause } from './cause.ts';
import type { CompiledProgramme } from './compile.ts';
import type { LocalText } from './text.ts';

/** The id where the programme knows no such thing (any more): an older record under a newer programme. */
export function nameOf(compiled: CompiledProgramme, { kind, id }: Cause): LocalText {
  return named(compiled, kind, id)?.name ?? { en: id };
}

function named(compiled: CompiledProgramme, kind: Cause['kind'], id: string): { readonly name: LocalText } | undefined {
  switch (kind) {
    case 'campaign':
      return compiled.campaigns.find((each) => each.id === id);
    case 'reward':
      return compiled.rewards.find((each) => each.id === id);
    case 'coupon':
      return compiled.coupons.find((each) => each.id === id);
    case 'payment':
      return compiled.units.get(id);
  }
}
