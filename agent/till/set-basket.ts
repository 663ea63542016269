// Changes to a sale in hand. Each takes a sale and gives the changed one or a problem; nothing here is durable, and a
// refused change leaves the sale as it was.
import { limits } from '../../core/base/limits.ts';
import { money, mulDiv } from '../../core/base/money.ts';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { lineSchema } from '../../core/basket/basket.ts';
import type { Basket, Line } from '../../core/basket/basket.ts';
import type { Product } from '../../core/catalogue/product.ts';
import { moved } from './open-sale.ts';
import type { OpenSale } from './open-sale.ts';

/** One piece more of a product: on its last line, if that is alike, else on a line of its own. */
export function addProduct(sale: OpenSale, product: Product): Result<OpenSale> {
  const { lines } = sale.basket;
  const last = lines.at(-1);
  if (last && last.gtin === product.gtin && last.unit === 'piece' && last.posDiscounts.length === 0) {
    return setQuantity(sale, last.id, last.quantity + 1000);
  }
  const price = { quantity: 1000, pieces: 1, listAmount: product.price, amount: product.price };
  return withLine(sale, {
    ...blankLine(sale, product.name),
    ...price,
    gtin: product.gtin,
    categories: product.categories,
    ...(product.brand === undefined ? {} : { brand: product.brand }),
    taxCode: product.taxCode,
  });
}

/** Goods without a code we know: the cashier types name and price. */
export function addKeyed(
  sale: OpenSale,
  { name, amount, category }: { name: string; amount: number; category?: string | undefined },
): Result<OpenSale> {
  if (amount <= 0 || amount > limits.unitPriceMax) return fail(priceProblem());
  const price = { quantity: 1000, pieces: 1, listAmount: money(amount), amount: money(amount) };
  const categories = category === undefined ? [] : [category];
  return withLine(sale, { ...blankLine(sale, name), ...price, categories });
}

/** `quantity` in thousandths; 0 takes the line out. Amounts follow in proportion, half away from zero. */
export function setQuantity(sale: OpenSale, id: string, quantity: number): Result<OpenSale> {
  const line = sale.basket.lines.find((each) => each.id === id);
  if (!line) return fail(problem('LineNotFound'));
  if (quantity < 0 || quantity > limits.quantityMax || (line.unit === 'piece' && quantity % 1000 !== 0)) {
    return fail(problem('QuantityOutOfRange', { min: 1, max: limits.quantityMax / 1000 }));
  }
  if (quantity === 0)
    return withLines(
      sale,
      sale.basket.lines.filter((each) => each.id !== id),
    );
  const scale = (amount: number) => money(mulDiv(amount, quantity, line.quantity, 'halfAwayFromZero'));
  const changed: Line = {
    ...line,
    quantity,
    pieces: line.unit === 'piece' ? quantity / 1000 : line.pieces,
    listAmount: scale(line.listAmount),
    amount: scale(line.amount),
    posDiscounts: line.posDiscounts.map((each) => ({ ...each, amount: scale(each.amount) })),
  };
  if (Math.abs(changed.amount) > limits.unitPriceMax * 1000) return fail(priceProblem());
  return withLines(
    sale,
    sale.basket.lines.map((each) => (each.id === id ? changed : each)),
  );
}

/** The POS's own words for the whole basket. */
export function setBasket(sale: OpenSale, basket: Basket): Result<OpenSale> {
  const change = moved(sale, 'change');
  return change.ok ? ok({ ...change.value, basket }) : change;
}

function withLine(sale: OpenSale, line: Line): Result<OpenSale> {
  if (sale.basket.lines.length >= limits.linesPerBasketMax) {
    return fail(problem('TooManyLines', { max: limits.linesPerBasketMax }));
  }
  // Parsed for its order of keys: the line goes into the record as it stands here (core/journal/body-of.ts).
  const lines = [...sale.basket.lines, lineSchema.parse(line)];
  return withLines({ ...sale, linesEver: sale.linesEver + 1 }, lines);
}

function withLines(sale: OpenSale, lines: Line[]): Result<OpenSale> {
  return setBasket(sale, { ...sale.basket, lines });
}

function blankLine(sale: OpenSale, name: string): Omit<Line, 'quantity' | 'pieces' | 'listAmount' | 'amount'> {
  return {
    // A late click on a removed line must hit nothing: ids are never used twice in a sale.
    id: `L${sale.linesEver + 1}`,
    name,
    categories: [],
    tags: [],
    taxCode: 'standard',
    kind: 'goods',
    unit: 'piece',
    posDiscounts: [],
  };
}

function priceProblem() {
  return problem('PriceOutOfRange', { min: '0.01', max: limits.unitPriceMax / 100 });
}
