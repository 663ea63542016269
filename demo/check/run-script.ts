// The scripted customer. First visit: joins, buys coffee beans for more than 100 euros, earns. Second visit: shows the card,
// takes a croissant and a coffee, the coffee for points. The amounts are worked out here by hand, not by the rules.
import type { PrinterEmulator } from '../../agent/devices/twins/printer-emulator.ts';
import { slipText } from '../../agent/devices/twins/slip-text.ts';
import type { CommittedView, SaleView } from '../../core/protocol/till.ts';
import type { Cashier } from './cashier.ts';
import type { Report } from './report.ts';
import type { SerialLine } from './serial-line.ts';

export interface ScriptNeeds {
  readonly cashier: Cashier;
  readonly line: SerialLine;
  readonly printer: PrinterEmulator;
  readonly report: Report;
  readonly say: (line: string) => void;
}

export interface ScriptedSale {
  readonly committed: CommittedView;
  readonly slip: string;
}

export interface Script {
  readonly sales: readonly ScriptedSale[];
  /** By hand: minor units and points. */
  readonly wanted: {
    readonly charged: number;
    readonly discount: number;
    readonly earned: number;
    readonly spent: number;
  };
}

/** Places of fixtures/assortments/kornblume.json: beans 8.99, croissant 1.65, coffee 2.50. */
const beans = { code: '4099123012256', pieces: 13, price: 899 };
const croissant = { code: '4099123010436', price: 165 };
const coffee = { code: '4099123010856', price: 250 };

export async function runScript(needs: ScriptNeeds): Promise<Script> {
  const { cashier, report, say } = needs;
  await cashier.waitFor('The programme did not reach the till.', ({ programme }) => programme !== null);
  await cashier.waitFor('The till could not open the scanner’s line.', ({ devices }) =>
    devices.some(({ kind, state }) => kind === 'scanner' && state === 'ready'),
  );
  say('\nFirst visit: joins and earns');
  // 030 23125 is kept free for films by the Bundesnetzagentur.
  const card = await cashier.enrol('Zsófia', '+49 30 23125 042');
  report.holds('a customer joined at the till and has a card', /^M[0-9A-Z]{9}$/.test(card));
  const first = await firstVisit(needs, card);
  say('\nSecond visit: shows the card and spends');
  const second = await secondVisit(needs, card);
  const earnedFirst = Math.floor((beans.pieces * beans.price) / 100);
  // 10 % off the croissant is 16.5 cents, and half a cent goes to the customer.
  const croissantOff = 17;
  return {
    sales: [first, second],
    wanted: {
      charged: beans.pieces * beans.price + croissant.price - croissantOff,
      discount: croissantOff + coffee.price,
      earned: earnedFirst + Math.floor((croissant.price - croissantOff) / 100),
      spent: 100,
    },
  };
}

async function firstVisit(needs: ScriptNeeds, card: string): Promise<ScriptedSale> {
  const { cashier, report } = needs;
  await cashier.open();
  await scan(needs, card, (sale) => sale?.member?.firstName === 'Zsófia');
  report.holds('the card, scanned over the serial line, names the customer', true);
  const scanned = await scan(needs, beans.code, (sale) => sale?.lines.length === 1);
  const sale = await cashier.setQuantity(scanned, scanned.lines[0]?.id ?? '', beans.pieces);
  report.same('the beans, scanned over the serial line, come to', sale.total.after, beans.pieces * beans.price);
  return payAndPrint(needs, sale);
}

async function secondVisit(needs: ScriptNeeds, card: string): Promise<ScriptedSale> {
  const { cashier, report } = needs;
  await cashier.open();
  await scan(needs, croissant.code, (sale) => sale?.lines.length === 1);
  await scan(needs, coffee.code, (sale) => sale?.lines.length === 2);
  const named = await scan(needs, card, (sale) => sale?.member?.firstName === 'Zsófia');
  report.same('the points of the first visit are there', named.member?.balances[0]?.n, 116);
  const sale = await cashier.chooseRewards(named, ['free-coffee']);
  report.same('with the coffee for points, to pay is', sale.total.after, 148);
  return payAndPrint(needs, sale);
}

async function scan(
  { line, cashier }: ScriptNeeds,
  code: string,
  reached: (sale: SaleView | null) => boolean,
): Promise<SaleView> {
  await line.scan(code);
  const { sale } = await cashier.waitFor(`The scan of ${code} did not arrive at the till.`, (view) =>
    reached(view.sale),
  );
  if (!sale) throw new Error('The till has no sale in hand.');
  return sale;
}

async function payAndPrint({ cashier, printer, report }: ScriptNeeds, sale: SaleView): Promise<ScriptedSale> {
  const before = printer.slips().length;
  const committed = await cashier.pay(sale);
  const view = await cashier.waitFor(
    'The slip was never printed; the sale itself is recorded and safe.',
    ({ last, devices }) => {
      const refused = devices.find(({ kind, problem }) => kind === 'printer' && problem !== null)?.problem;
      if (last?.print === 'failed' || refused)
        throw new Error(
          `The slip was not printed (${refused?.code ?? 'failed'}); the sale itself is recorded and safe.`,
        );
      return last?.print === 'printed';
    },
  );
  const slips = printer
    .slips()
    .slice(before)
    .map((slip) => slipText(slip, 42));
  report.same('slips that came out of the printer for this sale', slips.length, 1);
  const slip = slips[0] ?? '';
  report.holds('the slip says what was charged', slip.includes(euros(committed.charged)));
  report.holds('the slip carries the mark of the journal', slip.includes(committed.mark));
  return { committed: view.last ?? committed, slip };
}

/** As the German slip writes it. */
export function euros(minor: number): string {
  return `${Math.floor(minor / 100)},${String(minor % 100).padStart(2, '0')}`;
}
