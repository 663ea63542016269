// What the actions of one till share: the sales in hand, what was scanned and committed last, and who is told of a change.
import type { Problem } from '../../core/base/problem.ts';
import type { TillView } from '../../core/protocol/till.ts';
import { Desk } from './desk.ts';
import { PrintEffects } from './print-effects.ts';
import type { TillNeeds } from './till-needs.ts';
import { viewOfTill } from './view-of-till.ts';
import { ViewTurns } from './view-turns.ts';

export class TillCore {
  readonly needs: TillNeeds;
  readonly desk: Desk;
  readonly turns: ViewTurns;
  readonly prints: PrintEffects | null;
  #lastSeq: number | null = null;
  #scan: TillView['scan'] = null;

  constructor(needs: TillNeeds) {
    this.needs = needs;
    this.desk = new Desk(needs);
    this.turns = new ViewTurns(needs.system.timer, (turn) =>
      viewOfTill(needs, { sales: this.desk.sales, lastSeq: this.#lastSeq, scan: this.#scan }, turn),
    );
    this.prints = needs.printer === null ? null : new PrintEffects(needs, needs.printer, () => this.changed());
  }

  changed(): void {
    this.turns.changed();
  }

  noteScan(what: string, refusal: Problem | null): void {
    this.#scan = { atMs: this.needs.system.clock.wallMs(), ok: refusal === null, what, problem: refusal };
    this.changed();
  }

  noteSale(seq: number): void {
    this.#lastSeq = seq;
  }

  /**
   * After a commit: everything that follows from it, in a turn of its own, so that who committed is answered first. It may
   * break off anywhere; the journal knows what is left to do.
   */
  follow(): void {
    this.changed();
    this.needs.system.timer.after(0, () => {
      this.needs.link.wake();
      this.refresh();
    });
  }

  /** News from outside, or from a commit: sales in hand are quoted anew, slips are tried, screens are told. */
  refresh(): void {
    this.desk.refresh();
    this.prints?.wake();
    this.changed();
  }
}
