// A committed sale → its receipt. From the record, the programme it names and the store alone: a copy printed next year
// says the same. The loyalty block is at most six lines (till.md, "Receipts").
import type { Units } from '../base/units.ts';
import { quantityText, momentText, moneyText } from './money-text.ts';
import { receiptWords } from './receipt-text.ts';
import type { ReceiptWords } from './receipt-text.ts';
import type { SaleRecord } from '../journal/record.ts';
import { journalMark } from '../journal/chain.ts';
import type { CompiledProgramme } from '../programme/compile.ts';
import { textIn } from '../programme/text.ts';
import type { Language, LocalText } from '../programme/text.ts';
import type { Cause } from '../programme/cause.ts';
import { nameOf } from '../programme/name-of.ts';
import type { ReceiptBlock, ReceiptDocument } from './receipt.ts';

export interface ReceiptSource {
  readonly record: SaleRecord;
  /** Of the stored record, for the journal mark. */
  readonly hash: Uint8Array;
  /** The programme that the record names. */
  readonly compiled: CompiledProgramme;
  readonly store: { readonly name: string; readonly address: readonly string[] };
  readonly lane: string;
  readonly language: Language;
  /** When headquarters last confirmed the balance, as the store's clock said it; null when it never did. */
  readonly balanceAsOf: string | null;
  readonly copy: boolean;
  readonly voided: boolean;
}

export function receiptOfSale(source: ReceiptSource): ReceiptDocument {
  const { language, words } = receiptWords(source.language);
  const say: Say = {
    source,
    language,
    words,
    money: (n) => moneyText(n, source.compiled.programme.currency, language),
  };
  const blocks = [...headOf(say), ...linesOf(say), ...paidOf(say), ...loyaltyOf(say), ...footOf(say)];
  return { language, blocks: blocks.map(fit) };
}

interface Say {
  readonly source: ReceiptSource;
  readonly language: Language;
  readonly words: ReceiptWords;
  readonly money: (minor: number) => string;
}

function headOf({ source, language, words }: Say): ReceiptBlock[] {
  const { store, record, copy, voided } = source;
  const stamp = [copy ? words.copy : '', voided ? words.voided : ''].filter((word) => word !== '');
  return [
    center(store.name, true, true),
    ...store.address.map((line) => center(line)),
    ...stamp.map((word) => center(`*** ${word} ***`, true)),
    { kind: 'space' },
    columns(momentText(record.in.moment, language), `${words.receipt} ${record.seq}`),
    { kind: 'rule' },
  ];
}

function linesOf(say: Say): ReceiptBlock[] {
  const { record } = say.source;
  return record.in.basket.lines.flatMap((line, at) => {
    const many =
      line.unit === 'piece' && line.quantity === 1000
        ? ''
        : `${quantityText(line.quantity, say.language)} ${unitOf(line.unit)} `;
    const discounts = record.out.lines[at]?.discounts ?? [];
    return [
      columns(`${many}${line.name}`, say.money(line.amount)),
      ...discounts.map(({ by, given }) => columns(`  ${causeName(say, by)}`, say.money(-given))),
    ];
  });
}

function paidOf(say: Say): ReceiptBlock[] {
  const { record, compiled } = say.source;
  const tendered = (record.in.tenders ?? []).reduce((sum, tender) => sum + tender.amount, 0);
  const blocks: ReceiptBlock[] = [
    { kind: 'rule' },
    columns(`${say.words.total} ${compiled.programme.currency.code}`, say.money(record.out.total.after), true),
  ];
  const { payment } = record.out;
  if (payment?.settleAs === 'tender') {
    blocks.push(columns(say.words.paidWith(payment.n, unitName(say, payment.unit)), say.money(payment.amount)));
  }
  if (record.rounding !== 0) blocks.push(columns(say.words.rounding, say.money(record.rounding)));
  for (const { kind, amount } of record.in.tenders ?? [])
    blocks.push(columns(say.words.tender[kind], say.money(amount)));
  if (tendered > record.charged) blocks.push(columns(say.words.change, say.money(tendered - record.charged)));
  if (record.out.total.discount > 0) blocks.push(columns(say.words.saved, say.money(record.out.total.discount), true));
  return blocks;
}

// What this sale did comes first: the lines at the end are those that are left out.
function loyaltyOf(say: Say): ReceiptBlock[] {
  const { record, balanceAsOf } = say.source;
  const balances = (record.in.member?.spendable ?? []).map((each) => balanceOf(say, each));
  const moved = balances.filter((blocks) => blocks.length > 1);
  const still = balances.filter((blocks) => blocks.length === 1);
  const asOf = record.in.member && balanceAsOf !== null ? [left(say.words.asOf(balanceAsOf))] : [];
  const missing = record.in.member ? nextReward(say) : null;
  const blocks = [...moved.flat(), ...giftsOf(say), ...still.flat(), ...asOf, ...(missing ? [left(missing)] : [])];
  return blocks.length === 0 ? [] : [{ kind: 'rule' }, ...blocks.slice(0, loyaltyLinesMax)];
}

/** What fits a 58 mm slip beside the goods (till.md, "Receipts"). */
const loyaltyLinesMax = 6;

function balanceOf(say: Say, { unit, held }: { readonly unit: string; readonly held: Units }): ReceiptBlock[] {
  const { out } = say.source.record;
  const earned = sumOf(out.earned, unit);
  const spent = sumOf(out.spent, unit);
  const name = unitName(say, unit);
  return [
    ...(earned > 0 ? [columns(say.words.earned(name), `+${earned}`)] : []),
    ...(spent > 0 ? [columns(say.words.spent(name), `-${spent}`)] : []),
    columns(say.words.balance(name), String(held - spent + earned), true),
  ];
}

/** What was given that is neither money nor units; a message to the cashier or the display is not for the paper. */
function giftsOf({ source, language, words, money }: Say): ReceiptBlock[] {
  const { programme, coupons } = source.compiled;
  const called = (list: readonly { readonly id: string; readonly name: LocalText }[], id: string): string => {
    const found = list.find((each) => each.id === id);
    return found ? textIn(found.name, language) : id;
  };
  return source.record.out.gifts.flatMap(({ gift }): ReceiptBlock[] => {
    switch (gift.kind) {
      case 'coupon':
        return [columns(words.coupon(called(coupons, gift.coupon)), gift.n > 1 ? `${gift.n} ×` : '')];
      case 'badge':
        return [left(words.badge(called(programme.badges, gift.badge)))];
      case 'share':
        return [columns(words.share(called(programme.causes, gift.cause)), money(gift.amount))];
      case 'membership':
        return [left(words.membership(called(programme.memberships, gift.membership), gift.months))];
      case 'tier':
        return [left(words.tier(called(programme.tiers, gift.tier), gift.days))];
      case 'message':
        return gift.to === 'receipt' ? [left(textIn(gift.text, language))] : [];
    }
  });
}

function footOf(say: Say): ReceiptBlock[] {
  const { record, hash, compiled } = say.source;
  const version = record.rs === null ? '-' : `P${record.rs.version}`;
  return [
    { kind: 'rule' },
    center(textIn(compiled.programme.receipt.thanks, say.language)),
    center(`${say.source.lane} · ${journalMark(hash)} · ${version}`),
    { kind: 'cut' },
  ];
}

// The nearest reward that the units after this sale do not reach yet.
function nextReward(say: Say): string | null {
  const { record, compiled } = say.source;
  for (const reward of compiled.rewards) {
    const held = record.in.member?.spendable.find(({ unit }) => unit === reward.cost.unit)?.held ?? 0;
    const after = held - sumOf(record.out.spent, reward.cost.unit) + sumOf(record.out.earned, reward.cost.unit);
    const needed = 'n' in reward.cost ? reward.cost.n : reward.cost.step;
    if (after < needed) {
      const name = textIn(reward.name, say.language);
      return say.words.missing(needed - after, unitName(say, reward.cost.unit), name);
    }
  }
  return null;
}

function sumOf(list: readonly { unit: string; n: Units }[], unit: string): number {
  return list.reduce((sum, each) => sum + (each.unit === unit ? each.n : 0), 0);
}

function causeName({ source, language }: Say, by: Cause): string {
  return textIn(nameOf(source.compiled, by), language);
}

function unitName({ source, language }: Say, unit: string): string {
  const known = source.compiled.units.get(unit);
  return known ? textIn(known.name, language) : unit;
}

const unitOf = (unit: string): string => (unit === 'piece' ? '×' : unit);

function left(text: string): ReceiptBlock {
  return { kind: 'text', text, align: 'left', strong: false, large: false };
}

function center(text: string, strong = false, large = false): ReceiptBlock {
  return { kind: 'text', text, align: 'center', strong, large };
}

function columns(leftPart: string, right: string, strong = false): ReceiptBlock {
  return { kind: 'columns', left: leftPart, right, strong };
}

// A name of the world may be longer than the document allows; paper is wide enough for far less.
function fit(block: ReceiptBlock): ReceiptBlock {
  if (block.kind === 'text') return { ...block, text: block.text.slice(0, 200) };
  if (block.kind === 'columns') return { ...block, left: block.left.slice(0, 200), right: block.right.slice(0, 40) };
  return block;
}
