// A keyboard on the screen, for tills that have none: digits as on a telephone, letters in the order of the language's own
// keyboard. It types into whatever field its panel says and never takes the focus.
import { useState } from 'react';
import { keepFocus } from '../parts/action-button.tsx';
import { useText } from '../parts/speech-context.tsx';
import css from './key-pad.module.css';

export type PadKind = 'digits' | 'letters';

export interface KeyPadProps {
  readonly kind: PadKind;
  /** Signs beside the digits: `+` for phone numbers, a comma for prices. */
  readonly extra?: string;
  /** Takes the text so far and gives it as it is after the key. */
  readonly onType: (change: (text: string) => string) => void;
  /** Letters may be needed beside digits, as in a member's code. */
  readonly both?: boolean;
}

export function KeyPad({ kind, extra = '', onType, both = false }: KeyPadProps): React.ReactElement {
  const text = useText();
  const [turned, setTurned] = useState(false);
  const shown = turned ? other(kind) : kind;
  const rows =
    shown === 'digits'
      ? ['123', '456', '789', `${extra}0`]
      : [text.say('letters.row1'), text.say('letters.row2'), text.say('letters.row3')];
  const back = { label: text.say('panel.back'), act: () => onType((typed) => typed.slice(0, -1)) };
  const space = { label: text.say('panel.space'), act: () => onType((typed) => `${typed} `) };
  const turn = {
    label: text.say(shown === 'digits' ? 'panel.letters' : 'panel.digits'),
    act: () => {
      setTurned(!turned);
    },
  };
  return (
    <div className={css.pad} data-kind={shown}>
      {rows.map((row, at) => (
        <div key={row} className={css.row}>
          {Array.from(row, (sign) => (
            <PadKey key={sign} label={sign} act={() => onType((typed) => typed + capital(sign, typed))} />
          ))}
          {shown === 'digits' && at === 3 && <PadKey {...back} wide />}
        </div>
      ))}
      {(both || shown === 'letters') && (
        <div className={css.row}>
          {both && <PadKey {...turn} wide />}
          {shown === 'letters' && <PadKey {...space} wide />}
          {shown === 'letters' && <PadKey {...back} wide />}
        </div>
      )}
    </div>
  );
}

interface PadKeyProps {
  readonly label: string;
  readonly act: () => void;
  readonly wide?: boolean;
}

function PadKey({ label, act, wide = false }: PadKeyProps): React.ReactElement {
  return (
    <button
      type="button"
      className={css.key}
      data-wide={wide || undefined}
      tabIndex={-1}
      onMouseDown={keepFocus}
      onClick={act}
    >
      {label}
    </button>
  );
}

function other(kind: PadKind): PadKind {
  return kind === 'digits' ? 'letters' : 'digits';
}

/** A name begins with a capital, and so does each part of a double name. */
function capital(sign: string, typed: string): string {
  return typed === '' || /[\s-]$/.test(typed) ? sign.toUpperCase() : sign;
}
