// Asks once before something is dropped or taken back. The first choice has the focus, so that Enter takes it; with several,
// Tab goes on to the next.
import { ActionButton } from '../parts/action-button.tsx';
import type { Wish } from './desk-state.ts';
import type { PanelProps } from './panel-props.ts';
import { PanelFrame } from './panel-frame.tsx';

export interface ConfirmPanelProps extends PanelProps {
  readonly title: string;
  readonly body: string;
  readonly choices: readonly { readonly label: string; readonly wish: Wish }[];
}

export function ConfirmPanel({ title, body, choices, state, wish }: ConfirmPanelProps): React.ReactElement {
  return (
    <PanelFrame title={title} wish={wish} asking={state.asking} problem={state.note?.problem}>
      <p>{body}</p>
      <div data-first role="group" aria-label={title} style={{ display: 'contents' }}>
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
