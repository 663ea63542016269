// What the screens of headquarters may ask of the server, in their own words. `link` implements it over HTTP. A call never
// rejects: no answer is the problem ServerSilent.
import type { Result } from '../../core/base/result.ts';
import type { BusinessDate } from '../../core/base/time.ts';
import type { Figures, Overview } from '../../core/protocol/hq.ts';

export interface HqSnapshot {
  /** Who is signed in. */
  readonly person: string | null;
  /** The one-time token of the set-up link, as long as it was not used. */
  readonly setupToken: string | null;
}

export interface Person {
  readonly name: string;
  readonly password: string;
}

export interface FiguresAsked {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  /** Null: all stores together. */
  readonly store: string | null;
}

export interface HqClient {
  readonly snapshot: () => HqSnapshot;
  readonly subscribe: (changed: () => void) => () => void;
  readonly leave: () => void;
  /** Asked before anybody is signed in: whether set-up is still due. */
  readonly door: () => Promise<Result<{ readonly chain: string; readonly setUp: boolean }>>;
  readonly setUp: (person: Person) => Promise<Result<null>>;
  readonly logIn: (person: Person) => Promise<Result<null>>;
  readonly overview: () => Promise<Result<Overview>>;
  readonly figures: (asked: FiguresAsked) => Promise<Result<Figures>>;
  readonly enrolCode: (till: {
    store: string;
    lane: string;
  }) => Promise<Result<{ readonly code: string; readonly minutes: number }>>;
}
