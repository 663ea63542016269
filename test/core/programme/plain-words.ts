// Words for the sentences of conditions and effects, plain enough to be read in an expectation: `money(150)`, `goods`, `unit:points`.
import type { Words } from '../../../core/programme/words.ts';

export function plainWords(language: Words['language']): Words {
  return {
    language,
    money: (minor) => `€${minor}`,
    quantity: (thousandths, of) => `${thousandths}${of}`,
    percent: (basisPoints) => `${basisPoints}bp`,
    times: (factor) => `×${factor}`,
    name: (list, id) => `${list}:${id}`,
    text: (text) => text[language === 'de' ? 'de' : 'en'] ?? text.en,
    goods: (selector) => Object.entries(selector).flat().join('='),
    weekday: (n) => `day${n}`,
  };
}
