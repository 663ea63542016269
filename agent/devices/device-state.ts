// What the screens see of one device. Promises to tell each change once, and to tell nothing where nothing changed.
import type { Problem } from '../../core/base/problem.ts';
import type { DeviceView } from '../../core/protocol/till.ts';

export type DeviceIdentity = Pick<DeviceView, 'id' | 'kind' | 'label' | 'simulated'>;

export interface DeviceState {
  /** From now on changes are told; the state at this moment is told at once. */
  listen(listener: (device: DeviceView) => void): void;
  /** A problem with `ready` is a warning: the device works, but somebody should know. */
  set(state: DeviceView['state'], problem?: Problem | null): void;
  view(): DeviceView;
  /** Tells nothing more. */
  mute(): void;
}

export function createDeviceState(identity: DeviceIdentity): DeviceState {
  let view: DeviceView = { ...identity, state: 'waiting', problem: null };
  let tell: (device: DeviceView) => void = () => {};
  return {
    listen: (listener) => {
      tell = listener;
      tell(view);
    },
    set: (state, problem = null) => {
      if (view.state === state && same(view.problem, problem)) return;
      view = { ...identity, state, problem };
      tell(view);
    },
    view: () => view,
    mute: () => {
      tell = () => {};
    },
  };
}

function same(a: Problem | null, b: Problem | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
