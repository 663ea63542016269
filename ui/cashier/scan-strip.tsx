// The strip at the foot: the code field that is always ready, and beside it what the last scan did: the goods, the member, or
// the sentence of what went wrong and what to press.
import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { TillView } from '../../core/protocol/till.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useText } from '../parts/speech-context.tsx';
import { codeWithoutPrice, newestProblem } from './desk-state.ts';
import type { DeskState, Wish } from './desk-state.ts';
import { keyMap } from './key-map.ts';
import { useScanned } from './use-scanned.ts';
import css from './scan-strip.module.css';

export interface ScanStripProps {
  readonly view: TillView;
  readonly state: DeskState;
  readonly wish: (wish: Wish) => void;
  readonly codeField: RefObject<HTMLInputElement | null>;
  readonly lost: boolean;
}

export function ScanStrip({ view, state, wish, codeField, lost }: ScanStripProps): React.ReactElement {
  const text = useText();
  return (
    <footer className={css.strip}>
      <CodeField wish={wish} codeField={codeField} />
      <ActionButton
        label={text.say('cashier.type')}
        name={text.say('code.title')}
        onPress={() => {
          wish({ do: 'open', panel: 'code' });
        }}
      />
      <Happening view={view} state={state} lost={lost} wish={wish} />
    </footer>
  );
}

function CodeField({ wish, codeField }: Pick<ScanStripProps, 'wish' | 'codeField'>): React.ReactElement {
  const text = useText();
  const [typed, setTyped] = useState('');
  useEffect(() => {
    const field = codeField.current;
    const clear = (): void => {
      setTyped('');
    };
    field?.addEventListener('clear-code', clear);
    return () => field?.removeEventListener('clear-code', clear);
  }, [codeField]);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTyped('');
        if (typed.trim() !== '') wish({ do: 'code', text: typed });
      }}
    >
      <input
        ref={codeField}
        className={css.field}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
        aria-label={text.say('cashier.code')}
        placeholder={text.say('cashier.codeHint')}
        inputMode="none"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={4096}
        dir="ltr"
      />
    </form>
  );
}

function Happening({ view, state, wish, lost }: Omit<ScanStripProps, 'codeField'>): React.ReactElement {
  const text = useText();
  const scanned = useScanned(view);
  const found = newestProblem(view, state);
  if (lost && state.writing) {
    return (
      <p className={css.happening} data-tone="bad" role="alert">
        <Icon name="warning" size="1.5em" />
        <span>{text.say('cashier.retrying')}</span>
      </p>
    );
  }
  if (found) {
    return (
      <p className={css.happening} data-tone="bad" role="alert" data-testid="problem">
        <Icon name="stop" size="1.5em" />
        <span>{text.problem(found)}</span>
        {codeWithoutPrice(view, state) !== null && (
          <ActionButton
            label={text.say('cashier.keyPrice')}
            keys={keyMap.price}
            onPress={() => {
              wish({ do: 'open', panel: 'price' });
            }}
          />
        )}
      </p>
    );
  }
  const good = scanned !== null;
  return (
    <p className={css.happening} data-tone={good ? 'good' : 'plain'} role="status" data-testid="scanned">
      <Icon name={good ? 'check' : 'scanner'} size="1.5em" />
      <span>{good ? text.say('cashier.scanned', { what: scanned }) : text.say('cashier.nothingYet')}</span>
      {good && view.scan && <time>{text.time(view.scan.atMs)}</time>}
    </p>
  );
}
