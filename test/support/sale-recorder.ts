// The shop's own memory beside the till: each sale the cashier saw confirmed, written down and synced to a file of its own
// before anything else happens. What a crash test believes, because no process of ours can take it back.
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';

const confirmedSchema = z.object({
  /** The POS's own number of the sale. */
  posRef: z.string(),
  saleId: z.string(),
  eventId: z.string(),
  charged: z.int(),
  earned: z.int(),
  spent: z.int(),
  /** As printed on the slip. */
  mark: z.string(),
});
export type ConfirmedSale = z.infer<typeof confirmedSchema>;

export interface SaleRecorder {
  confirm(sale: ConfirmedSale): void;
  /** What the file holds. */
  sales(): ConfirmedSale[];
  close(): void;
}

export function openSaleRecorder(file: string): SaleRecorder {
  const handle = openSync(file, 'a');
  return {
    confirm: (sale) => {
      writeSync(handle, `${JSON.stringify(confirmedSchema.parse(sale))}\n`);
      fsyncSync(handle);
    },
    sales: () =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => confirmedSchema.parse(JSON.parse(line))),
    close: () => closeSync(handle),
  };
}
