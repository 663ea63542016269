// What an ESC/POS printer remembers between commands: style, place, code page. Starts as the worst clone does, with two-byte
// characters on, so that a job which forgets to turn them off shows it.
import { codePages } from '../code-pages.ts';
import type { SlipAlign } from './slip.ts';

export interface EscposMode {
  align: SlipAlign;
  strong: boolean;
  underline: boolean;
  inverse: boolean;
  wide: number;
  tall: number;
  page: number;
  twoByte: boolean;
  /** The first half of a two-byte character came; the next byte belongs to it. */
  halfway: boolean;
  qrDots: number;
  qrData: string;
}

export function powerOnMode(): EscposMode {
  return {
    align: 'left',
    strong: false,
    underline: false,
    inverse: false,
    wide: 1,
    tall: 1,
    page: 0,
    twoByte: true,
    halfway: false,
    qrDots: 3,
    qrData: '',
  };
}

/** The commands of one parameter that only change what comes later; all others leave it as it is. */
export function setEscposMode(name: string, n: number, mode: EscposMode): void {
  Object.assign(mode, changeOf(name, n));
}

/** The text of bytes as this printer would print it; what no table has is a black mark. */
export function decodeText(bytes: Uint8Array, mode: EscposMode): string {
  const high = codePages.find((page) => page.number === mode.page)?.high ?? '';
  let text = '';
  for (const byte of bytes) {
    if (mode.halfway) Object.assign(mode, { halfway: false });
    else if (byte < 0x80) text += String.fromCharCode(byte);
    else if (mode.twoByte) {
      // Two bytes become one Chinese character: whatever was meant, it is lost.
      text += '〓';
      Object.assign(mode, { halfway: true });
    } else text += high[byte - 0x80] ?? '〓';
  }
  return text;
}

function changeOf(name: string, n: number): Partial<EscposMode> {
  switch (name) {
    case 'ESC @':
      return powerOnMode();
    case 'ESC !':
      return { strong: (n & 8) !== 0, underline: (n & 128) !== 0, tall: n & 16 ? 2 : 1, wide: n & 32 ? 2 : 1 };
    case 'GS !':
      return { wide: ((n >> 4) & 7) + 1, tall: (n & 7) + 1 };
    case 'ESC E':
    case 'ESC G':
      return { strong: (n & 1) === 1 };
    case 'ESC -':
      return { underline: n !== 0 && n !== 48 };
    case 'GS B':
      return { inverse: (n & 1) === 1 };
    case 'ESC a':
      return { align: (['left', 'center', 'right'] as const)[n % 48] ?? 'left' };
    case 'ESC t':
      return { page: n };
    case 'FS &':
      return { twoByte: true };
    case 'FS .':
      return { twoByte: false, halfway: false };
    default:
      return {};
  }
}
