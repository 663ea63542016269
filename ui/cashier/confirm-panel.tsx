// Asks once before something is dropped or taken back. The first choice has the focus, so that Enter takes it; with several,
// Tab goes on to the next.
import { useEffect, useRef } from 'react';
import { ActionButton } from '../parts/action-button.tsx';
import type { Wish } from './desk-state.ts';
import type { PanelProps } from './open-panel.tsx';
import { PanelFrame } from './panel-frame.tsx';

export interface ConfirmPanelProps extends PanelProps {
  readonly title: string;
  readonly body: string;
  readonly choices: readonly { readonly label: string; readonly wish: Wish }[];
}

export function ConfirmPanel({ title, body, choices, state, wish }: ConfirmPanelProps): React.ReactElement {
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    group.current?.querySelector('button')?.focus();
  }, []);
  return (
    <PanelFrame title={title} wish={wish} problem={state.note?.problem}>
      <p>{body}</p>
      <div ref={group} role="group" aria-label={title} style={{ display: 'contents' }}>
        {choices.map((choice) => (
          <ActionButton
            key={choice.label}
            tone="danger"
            label={choice.label}
            disabled={state.writing !== null}
            onPress={() => {
              wish(choice.wish);
            }}
          />
        ))}
      </div>
    </PanelFrame>
  );
}
