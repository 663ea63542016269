// A POS at a till that keeps dying: rings up sales and new members one after the other, and asks again with the same key
// whatever was not answered, until it is. What it saw confirmed, it writes down at once. All its choices come from one seed.
import { createHash } from 'node:crypto';
import type { Dice } from '../../demo/seeded-dice.ts';
import { ApiProblem } from '../support/till-client.ts';
import type { CommitBody, LinesRequest, TillClient } from '../support/till-client.ts';
import type { ConfirmedSale, SaleRecorder } from '../support/sale-recorder.ts';

export interface PosCounts {
  /** Commits that were sent once more because their answer was not heard. */
  askedAgain: number;
  /** Of them: those the till had recorded before it died. */
  wereRecorded: number;
  redemptions: number;
}

export interface Pos {
  /** One thing more: goes on with what was not answered, else begins anew. Rejects when the till is gone. */
  step(): Promise<void>;
  /** Goes on until nothing is unanswered. */
  finish(): Promise<void>;
  readonly counts: PosCounts;
  readonly members: readonly string[];
}

interface Good {
  readonly name: string;
  readonly amount: number;
  readonly category: string;
}

/** What has not been answered yet. It is forgotten only with its answer. */
type Task = SaleTask | MemberTask;
interface MemberTask {
  readonly kind: 'member';
  readonly phone: string;
  readonly key: string;
}
interface SaleTask {
  readonly kind: 'sale';
  readonly posRef: string;
  readonly saleId: string;
  readonly key: string;
  readonly lines: LinesRequest;
  readonly phone: string | null;
  /** The commit as it was sent, byte for byte; null before it was. */
  sent: CommitBody | null;
}

const goods: readonly [Good, ...Good[]] = [
  { name: 'Coffee', amount: 250, category: 'coffee' },
  { name: 'Buttercroissant', amount: 165, category: 'pastry' },
  { name: 'Bauernbrot', amount: 425, category: 'bread' },
];

export interface PosOptions {
  /** 1 to 9: no two POS share one. */
  readonly place: number;
  readonly client: () => Promise<TillClient>;
  readonly recorder: SaleRecorder;
  readonly dice: Dice;
  /** A commit is about to be sent. */
  readonly committing?: () => void;
}

export function openPos({ place, client, recorder, dice, committing = () => undefined }: PosOptions): Pos {
  const counts: PosCounts = { askedAgain: 0, wereRecorded: 0, redemptions: 0 };
  const members: string[] = [];
  let task: Task | null = null;
  let turn = 0;
  const next = (): Task => {
    turn += 1;
    const id = `pos${place}-${turn}`;
    // The first is a member, so that there is one to sell to.
    if (turn === 1 || dice.chance(1 / 8)) return { kind: 'member', phone: phoneOf(place, turn), key: `member:${id}` };
    const phone = dice.chance(1 / 3) ? null : (members[dice.below(members.length)] ?? null);
    const lines = linesOf(1 + dice.below(3), dice);
    return { kind: 'sale', posRef: id, saleId: saleIdFor(id), key: `sale:${id}`, lines, phone, sent: null };
  };
  const step = async (): Promise<void> => {
    task ??= next();
    const at = await client();
    if (task.kind === 'member') {
      await at.enrol('Anna', task.phone, task.key);
      members.push(task.phone);
    } else {
      recorder.confirm(await sell(at, task, counts, committing));
    }
    task = null;
  };
  const finish = async (): Promise<void> => {
    while (task !== null) await step();
  };
  return { step, finish, counts, members };
}

async function sell(at: TillClient, task: SaleTask, counts: PosCounts, committing: () => void): Promise<ConfirmedSale> {
  if (task.sent !== null) {
    counts.askedAgain += 1;
    const again = await commitAgain(at, task, task.sent);
    if (again !== null) {
      counts.wereRecorded += 1;
      return again;
    }
  }
  for (;;) {
    task.sent = await ringUp(at, task, counts);
    committing();
    const confirmed = await commitIfLive(at, task, task.sent);
    if (confirmed !== null) return confirmed;
  }
}

/** Null when another POS of this till changed the sale meanwhile, by enrolling who stood there: it is rung up once more. */
async function commitIfLive(at: TillClient, task: SaleTask, request: CommitBody): Promise<ConfirmedSale | null> {
  try {
    return confirmedOf(task, await at.commit(task.saleId, request, task.key));
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.code === 'QuoteStale') return null;
    throw error;
  }
}

/** Null when the till never recorded it: an unpaid basket dies with the till, and is rung up again. */
async function commitAgain(at: TillClient, task: SaleTask, sent: CommitBody): Promise<ConfirmedSale | null> {
  try {
    return confirmedOf(task, await at.commit(task.saleId, sent, task.key));
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.code === 'SaleNotFound') return null;
    throw error;
  }
}

async function ringUp(at: TillClient, task: SaleTask, counts: PosCounts): Promise<CommitBody> {
  await at.openSale(task.saleId);
  await at.setLines(task.saleId, task.lines);
  let sale = await at.setMember(task.saleId, task.phone === null ? null : { phone: task.phone });
  const free = sale.rewards.find(({ state }) => state === 'available');
  if (free) {
    sale = await at.setRewards(task.saleId, [free.id]);
    counts.redemptions += 1;
  }
  if (sale.quoteId === null) throw new Error('a sale with lines has no quote');
  const charged = sale.total.after;
  return { quoteId: sale.quoteId, tenders: [{ kind: 'cash', amount: charged }], charged, posRef: task.posRef };
}

type Committed = Awaited<ReturnType<TillClient['commit']>>;

function confirmedOf(task: SaleTask, { committed }: Committed): ConfirmedSale {
  const sum = (units: readonly { n: number }[]): number => units.reduce((total, { n }) => total + n, 0);
  return {
    posRef: task.posRef,
    saleId: committed.saleId,
    eventId: committed.eventId,
    charged: committed.charged,
    earned: sum(committed.earned),
    spent: sum(committed.spent),
    mark: committed.mark,
  };
}

function linesOf(count: number, dice: Dice): LinesRequest {
  const lines = Array.from({ length: count }, (_, at) => {
    const { name, amount, category } = dice.pick(goods);
    const pieces = 1 + dice.below(3);
    return {
      id: `l${at + 1}`,
      name,
      categories: [category],
      tags: [],
      taxCode: 'reduced',
      kind: 'goods' as const,
      quantity: pieces * 1000,
      unit: 'piece' as const,
      pieces,
      listAmount: pieces * amount,
      amount: pieces * amount,
      posDiscounts: [],
    };
  });
  return { priceBasis: 'tax-included', buyer: 'public', lines };
}

function saleIdFor(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}

/** A German mobile number, one for each member of each POS. */
function phoneOf(place: number, turn: number): string {
  return `0171 ${1_000_000 * place + turn}`;
}
