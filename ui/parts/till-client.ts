// What the till's screens may ask of the agent, in their own words. `link` implements it over HTTP and a socket, and a test
// may hand in its own. A call never rejects: no answer is the problem AgentSilent.
import type { Result } from '../../core/base/result.ts';
import type { Money } from '../../core/base/money.ts';
import type { ReceiptDocument } from '../../core/projection/receipt.ts';
import type {
  Chosen,
  CommitRequest,
  CommittedView,
  PrintState,
  SaleView,
  ScanAnswer,
  TillView,
  TodayReport,
} from '../../core/protocol/till.ts';

/** `refused`: the agent is there but does not know this screen; only a new key helps. */
export type Phase = 'starting' | 'ready' | 'lost' | 'refused';

export interface TillSnapshot {
  readonly phase: Phase;
  /** When this phase began, by this machine's clock. */
  readonly sinceMs: number;
  /** The newest view; it stays while the agent is lost, so that nothing vanishes from the screen. */
  readonly view: TillView | null;
}

export type MemberBy = { readonly phone: string } | { readonly code: string } | null;

export interface TillClient {
  readonly snapshot: () => TillSnapshot;
  readonly subscribe: (changed: () => void) => () => void;
  readonly scan: (text: string) => Promise<Result<ScanAnswer>>;
  readonly openSale: () => Promise<Result<SaleView>>;
  readonly addKeyedLine: (saleId: string, line: { name: string; amount: Money }) => Promise<Result<SaleView>>;
  readonly setQuantity: (saleId: string, line: string, quantity: number) => Promise<Result<SaleView>>;
  readonly setMember: (saleId: string, by: MemberBy) => Promise<Result<SaleView>>;
  readonly setRewards: (saleId: string, chosen: Chosen, declined: string[]) => Promise<Result<SaleView>>;
  readonly hold: (saleId: string) => Promise<Result<SaleView>>;
  readonly recall: (saleId: string) => Promise<Result<SaleView>>;
  readonly cancel: (saleId: string) => Promise<Result<SaleView>>;
  // The next three write the journal: asked again, under one key of their own, until there is an answer.
  readonly commit: (saleId: string, request: CommitRequest) => Promise<Result<CommittedView>>;
  readonly voidSale: (saleId: string, why: string) => Promise<Result<unknown>>;
  readonly enrol: (person: { firstName: string; phone: string }) => Promise<Result<unknown>>;
  readonly printCopy: (saleId: string) => Promise<Result<PrintState>>;
  readonly receipt: (saleId: string) => Promise<Result<ReceiptDocument>>;
  readonly today: () => Promise<Result<TodayReport>>;
}
