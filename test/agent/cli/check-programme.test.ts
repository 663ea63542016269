// What `check-programme` says of a café's and a grocer's programme, each broken in ten ways: the exact sentences, read by
// somebody who writes programmes. What is wrong is named with its place; the rest of the programme works.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../core/base/limits.ts';
import { jsonFile, run } from './run-cli.ts';

interface Broken {
  readonly what: string;
  /** Path in the document → what stands there instead. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly code: number;
  /** The file is called PROGRAMME here. */
  readonly en: readonly string[];
  readonly de: readonly string[];
}

const cafe: readonly Broken[] = [
  {
    what: 'a unit that does not exist',
    changes: { 'campaigns.0.effects.0.unit': 'stars' },
    code: 1,
    en: [
      'Set aside: the campaign “A stamp for each coffee” at campaigns.0.effects.0.unit: it uses the unit "stars", which the programme does not have.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 0 campaigns, 1 reward, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „Ein Stempel je Kaffee“ bei campaigns.0.effects.0.unit: es nutzt die Einheit „stars“, doch das Programm kennt „stars“ nicht.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 0 Aktionen, 1 Prämie, 0 Gutscheine.',
    ],
  },
  {
    what: 'an empty selector',
    changes: { 'campaigns.0.effects.0.selector': {} },
    code: 1,
    en: [
      'Set aside: the campaign “A stamp for each coffee” at campaigns.0.effects.0.selector: a selector says exactly one of: everything, sku, gtin, category, brand, tag, kind, posDiscount, any, all, not.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 0 campaigns, 1 reward, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „Ein Stempel je Kaffee“ bei campaigns.0.effects.0.selector: eine Auswahl sagt genau eines von: everything, sku, gtin, category, brand, tag, kind, posDiscount, any, all, not.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 0 Aktionen, 1 Prämie, 0 Gutscheine.',
    ],
  },
  {
    what: 'a window that ends before it begins',
    changes: { 'campaigns.0.window': { from: '2026-12-24', to: '2026-12-01' } },
    code: 1,
    en: [
      'Set aside: the campaign “A stamp for each coffee” at campaigns.0.window.to: the window ends before it begins.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 0 campaigns, 1 reward, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „Ein Stempel je Kaffee“ bei campaigns.0.window.to: das Zeitfenster endet, bevor es beginnt.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 0 Aktionen, 1 Prämie, 0 Gutscheine.',
    ],
  },
  {
    what: 'a hold-out from what is advertised',
    changes: { 'campaigns.0.public': true, 'campaigns.0.holdout': 1000 },
    code: 1,
    en: [
      'Set aside: the campaign “A stamp for each coffee” at campaigns.0.holdout: it is public and has a hold-out: what is advertised to all is kept from nobody.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 0 campaigns, 1 reward, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „Ein Stempel je Kaffee“ bei campaigns.0.holdout: es ist öffentlich und hält Mitglieder zurück: was allen versprochen ist, bekommen alle.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 0 Aktionen, 1 Prämie, 0 Gutscheine.',
    ],
  },
  {
    what: 'an audience that asks for the basket',
    changes: {
      'campaigns.0.audience': { kind: 'all', of: [{ kind: 'firstPurchase' }, { kind: 'amount', atLeast: 500 }] },
    },
    code: 1,
    en: [
      'Set aside: the campaign “A stamp for each coffee” at campaigns.0.audience.of.1: it asks for "amount", which is not a fact of the member; that belongs to the conditions.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 0 campaigns, 1 reward, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „Ein Stempel je Kaffee“ bei campaigns.0.audience.of.1: es fragt nach „amount“, was nichts über das Mitglied sagt; das gehört in die Bedingungen.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 0 Aktionen, 1 Prämie, 0 Gutscheine.',
    ],
  },
  {
    what: 'a reward for units that cannot be spent',
    changes: { 'units.0.redeemable': false },
    code: 1,
    en: [
      'Set aside: the reward “A coffee for a full card” at rewards.0.cost.unit: it costs "stamps", which cannot be spent.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 1 campaign, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Prämie „Ein Kaffee für die volle Karte“ bei rewards.0.cost.unit: es kostet „stamps“, was nicht ausgegeben werden kann.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 1 Aktion, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'a coupon that does not exist',
    changes: { 'campaigns.0.effects.0': { kind: 'giveCoupon', coupon: 'cake' } },
    code: 1,
    en: [
      'Set aside: the campaign “A stamp for each coffee” at campaigns.0.effects.0.coupon: it uses the coupon "cake", which the programme does not have.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 0 campaigns, 1 reward, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „Ein Stempel je Kaffee“ bei campaigns.0.effects.0.coupon: es nutzt den Gutschein „cake“, doch das Programm kennt „cake“ nicht.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 0 Aktionen, 1 Prämie, 0 Gutscheine.',
    ],
  },
  {
    what: 'a misspelt key',
    changes: { 'campaigns.0.prioritty': 5 },
    code: 1,
    en: [
      'Set aside: the campaign “A stamp for each coffee” at campaigns.0: has unknown keys: "prioritty".',
      'PROGRAMME: one entry is set aside, the rest works. In force: 0 campaigns, 1 reward, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „Ein Stempel je Kaffee“ bei campaigns.0: hat unbekannte Schlüssel: „prioritty“.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 0 Aktionen, 1 Prämie, 0 Gutscheine.',
    ],
  },
  {
    what: 'money off for joining',
    changes: { 'campaigns.0.trigger': 'enrol', 'campaigns.0.effects.0': { kind: 'amountOff', amount: 100 } },
    code: 1,
    en: [
      'Set aside: the campaign “A stamp for each coffee” at campaigns.0.trigger: joining has no basket: an effect on prices has nothing to work on.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 0 campaigns, 1 reward, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „Ein Stempel je Kaffee“ bei campaigns.0.trigger: beim Beitritt gibt es keinen Korb: eine Wirkung auf Preise hat dort nichts zu tun.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 0 Aktionen, 1 Prämie, 0 Gutscheine.',
    ],
  },
  {
    what: 'categories in a circle',
    changes: { 'categories.0.parent': 'milk-coffee' },
    code: 2,
    en: [
      'PROGRAMME: The programme is wrong at categories.0: "milk-coffee" stands deeper than 20 levels, or in itself. The one in force stays.',
    ],
    de: [
      'PROGRAMME: Das Programm ist falsch bei categories.0: „milk-coffee“ steht tiefer als 20 Ebenen oder in sich selbst. Das geltende bleibt.',
    ],
  },
];

const grocery: readonly Broken[] = [
  {
    what: 'a bundle of zero',
    changes: { 'campaigns.0.effects.0.take.0.n': 0 },
    code: 1,
    en: [
      'Set aside: the campaign “2 snacks for 5.00” at campaigns.0.effects.0.take.0.n: must be at least 1.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 9 campaigns, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „2 Snacks für 5,00“ bei campaigns.0.effects.0.take.0.n: muss mindestens 1 sein.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 9 Aktionen, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'a price that is measured after discounts',
    changes: { 'campaigns.8.conditions': { kind: 'amount', atLeast: 2000, measure: 'after' } },
    code: 1,
    en: [
      'Set aside: the campaign “10 % off for members” at campaigns.8.conditions.measure: it changes prices and measures after discounts: it would depend on itself.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 9 campaigns, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „10 % für Mitglieder“ bei campaigns.8.conditions.measure: es ändert Preise und misst nach den Rabatten: es hinge von sich selbst ab.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 9 Aktionen, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'a group that does not exist',
    changes: { 'campaigns.1.group': 'bundles' },
    code: 1,
    en: [
      'Set aside: the campaign “2 drinks, a snack free” at campaigns.1.group: it uses the group "bundles", which the programme does not have.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 9 campaigns, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „2 Getränke, ein Snack gratis“ bei campaigns.1.group: es nutzt die Gruppe „bundles“, doch das Programm kennt „bundles“ nicht.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 9 Aktionen, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'a strict limit per basket',
    changes: { 'campaigns.7.limits.0.counted': 'strict' },
    code: 1,
    en: [
      'Set aside: the campaign “3 avocados for 2.50” at campaigns.7.limits.0.counted: a limit per basket cannot be strict: every till knows its own basket.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 9 campaigns, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „3 Avocados für 2,50“ bei campaigns.7.limits.0.counted: eine Grenze je Korb kann nicht strict sein: jede Kasse kennt ihren eigenen Korb.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 9 Aktionen, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'a store that tunes too far',
    changes: {
      'campaigns.8.tunable': { percent: { min: 500, max: 1500 } },
      stores: [{ id: 'one', tuned: [{ campaign: 'member-ten', percent: 2000 }], off: ['member-tenn'] }],
    },
    code: 1,
    en: [
      'Set aside: a rule of a store at stores.0.off.0: it uses the campaign "member-tenn", which the programme does not have.',
      'Set aside: a rule of a store at stores.0.tuned.0.percent: the store sets "member-ten" to 2000, but headquarters allows 500 to 1500.',
      'PROGRAMME: 2 entries are set aside, the rest works. In force: 10 campaigns, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: eine Regel einer Filiale bei stores.0.off.0: es nutzt die Aktion „member-tenn“, doch das Programm kennt „member-tenn“ nicht.',
      'Ausgesetzt: eine Regel einer Filiale bei stores.0.tuned.0.percent: die Filiale setzt „member-ten“ auf 2000, die Zentrale erlaubt aber 500 bis 1500.',
      'PROGRAMME: 2 Einträge sind ausgesetzt, der Rest gilt. In Kraft: 10 Aktionen, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'a segment in a segment, and who needs it',
    changes: {
      segments: [{ id: 'locals', name: { en: 'Locals', de: 'Nachbarn' }, when: { kind: 'segment', id: 'near' } }],
      'campaigns.8.audience': { kind: 'segment', id: 'locals' },
    },
    code: 1,
    en: [
      'Set aside: the segment “Locals” at segments.0.when: the expression of a segment asks for a segment; say there what that segment says.',
      'Set aside: the campaign “10 % off for members” at campaigns.8.audience.id: it uses the segment "locals", which is itself set aside.',
      'PROGRAMME: 2 entries are set aside, the rest works. In force: 9 campaigns, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: das Segment „Nachbarn“ bei segments.0.when: der Ausdruck eines Segments fragt nach einem Segment; dessen Ausdruck gehört selbst hierher.',
      'Ausgesetzt: die Aktion „10 % für Mitglieder“ bei campaigns.8.audience.id: es nutzt das Segment „locals“, das selbst ausgesetzt ist.',
      'PROGRAMME: 2 Einträge sind ausgesetzt, der Rest gilt. In Kraft: 9 Aktionen, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'an id that is used twice',
    changes: { 'campaigns.9.id': 'member-ten' },
    code: 1,
    en: [
      'Set aside: the campaign “1 point for each full 1.00” at campaigns.9.id: the id "member-ten" is used twice.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 9 campaigns, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „1 Punkt je vollem Euro“ bei campaigns.9.id: die id „member-ten“ kommt zweimal vor.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 9 Aktionen, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'a reward of variable cost that is a percentage',
    changes: {
      rewards: [
        {
          id: 'points-off',
          name: { en: 'Points off', de: 'Punkte zahlen' },
          cost: { unit: 'points', each: 1, step: 100, cap: 1000 },
          effect: { kind: 'percentOff', basisPoints: 1000 },
        },
      ],
    },
    code: 1,
    en: [
      'Set aside: the reward “Points off” at rewards.0.effect: a reward of variable cost takes an amount off: its effect must be amountOff.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 10 campaigns, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Prämie „Punkte zahlen“ bei rewards.0.effect: eine Prämie mit variablem Preis zieht einen Betrag ab: ihre Wirkung muss amountOff sein.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 10 Aktionen, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'funders who pay nine tenths',
    changes: { 'campaigns.3.funding.1.share': 3000 },
    code: 1,
    en: [
      'Set aside: the campaign “3 juices for the price of 2” at campaigns.3.funding: the shares of all who pay must sum to 10000 basis points.',
      'PROGRAMME: one entry is set aside, the rest works. In force: 9 campaigns, 0 rewards, 0 coupons.',
    ],
    de: [
      'Ausgesetzt: die Aktion „3 Säfte zum Preis von 2“ bei campaigns.3.funding: die Anteile aller, die zahlen, müssen zusammen 10000 Basispunkte ergeben.',
      'PROGRAMME: ein Eintrag ist ausgesetzt, der Rest gilt. In Kraft: 9 Aktionen, 0 Prämien, 0 Gutscheine.',
    ],
  },
  {
    what: 'a group by units of goods that holds another',
    changes: {
      groups: [
        { id: 'multi-buys', mode: 'best', scope: 'unit' },
        { id: 'lunch', parent: 'multi-buys', mode: 'first' },
      ],
    },
    code: 2,
    en: [
      'PROGRAMME: The programme is wrong at groups.1.parent: the group "multi-buys" decides by units of goods and cannot hold the group "lunch". The one in force stays.',
    ],
    de: [
      'PROGRAMME: Das Programm ist falsch bei groups.1.parent: die Gruppe „multi-buys“ entscheidet je Stück Ware und kann die Gruppe „lunch“ nicht enthalten. Das geltende bleibt.',
    ],
  },
];

describe.each([
  ['cafe-stamp-card', cafe],
  ['grocery-multi-buys', grocery],
])('the programme of %s', (shop, table) => {
  it('is whole', () => {
    const path = shopFile(shop);
    expect(run('check-programme', path)).toMatchObject({ code: 0, complained: '' });
    expect(run('check-programme', path).said).toMatch(/: whole\. In force: \d+ campaigns?, \d+ rewards?, 0 coupons\.$/);
    expect(run('check-programme', path, '--language', 'de').said).toMatch(/: vollständig\. In Kraft: /);
  });

  it.each(table)('with $what', ({ changes, code, en, de }) => {
    const path = jsonFile(broken(JSON.parse(readFileSync(shopFile(shop), 'utf8')), changes));
    expect(checked(path, 'en')).toEqual({ code, lines: en });
    expect(checked(path, 'de')).toEqual({ code, lines: de });
  });
});

describe('a file that is no programme', () => {
  it.each([
    ['nothing', '', 'is not JSON'],
    ['half a document', '{"lang": 2,', 'is not JSON'],
    ['a list', '[]', 'The programme is wrong at the top: must be an object'],
    ['a text', '"programme"', 'The programme is wrong at the top: must be an object'],
    ['an empty object', '{}', 'The programme is wrong at campaigns: is missing; rewards: is missing'],
    ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, `more than ${limits.jsonDepthMax} levels`],
  ])('%s is refused with a sentence', (_, text, sentence) => {
    const ran = run('check-programme', jsonFile(text));
    expect(ran).toMatchObject({ code: 2, said: '' });
    expect(ran.complained).toContain(sentence);
    expect(ran.complained).not.toContain('\n');
  });

  it('is said in German too', () => {
    const deep = jsonFile(`${'['.repeat(100)}${']'.repeat(100)}`);
    expect(run('check-programme', deep, '--language', 'de').complained).toContain('mehr als 40 Ebenen');
    const empty = jsonFile('{}');
    expect(run('check-programme', empty, '--language', 'de').complained).toContain(
      'falsch bei campaigns: fehlt; rewards: fehlt',
    );
  });

  it('a byte order mark is nothing', () => {
    const text = readFileSync(shopFile('cafe-stamp-card'), 'utf8');
    expect(run('check-programme', jsonFile(`\ufeff${text}`)).code).toBe(0);
  });

  it('a language nobody speaks is a wrong command line', () => {
    expect(run('check-programme', shopFile('cafe-stamp-card'), '--language', 'fr').code).toBe(2);
    expect(run('check-programme', '/no/such/file')).toMatchObject({ code: 2, said: '' });
  });
});

function checked(path: string, language: string): { code: number; lines: string[] } {
  const { code, said, complained } = run('check-programme', path, '--language', language);
  expect(code === 2 ? said : complained).toBe('');
  return { code, lines: `${said}${complained}`.replaceAll(path, 'PROGRAMME').split('\n') };
}

function shopFile(shop: string): string {
  return join(import.meta.dirname, '..', '..', '..', 'fixtures', 'shops', shop, 'programme.json');
}

function broken(document: unknown, changes: Readonly<Record<string, unknown>>): unknown {
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let at = document;
    for (const key of keys) at = Object.entries(at ?? {}).find(([each]) => each === key)?.[1];
    Object.assign(Object(at), { [last]: value });
  }
  return document;
}
