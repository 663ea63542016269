// The few character tables that nearly all ESC/POS printers and clones share, and what happens to a character that the
// table lacks. Promises that fitted text is one byte a character on paper; refuses nothing: what cannot be shown is a `?`.
import { printableText } from '../../core/projection/receipt-layout.ts';
import type { Language } from '../../core/programme/text.ts';

export interface CodePage {
  /** The n of `ESC t n`. */
  readonly number: number;
  /** Its name in node-thermal-printer. */
  readonly name: 'PC437_USA' | 'PC858_EURO' | 'PC852_LATIN2' | 'PC866_CYRILLIC2';
  /** Characters of the bytes 0x80 to 0xFF. */
  readonly high: string;
}

const pc437: CodePage = {
  number: 0,
  name: 'PC437_USA',
  high: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
};
const pc858: CodePage = {
  number: 19,
  name: 'PC858_EURO',
  high: 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
};
const pc852: CodePage = {
  number: 18,
  name: 'PC852_LATIN2',
  high: 'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
};
const pc866: CodePage = {
  number: 17,
  name: 'PC866_CYRILLIC2',
  high: 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u00a0',
};
export const codePages: readonly CodePage[] = [pc437, pc858, pc852, pc866];

/** Arabic is drawn, not typed (a later issue); its receipts have digits and Latin names in the table of Western Europe. */
const pageOfLanguage: Record<Language, CodePage> = { en: pc858, de: pc858, hu: pc852, ru: pc866, ar: pc858 };

export function codePageOf(language: Language): CodePage {
  return pageOfLanguage[language];
}

/** The text as the page can show it; may become longer (€ → EUR), so it is fitted before it is laid out in columns. */
export function fitToPage(text: string, page: CodePage): string {
  return Array.from(printableText(text), (character) => fitCharacter(character, page)).join('');
}

// Typographers' signs and letters that do not come apart into a letter and a mark.
const standIns: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '·': '-',
  '•': '*',
  '×': 'x',
  '÷': '/',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '„': '"',
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‚': "'",
  '‘': "'",
  '’': "'",
  '…': '...',
  '№': 'No.',
  '→': '->',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  '™': '(TM)',
  '®': '(R)',
  '©': '(C)',
};

function fitCharacter(character: string, page: CodePage): string {
  if (isOn(character, page)) return character;
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  if (bare !== '' && bare !== character && Array.from(bare).every((part) => isOn(part, page))) return bare;
  const standIn = standIns[character];
  if (standIn !== undefined) return standIn;
  // A space of another width is still a space; a mark without a letter to stand on is dropped.
  if (/\p{Zs}/u.test(character)) return ' ';
  return bare === '' ? '' : '?';
}

function isOn(character: string, page: CodePage): boolean {
  // Hard spaces stay until the lines are made: they hold an amount and its currency together.
  return character < '\x7f' || character === '\u00a0' || character === '\u202f' || page.high.includes(character);
}
