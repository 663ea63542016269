// The till: the ports joined to what can be done at one. It commits first and acts afterwards; each action either happened
// whole or answers a problem and left everything as it was.
import type { Problem } from '../../core/base/problem.ts';
import { journalActions } from './journal-actions.ts';
import { readActions } from './read-actions.ts';
import { saleActions } from './sale-actions.ts';
import type { TillActions } from './till-actions.ts';
import { TillCore } from './till-core.ts';
import type { TillNeeds } from './till-needs.ts';

export interface Till extends TillActions {
  /** Prints what a crash left behind, and begins to listen to the link. */
  start(): void;
  stop(): void;
  /** A device, the link or the directory has news. */
  refresh(): void;
  /** Something came from the scanner that cannot be a scan. */
  garbled(garble: Problem): void;
}

export function createTill(needs: TillNeeds): Till {
  const core = new TillCore(needs);
  return {
    ...saleActions(core),
    ...journalActions(core),
    ...readActions(core),
    garbled: (garble) => core.noteScan('problem', garble),
    refresh: () => core.refresh(),
    start: () => {
      needs.link.onChange(() => core.changed());
      core.prints?.start();
    },
    stop: () => {
      core.prints?.stop();
      core.turns.stop();
    },
  };
}
