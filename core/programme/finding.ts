// What can be wrong with a programme beyond its form: a closed list, each with a sentence that somebody at headquarters
// understands, in English and in German. Parameters are ids and numbers of the document itself.
import type { z } from 'zod';
import { issueTexts } from '../base/issue-text.ts';
import type { WordsLanguage } from './words.ts';

const findings = {
  // the form
  NotWellFormed: { en: '{detail}', de: '{detailDe}' },
  IdTwice: { en: 'the id "{id}" is used twice', de: 'die id „{id}“ kommt zweimal vor' },
  NoSuchDay: { en: 'there is no day {date}', de: 'den Tag {date} gibt es nicht' },
  // names
  UnitUnknown: missing('the unit', 'die Einheit'),
  TierUnknown: missing('the tier', 'die Stufe'),
  MembershipUnknown: missing('the membership', 'die Mitgliedschaft'),
  SegmentUnknown: missing('the segment', 'das Segment'),
  CouponUnknown: missing('the coupon', 'den Gutschein'),
  CauseUnknown: missing('the cause', 'den guten Zweck'),
  BadgeUnknown: missing('the badge', 'das Abzeichen'),
  GroupUnknown: missing('the group', 'die Gruppe'),
  CampaignUnknown: missing('the campaign', 'die Aktion'),
  SegmentAside: {
    en: 'it uses the segment "{id}", which is itself set aside',
    de: 'es nutzt das Segment „{id}“, das selbst ausgesetzt ist',
  },
  // conditions
  SegmentInSegment: {
    en: 'the expression of a segment asks for a segment; say there what that segment says',
    de: 'der Ausdruck eines Segments fragt nach einem Segment; dessen Ausdruck gehört selbst hierher',
  },
  NotOfMember: {
    en: 'it asks for "{fact}", which is not a fact of the member; that belongs to the conditions',
    de: 'es fragt nach „{fact}“, was nichts über das Mitglied sagt; das gehört in die Bedingungen',
  },
  TooManyConditions: {
    en: 'it has {n} conditions; more than {max} nobody can follow',
    de: 'sie hat {n} Bedingungen; mehr als {max} kann niemand überblicken',
  },
  NoBound: {
    en: 'it says neither atLeast nor atMost, so it would always hold',
    de: 'es sagt weder atLeast noch atMost und gälte also immer',
  },
  BoundsCross: {
    en: 'it asks for at least {atLeast} and at most {atMost}, which nothing is',
    de: 'es verlangt mindestens {atLeast} und höchstens {atMost}; das gibt es nicht',
  },
  MeasuresAfter: {
    en: 'it changes prices and measures after discounts: it would depend on itself',
    de: 'es ändert Preise und misst nach den Rabatten: es hinge von sich selbst ab',
  },
  // campaigns, coupons, rewards
  PublicHoldout: {
    en: 'it is public and has a hold-out: what is advertised to all is kept from nobody',
    de: 'es ist öffentlich und hält Mitglieder zurück: was allen versprochen ist, bekommen alle',
  },
  EnrolPrices: {
    en: 'joining has no basket: an effect on prices has nothing to work on',
    de: 'beim Beitritt gibt es keinen Korb: eine Wirkung auf Preise hat dort nichts zu tun',
  },
  StrictPerBasket: {
    en: 'a limit per basket cannot be strict: every till knows its own basket',
    de: 'eine Grenze je Korb kann nicht strict sein: jede Kasse kennt ihren eigenen Korb',
  },
  NotRedeemable: {
    en: 'it costs "{id}", which cannot be spent',
    de: 'es kostet „{id}“, was nicht ausgegeben werden kann',
  },
  CapBelowStep: {
    en: 'its cap of {cap} is less than one step of {step}',
    de: 'seine Obergrenze von {cap} ist weniger als ein Schritt von {step}',
  },
  // what stores may do
  TunableCross: {
    en: 'the smallest allowed value is larger than the largest',
    de: 'der kleinste erlaubte Wert ist größer als der größte',
  },
  NoPercent: {
    en: 'a percentage may be tuned, but no effect takes a percentage off',
    de: 'ein Prozentsatz ist einstellbar, aber keine Wirkung zieht Prozente ab',
  },
  NotTunable: {
    en: 'the store tunes "{id}", where headquarters allows no such change',
    de: 'die Filiale ändert „{id}“, wo die Zentrale eine solche Änderung nicht erlaubt',
  },
  TunedBeyond: {
    en: 'the store sets "{id}" to {value}, but headquarters allows {min} to {max}',
    de: 'die Filiale setzt „{id}“ auf {value}, die Zentrale erlaubt aber {min} bis {max}',
  },
  TunedDatesCross: {
    en: 'as the store tunes it, "{id}" ends before it begins',
    de: 'wie die Filiale sie einstellt, endet „{id}“, bevor sie beginnt',
  },
  // the document as a whole
  ParentUnknown: {
    en: '"{id}" stands in "{parent}", which does not exist',
    de: '„{id}“ steht in „{parent}“, was es nicht gibt',
  },
  TooDeep: {
    en: '"{id}" stands deeper than {max} levels, or in itself',
    de: '„{id}“ steht tiefer als {max} Ebenen oder in sich selbst',
  },
  UnitGroupNests: {
    en: 'the group "{parent}" decides by units of goods and cannot hold the group "{id}"',
    de: 'die Gruppe „{parent}“ entscheidet je Stück Ware und kann die Gruppe „{id}“ nicht enthalten',
  },
  TaxesMissing: {
    en: 'earned "{on}", it needs the taxes of the programme, and there are none',
    de: '„{on}“ gesammelt braucht es die Steuern des Programms, und es hat keine',
  },
} as const satisfies Record<string, Readonly<Record<WordsLanguage, string>>>;

export type FindingCode = keyof typeof findings;

export interface Finding {
  /** Below the entry that it is about: `effects.0.unit`; empty for the entry itself. */
  readonly path: string;
  readonly code: FindingCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export function finding(path: string, code: FindingCode, params: Finding['params'] = {}): Finding {
  return { path, code, params };
}

/** The first three of what a schema found, as one finding at the place of the first. */
export function findingOf(error: z.ZodError): Finding {
  const found = issueTexts(error).slice(0, 3);
  const said = (language: WordsLanguage): string =>
    found
      .map((each, at) => (at === 0 || each.path === '' ? each[language] : `${each.path}: ${each[language]}`))
      .join('; ');
  return finding(found[0]?.path ?? '', 'NotWellFormed', { detail: said('en'), detailDe: said('de') });
}

export function findingText({ code, params }: Pick<Finding, 'code' | 'params'>, language: WordsLanguage): string {
  return findings[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? name));
}

function missing(en: string, de: string): Readonly<Record<WordsLanguage, string>> {
  return {
    en: `it uses ${en} "{id}", which the programme does not have`,
    de: `es nutzt ${de} „{id}“, doch das Programm kennt „{id}“ nicht`,
  };
}
