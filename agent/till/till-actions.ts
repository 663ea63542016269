// What can be done at a till, whoever asks: our own screens, a POS, a scanner. The local API turns requests into these
// calls and nothing more. All are synchronous: answered from local data, durable when they say so.
import type { z } from 'zod';
import type { SaleId } from '../../core/base/id.ts';
import type { Result } from '../../core/base/result.ts';
import type { Scan } from '../../core/catalogue/classify-scan.ts';
import type { ReceiptDocument } from '../../core/projection/receipt.ts';
import type {
  commitAnswerSchema,
  CommitRequest,
  enrolMemberAnswerSchema,
  enrolMemberRequestSchema,
  keyedLineRequestSchema,
  linesRequestSchema,
  memberRequestSchema,
  PrintState,
  quoteAnswerSchema,
  quoteRequestSchema,
  RewardsRequest,
  SaleView,
  ScanAnswer,
  statusSchema,
  TillView,
  TodayReport,
  voidAnswerSchema,
  voidRequestSchema,
} from '../../core/protocol/till.ts';

/** The client's key and the SHA-256 of its request (method, path and body), hex: the same pair gets the same answer. */
export interface Idempotency {
  readonly key: string;
  readonly hash: string;
}

export interface TillActions {
  view(): TillView;
  /** Of the view as it is now; grows with each change. */
  turn(): number;
  /** Called on each change, at most once a turn of the event loop; the answer stops it. */
  onView(listener: (view: TillView) => void): () => void;
  /** Does what the scan says: a line for a product, a name for a member. */
  scan(scan: Scan): ScanAnswer;
  /** Says what the scan is, and does nothing. */
  explain(scan: Scan): ScanAnswer;
  open(saleId?: SaleId): Result<SaleView>;
  setLines(id: SaleId, basket: z.infer<typeof linesRequestSchema>): Result<SaleView>;
  addKeyedLine(id: SaleId, line: z.infer<typeof keyedLineRequestSchema>): Result<SaleView>;
  /** Thousandths; 0 takes the line out. */
  setQuantity(id: SaleId, line: string, quantity: number): Result<SaleView>;
  setMember(id: SaleId, by: z.infer<typeof memberRequestSchema>['by']): Result<SaleView>;
  setRewards(id: SaleId, request: RewardsRequest): Result<SaleView>;
  hold(id: SaleId): Result<SaleView>;
  recall(id: SaleId): Result<SaleView>;
  cancel(id: SaleId): Result<SaleView>;
  sale(id: SaleId): Result<SaleView>;
  quote(request: z.infer<typeof quoteRequestSchema>): Result<z.infer<typeof quoteAnswerSchema>>;
  commit(id: SaleId, request: CommitRequest, idempotency: Idempotency): Result<z.infer<typeof commitAnswerSchema>>;
  voidSale(
    id: SaleId,
    request: z.infer<typeof voidRequestSchema>,
    idempotency: Idempotency,
  ): Result<z.infer<typeof voidAnswerSchema>>;
  enrol(
    request: z.infer<typeof enrolMemberRequestSchema>,
    idempotency: Idempotency,
  ): Result<z.infer<typeof enrolMemberAnswerSchema>>;
  receipt(id: SaleId): Result<ReceiptDocument>;
  /** Queues a slip that says COPY. */
  printCopy(id: SaleId): Result<PrintState>;
  today(): TodayReport;
  status(): z.infer<typeof statusSchema>;
}
