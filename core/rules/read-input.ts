// The door of the engine: any value → an input, or a problem that says where and why. Short inputs are completed (a line
// needs id and amount, the rest has its usual value), so that a case of another system can be typed by hand.
import { withinBounds } from '../base/json-size.ts';
import { limits } from '../base/limits.ts';
import { mulDiv } from '../base/money.ts';
import { placeOf, problem } from '../base/problem.ts';
import { fail, ok } from '../base/result.ts';
import type { Result } from '../base/result.ts';
import { weekdayOf } from '../base/time.ts';
import { evaluationInputSchema } from './evaluation.ts';
import type { EvaluationInput } from './evaluation.ts';

type Json = Readonly<Record<string, unknown>>;

export function readInput(value: unknown): Result<EvaluationInput> {
  const bounded = withinBounds(value, { depthMax: limits.jsonDepthMax, valuesMax: limits.inputValuesMax });
  if (!bounded.ok) return bounded;
  const parsed = evaluationInputSchema.safeParse(complete(value));
  return parsed.success ? ok(parsed.data) : fail(problem('InputInvalid', placeOf(parsed.error)));
}

function complete(value: unknown): unknown {
  if (!isObject(value)) return value;
  const input: Json = {
    event: 'purchase',
    store: 'main',
    member: null,
    usage: [],
    coupons: [],
    chosen: [],
    declined: [],
    payWithUnits: null,
    tenders: null,
    plannedTender: null,
    ...value,
  };
  return {
    ...input,
    moment: momentOf(input['moment']),
    basket: basketOf(input['basket']),
    member: memberOf(input['member']),
  };
}

/** A date alone is noon of that day. */
function momentOf(moment: unknown): unknown {
  if (!isObject(moment)) return moment;
  const { biz } = moment;
  const weekday = typeof biz === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(biz) ? weekdayOf(biz) : undefined;
  return { instantMs: 0, weekday, minute: 720, ...moment };
}

function basketOf(basket: unknown): unknown {
  if (!isObject(basket)) return basket;
  const { lines } = basket;
  return {
    priceBasis: 'tax-included',
    buyer: 'public',
    ...basket,
    lines: Array.isArray(lines) ? lines.map((line: unknown) => (isObject(line) ? lineOf(line) : line)) : (lines ?? []),
  };
}

function lineOf(line: Json): Json {
  const { quantity = 1000, unit = 'piece', amount } = line;
  const whole = unit === 'piece' && typeof quantity === 'number' && quantity > 0;
  return {
    name: typeof line['id'] === 'string' ? line['id'] : '',
    categories: [],
    tags: [],
    taxCode: 'standard',
    kind: 'goods',
    quantity,
    unit,
    pieces: whole && Number.isSafeInteger(quantity) ? Math.max(1, mulDiv(quantity, 1, 1000, 'down')) : 1,
    listAmount: amount,
    posDiscounts: [],
    ...line,
  };
}

function memberOf(member: unknown): unknown {
  if (!isObject(member)) return member ?? null;
  return { right: 'spend', spendable: [], ...member };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
