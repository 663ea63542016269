// Which key does what on the cashier's screen, once: the screen writes these names on its buttons, and the same names come
// from the keyboard. Digits and letters are not here: they go to the code field, where scanners type as well.
import type { Panel, Wish } from './desk-state.ts';

export const keyMap = {
  why: 'F1',
  phone: 'F2',
  takeOff: 'Shift+F2',
  enrol: 'F3',
  price: 'F4',
  hold: 'F6',
  undo: 'F7',
  cash: 'F8',
  card: 'F9',
  copy: 'F10',
  cancel: 'Shift+Del',
  remove: 'Del',
  more: '+',
  less: '-',
  up: 'ArrowUp',
  down: 'ArrowDown',
  close: 'Esc',
} as const;

/** A reward's own digit, then Enter; 0 is "not today". No code is one digit long, so the two never meet. */
export const rewardKey = (place: number): string => `${place} ⏎`;
export const rewardsShownMax = 4;

const wishes: Readonly<Record<string, Wish>> = {
  [keyMap.why]: open('why'),
  [keyMap.phone]: open('phone'),
  [keyMap.takeOff]: { do: 'take-off' },
  [keyMap.enrol]: open('enrol'),
  [keyMap.price]: open('price'),
  [keyMap.hold]: { do: 'hold' },
  [keyMap.undo]: open('undo'),
  [keyMap.cash]: { do: 'pay', by: 'cash' },
  [keyMap.card]: { do: 'pay', by: 'card' },
  [keyMap.copy]: { do: 'copy' },
  [keyMap.cancel]: open('cancel'),
  [keyMap.close]: { do: 'close' },
};

/** Only while nothing else is being typed: in a field these keys write and move. */
const wishesOutsideFields: Readonly<Record<string, Wish>> = {
  [keyMap.remove]: { do: 'quantity', change: 'remove' },
  [keyMap.more]: { do: 'quantity', change: 'more' },
  [keyMap.less]: { do: 'quantity', change: 'less' },
  [keyMap.up]: { do: 'step', by: -1 },
  [keyMap.down]: { do: 'step', by: 1 },
};

export function wishOfKey(key: string, typing: boolean): Wish | null {
  return wishes[key] ?? (typing ? null : (wishesOutsideFields[key] ?? null));
}

function open(panel: Panel): Wish {
  return { do: 'open', panel };
}
