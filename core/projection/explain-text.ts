// The sentences of an explanation in each language in which rules explain themselves. Names, money and goods come in as text;
// here is only how they are put together. Every sentence ends with a full stop.
import type { WordsLanguage } from '../programme/words.ts';

export interface ExplainText {
  readonly and: string;
  line(name: string, before: string): string;
  lineReduced(name: string, before: string, after: string): string;
  lineOff(name: string, off: string, rule: string): string;
  lineUnits(name: string, earned: string, spent: string): string;
  lineNo(name: string, what: readonly ('earn' | 'discount' | 'units' | 'threshold')[]): string;
  lineOut(name: string): string;
  lineReturn(name: string): string;
  buyerOut(staff: boolean): string;
  total(before: string, currency: string): string;
  totalReduced(before: string, discount: string, after: string, currency: string): string;
  paid(units: string, amount: string): string;
  due(amount: string, currency: string): string;
  /** The customer gets it: more came back than was bought. */
  paidOut(amount: string, currency: string): string;
  earned(units: string, from: string | null): string;
  spent(units: string): string;
  unproven: string;
  off(amount: string): string;
  forUnits(units: string): string;
  applied(rule: string, gave: string): string;
  limited(rule: string, given: string, wanted: string, byLimit: boolean): string;
  limitedUnits(rule: string, gave: string): string;
  limitReached(rule: string): string;
  nothingLeft(rule: string): string;
  needs(what: string): string;
  needsNot(what: string): string;
  missing(rule: string, gap: string): string;
  noMember(rule: string): string;
  earnOnly(rule: string): string;
  tooFewUnits(rule: string, missing: string, cost: string): string;
  notNow(rule: string): string;
  noGoods(rule: string, goods: string | null): string;
  amountMissing(rule: string, missing: string, amount: string, goods: string): string;
  tooLittle(rule: string, unit: string): string;
  goodsMissing(rule: string, pieces: string, one: boolean): string;
  notHere(rule: string): string;
  couponUnknown: string;
  notForYou(rule: string): string;
  tooManyPieces(rule: string): string;
  noSerial(rule: string): string;
  starts(rule: string, date: string): string;
  ended(rule: string, date: string): string;
  onDays(rule: string, days: string): string;
  atTimes(rule: string, from: string, to: string): string;
  otherTime(rule: string): string;
  otherStore(rule: string): string;
  otherGoods(rule: string): string;
  otherEvent(rule: string): string;
  outweighed(rule: string, by: string | null, more: string | null): string;
  proposed(rule: string, what: string): string;
  declined(rule: string): string;
  heldOut(rule: string): string;
  quarantined(rule: string): string;
  rewardOpen(rule: string, cost: string): string;
  rewardFrom(rule: string, step: string): string;
  nudge(gap: string, rule: string): string;
  more(gap: string): string;
}

const noEn = {
  earn: 'no earning',
  discount: 'no discount',
  units: 'no payment with units',
  threshold: 'no part in thresholds',
};
const noDe = {
  earn: 'kein Sammeln',
  discount: 'kein Rabatt',
  units: 'keine Zahlung mit Guthaben',
  threshold: 'zählt für keine Schwelle',
};

const en: ExplainText = {
  and: ' and ',
  line: (name, before) => `${name}: ${before}.`,
  lineReduced: (name, before, after) => `${name}: ${after} instead of ${before}.`,
  lineOff: (name, off, rule) => `${name}: ${off} off by “${rule}”.`,
  lineUnits: (name, earned, spent) => {
    const said = [earned === '' ? '' : `${earned} earned`, spent === '' ? '' : `${spent} used`];
    return `${name}: ${said.filter((each) => each !== '').join(', ')}.`;
  },
  lineNo: (name, what) => `${name}: ${what.map((each) => noEn[each]).join(', ')}.`,
  lineOut: (name) => `${name}: outside all rules.`,
  lineReturn: (name) => `${name}: a return, outside all rules.`,
  buyerOut: (staff) => `This is a ${staff ? 'staff' : 'trade'} sale; no rule works on it.`,
  total: (before, currency) => `The total is ${before} ${currency}.`,
  totalReduced: (before, discount, after, currency) =>
    `The total is ${before}, less ${discount}: ${after} ${currency}.`,
  paid: (units, amount) => `Of that, ${units} pay ${amount}.`,
  due: (amount, currency) => `To be paid in money: ${amount} ${currency}.`,
  paidOut: (amount, currency) => `To be paid out in money: ${amount} ${currency}.`,
  earned: (units, from) => (from === null ? `Earned: ${units}.` : `Earned: ${units}, usable from ${from}.`),
  spent: (units) => `Spent: ${units}.`,
  unproven: 'The search for the best combination ended at its bound; a better one may exist.',
  off: (amount) => `${amount} off`,
  forUnits: (units) => `for ${units}`,
  applied: (rule, gave) => `${rule}: ${gave}.`,
  limited: (rule, given, wanted, byLimit) =>
    `${rule}: ${given} instead of ${wanted}; ${byLimit ? 'its limit allows' : 'the goods allow'} no more.`,
  limitedUnits: (rule, gave) => `${rule}: ${gave}; its limit allows no more.`,
  limitReached: (rule) => `${rule}: its limit is reached.`,
  nothingLeft: (rule) => `${rule}: nothing was left to take off.`,
  needs: (what) => `needs ${what}`,
  needsNot: (what) => `does not go with ${what}`,
  missing: (rule, gap) => `${rule}: ${gap}.`,
  noMember: (rule) => `${rule}: only for members, and none is named.`,
  earnOnly: (rule) => `${rule}: this identifier only earns.`,
  tooFewUnits: (rule, missing, cost) => `${rule}: ${missing} are missing to ${cost}.`,
  notNow: (rule) => `${rule}: the units are held, but cannot be spent here and now.`,
  noGoods: (rule, goods) =>
    goods === null
      ? `${rule}: nothing in the basket fits.`
      : `${rule}: nothing in the basket fits; it is for ${goods}.`,
  amountMissing: (rule, missing, amount, goods) => `${rule}: ${missing} more is missing to ${amount} of ${goods}.`,
  tooLittle: (rule, unit) => `${rule}: the goods cost too little to earn any ${unit}.`,
  goodsMissing: (rule, pieces, one) => `${rule}: ${pieces} ${one ? 'is' : 'are'} missing to a complete set.`,
  notHere: (rule) => `${rule}: not in this store, or not at this time.`,
  couponUnknown: 'A coupon on the counter is not one of this programme.',
  notForYou: (rule) => `${rule}: not for this customer.`,
  noSerial: (rule) => `${rule}: the number on its paper was not read.`,
  tooManyPieces: (rule) => `${rule}: the basket has too many pieces to form sets.`,
  starts: (rule, date) => `${rule}: starts on ${date}.`,
  ended: (rule, date) => `${rule}: ended on ${date}.`,
  onDays: (rule, days) => `${rule}: runs on ${days}.`,
  atTimes: (rule, from, to) => `${rule}: runs from ${from} to ${to}.`,
  otherTime: (rule) => `${rule}: does not run at this time.`,
  otherStore: (rule) => `${rule}: does not run in this store.`,
  otherGoods: (rule) => `${rule}: is for other goods or other customers.`,
  otherEvent: (rule) => `${rule}: is for another occasion.`,
  outweighed: (rule, by, more) => {
    if (by === null) return `${rule}: outweighed by others.`;
    return more === null
      ? `${rule}: outweighed; “${by}” goes first.`
      : `${rule}: outweighed; “${by}” gives ${more} more.`;
  },
  proposed: (rule, what) => `${rule}: waits for a yes to ${what}.`,
  declined: (rule) => `${rule}: taken off by hand.`,
  heldOut: (rule) => `${rule}: held out; this member belongs to the comparison group.`,
  quarantined: (rule) => `${rule}: set aside, because the programme is wrong there.`,
  rewardOpen: (rule, cost) => `${rule}: can be had for ${cost}.`,
  rewardFrom: (rule, step) => `${rule}: can be had from ${step} on.`,
  nudge: (gap, rule) => `Worth saying: ${gap} for “${rule}”.`,
  more: (gap) => `${gap} more`,
};

const de: ExplainText = {
  and: ' und ',
  line: (name, before) => `${name}: ${before}.`,
  lineReduced: (name, before, after) => `${name}: ${after} statt ${before}.`,
  lineOff: (name, off, rule) => `${name}: ${off} Rabatt durch „${rule}“.`,
  lineUnits: (name, earned, spent) => {
    const said = [earned === '' ? '' : `${earned} gesammelt`, spent === '' ? '' : `${spent} eingelöst`];
    return `${name}: ${said.filter((each) => each !== '').join(', ')}.`;
  },
  lineNo: (name, what) => `${name}: ${what.map((each) => noDe[each]).join(', ')}.`,
  lineOut: (name) => `${name}: außerhalb aller Regeln.`,
  lineReturn: (name) => `${name}: eine Rückgabe, außerhalb aller Regeln.`,
  buyerOut: (staff) => `Dies ist ein ${staff ? 'Personalkauf' : 'Geschäftskauf'}; keine Regel wirkt darauf.`,
  total: (before, currency) => `Die Summe ist ${before} ${currency}.`,
  totalReduced: (before, discount, after, currency) =>
    `Die Summe ist ${before} minus ${discount}: ${after} ${currency}.`,
  paid: (units, amount) => `Davon zahlen ${units} ${amount}.`,
  due: (amount, currency) => `In Geld zu zahlen: ${amount} ${currency}.`,
  paidOut: (amount, currency) => `In Geld auszuzahlen: ${amount} ${currency}.`,
  earned: (units, from) => (from === null ? `Gesammelt: ${units}.` : `Gesammelt: ${units}, nutzbar ab ${from}.`),
  spent: (units) => `Ausgegeben: ${units}.`,
  unproven: 'Die Suche nach der besten Kombination endete an ihrer Grenze; eine bessere ist möglich.',
  off: (amount) => `${amount} Rabatt`,
  forUnits: (units) => `für ${units}`,
  applied: (rule, gave) => `${rule}: ${gave}.`,
  limited: (rule, given, wanted, byLimit) =>
    `${rule}: ${given} statt ${wanted}; mehr lassen die ${byLimit ? 'Grenzen der Aktion' : 'Waren'} nicht zu.`,
  limitedUnits: (rule, gave) => `${rule}: ${gave}; mehr lässt die Grenze der Aktion nicht zu.`,
  limitReached: (rule) => `${rule}: die Grenze der Aktion ist erreicht.`,
  nothingLeft: (rule) => `${rule}: es war nichts mehr abzuziehen.`,
  needs: (what) => `Voraussetzung ist ${what}`,
  needsNot: (what) => `ausgeschlossen ist ${what}`,
  missing: (rule, gap) => `${rule}: ${gap}.`,
  noMember: (rule) => `${rule}: nur für Mitglieder, und keines ist genannt.`,
  earnOnly: (rule) => `${rule}: dieser Ausweis sammelt nur.`,
  tooFewUnits: (rule, missing, cost) => `${rule}: es fehlen ${missing} zu ${cost}.`,
  notNow: (rule) => `${rule}: das Guthaben ist da, kann hier und jetzt aber nicht ausgegeben werden.`,
  noGoods: (rule, goods) =>
    goods === null ? `${rule}: im Korb passt nichts.` : `${rule}: im Korb passt nichts; gilt für ${goods}.`,
  amountMissing: (rule, missing, amount, goods) => `${rule}: es fehlen ${missing} zu ${amount} für ${goods}.`,
  tooLittle: (rule, unit) => `${rule}: für ${unit} kosten die Waren zu wenig.`,
  goodsMissing: (rule, pieces, one) => `${rule}: es ${one ? 'fehlt' : 'fehlen'} ${pieces} zum vollständigen Satz.`,
  notHere: (rule) => `${rule}: nicht in dieser Filiale oder nicht zu dieser Zeit.`,
  couponUnknown: 'Ein vorgelegter Gutschein gehört nicht zu diesem Programm.',
  notForYou: (rule) => `${rule}: nicht für diesen Kunden.`,
  noSerial: (rule) => `${rule}: die Nummer auf dem Papier wurde nicht gelesen.`,
  tooManyPieces: (rule) => `${rule}: der Korb hat zu viele Stücke, um Sätze zu bilden.`,
  starts: (rule, date) => `${rule}: beginnt am ${date}.`,
  ended: (rule, date) => `${rule}: endete am ${date}.`,
  onDays: (rule, days) => `${rule}: läuft ${days}.`,
  atTimes: (rule, from, to) => `${rule}: läuft von ${from} bis ${to} Uhr.`,
  otherTime: (rule) => `${rule}: läuft nicht zu dieser Zeit.`,
  otherStore: (rule) => `${rule}: läuft nicht in dieser Filiale.`,
  otherGoods: (rule) => `${rule}: gilt für andere Waren oder andere Kunden.`,
  otherEvent: (rule) => `${rule}: gilt für einen anderen Anlass.`,
  outweighed: (rule, by, more) => {
    if (by === null) return `${rule}: von anderen übertroffen.`;
    return more === null
      ? `${rule}: übertroffen; „${by}“ geht vor.`
      : `${rule}: übertroffen; „${by}“ bringt ${more} mehr.`;
  },
  proposed: (rule, what) => `${rule}: wartet auf ein Ja zu: ${what}.`,
  declined: (rule) => `${rule}: von Hand abgewählt.`,
  heldOut: (rule) => `${rule}: zurückgehalten; dieses Mitglied gehört zur Vergleichsgruppe.`,
  quarantined: (rule) => `${rule}: ausgesetzt, weil das Programm dort falsch ist.`,
  rewardOpen: (rule, cost) => `${rule}: zu haben für ${cost}.`,
  rewardFrom: (rule, step) => `${rule}: zu haben ab ${step}.`,
  nudge: (gap, rule) => `Hinweis: ${gap} für „${rule}“.`,
  more: (gap) => `noch ${gap}`,
};

export const explainTexts: Readonly<Record<WordsLanguage, ExplainText>> = { en, de };
