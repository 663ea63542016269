// The paper in a printer: characters gather in a line, lines on a slip. Promises that no line is wider than the paper: what
// does not fit goes on in the next line, as on a real one.
import type { Slip, SlipAlign, SlipItem, SlipRun } from './slip.ts';

export interface SlipPaper {
  /** Alignment counts where the line begins. */
  type(text: string, style: Omit<SlipRun, 'text'>, align: SlipAlign): void;
  endLine(align: SlipAlign): void;
  /** A picture or code; what was typed before it gets its line first. */
  put(item: SlipItem): void;
  kickDrawer(): void;
  noteUnknown(command: string): void;
  slip(cut: boolean): Slip;
  isBlank(): boolean;
  tearOff(): void;
}

export function createSlipPaper(columns: number): SlipPaper {
  let items: SlipItem[] = [];
  let runs: SlipRun[] = [];
  let lineAlign: SlipAlign = 'left';
  let kicks = 0;
  let unknown: string[] = [];

  const open = (): SlipItem[] => (runs.length === 0 ? [] : [{ kind: 'line', align: lineAlign, runs }]);
  const close = (): void => {
    items = [...items, ...open()];
    runs = [];
  };

  return {
    type: (text, style, align) => {
      let rest = text;
      while (rest !== '') {
        if (runs.length === 0) lineAlign = align;
        const used = runs.reduce((sum, run) => sum + run.text.length * run.wide, 0);
        const room = Math.max(0, Math.floor((columns - used) / style.wide));
        if (room > 0) runs = joined(runs, { ...style, text: rest.slice(0, room) });
        rest = rest.slice(room);
        if (rest !== '') close();
      }
    },
    endLine: (align) => {
      if (runs.length === 0) items.push({ kind: 'line', align, runs: [] });
      else close();
    },
    put: (item) => {
      close();
      items.push(item);
    },
    kickDrawer: () => {
      kicks += 1;
    },
    noteUnknown: (command) => {
      unknown.push(command);
    },
    slip: (cut) => ({ items: [...items, ...open()], cut, drawerKicks: kicks, unknown }),
    isBlank: () => items.length === 0 && runs.length === 0 && kicks === 0 && unknown.length === 0,
    tearOff: () => {
      items = [];
      runs = [];
      kicks = 0;
      unknown = [];
    },
  };
}

/** One run for what looks the same, however it was sent. */
function joined(runs: readonly SlipRun[], next: SlipRun): SlipRun[] {
  const last = runs.at(-1);
  const { text, ...style } = next;
  const same = last !== undefined && JSON.stringify({ ...last, text: '' }) === JSON.stringify({ ...style, text: '' });
  return same ? [...runs.slice(0, -1), { ...last, text: last.text + text }] : [...runs, next];
}
