// What each panel is given: the till's view, the desk's own state, and the way to wish something.
import type { TillView } from '../../core/protocol/till.ts';
import type { DeskState, Wish } from './desk-state.ts';

export interface PanelProps {
  readonly view: TillView;
  readonly state: DeskState;
  readonly wish: (wish: Wish) => void;
}
