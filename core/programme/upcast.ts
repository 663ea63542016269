// Documents of an older language, brought up to the one of today by pure functions, one a step. What was published once is
// read for ever: the audit of a sale years later needs the programme of its day.
import { langNow } from './programme.ts';

type Json = Readonly<Record<string, unknown>>;

/** From language n to n + 1. */
const steps: Readonly<Record<number, (document: Json) => Json>> = { 1: fromFirst };

/** The same document in today's language; what is no document, or of a language nobody knows, comes back as it is. */
export function upcast(document: unknown): unknown {
  let now = document;
  while (isObject(now) && typeof now['lang'] === 'number' && now['lang'] < langNow) {
    const step = steps[now['lang']];
    if (!step) return now;
    now = step(now);
  }
  return now;
}

/** Language 1 named one category, tag or GTIN in a selector; since 2 it is a list. */
function fromFirst(document: Json): Json {
  return {
    ...document,
    lang: 2,
    campaigns: each(document['campaigns'], (campaign) => ({
      ...campaign,
      effects: each(campaign['effects'], withSelectors),
    })),
    rewards: each(document['rewards'], (reward) => ({
      ...reward,
      effect: isObject(reward['effect']) ? withSelectors(reward['effect']) : reward['effect'],
    })),
  };
}

function withSelectors(effect: Json): Json {
  return 'selector' in effect ? { ...effect, selector: selectorFromFirst(effect['selector']) } : effect;
}

function selectorFromFirst(selector: unknown): unknown {
  if (!isObject(selector)) return selector;
  if ('not' in selector) return { not: selectorFromFirst(selector['not']) };
  return Object.fromEntries(
    Object.entries(selector).map(([key, value]) => [key, typeof value === 'string' ? [value] : value]),
  );
}

function each(list: unknown, change: (entry: Json) => Json): unknown {
  return Array.isArray(list) ? list.map((entry: unknown) => (isObject(entry) ? change(entry) : entry)) : list;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
