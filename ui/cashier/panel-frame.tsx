// The frame of a panel: its title and way out, what went wrong with it, its fields, and the button that does it. A form, so
// that Enter always means the button.
import { useEffect, useRef } from 'react';
import type { Problem } from '../../core/base/problem.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Notice } from '../parts/notice.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { Wish } from './desk-state.ts';
import { keyMap } from './key-map.ts';
import css from './panel-frame.module.css';

export interface PanelFrameProps {
  readonly title: string;
  readonly wish: (wish: Wish) => void;
  /** What it asked for is under way. */
  readonly asking: boolean;
  readonly children: React.ReactNode;
  readonly problem?: Problem | undefined;
  /** Without it the panel only shows, or has buttons of its own. */
  readonly done?: { readonly label: string; readonly act: () => void; readonly disabled: boolean };
}

export function PanelFrame({ title, wish, asking, children, problem, done }: PanelFrameProps): React.ReactElement {
  const text = useText();
  const form = useRef<HTMLFormElement>(null);
  // Opened, or refused: the field that is wrong is ready to be typed again, else the first.
  useEffect(() => {
    if (asking) return;
    const field = form.current?.querySelector<HTMLInputElement>('input[aria-invalid]');
    (field ?? form.current?.querySelector<HTMLElement>('input, [data-first] button'))?.focus();
  }, [asking]);
  return (
    <form
      ref={form}
      className={css.panel}
      role="dialog"
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (done && !done.disabled) done.act();
      }}
    >
      <div className={css.head}>
        <h2>{title}</h2>
        <ActionButton
          tone="quiet"
          icon="close"
          label=""
          name={text.say('panel.close')}
          keys={keyMap.close}
          onPress={() => {
            wish({ do: 'close' });
          }}
        />
      </div>
      <div className={css.body}>
        {problem && (
          <Notice tone="bad" urgent>
            {text.problem(problem)}
          </Notice>
        )}
        {children}
      </div>
      {done && (
        <div className={css.foot}>
          <ActionButton tone="main" grow label={done.label} keys="⏎" disabled={done.disabled} />
        </div>
      )}
    </form>
  );
}
