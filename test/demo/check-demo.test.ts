// The check that anybody may run, run; and seen to fail. Each starts a whole chain of processes in a folder of its own.
import { describe, expect, it } from 'vitest';
import { checkDemo } from '../../demo/check/check-demo.ts';

async function check(broken: 'printer' | 'journal' | null): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await checkDemo({ broken }, (line) => lines.push(line));
  return { code, lines };
}

describe('npm start -- --check', () => {
  it('holds journal, slips, ledger and headquarters against each other, over a real serial or a mocked line', async () => {
    const { code, lines } = await check(null);
    expect([code, lines.at(-1)]).toEqual([0, '\nAll 30 facts hold.']);
    expect(lines.join('\n')).toMatch(/real serial binding|mock binding/);
  });

  it('fails with a sentence when the printer is unplugged', async () => {
    const { code, lines } = await check('printer');
    expect(code).toBe(1);
    expect(lines.at(-1)).toMatch(/The slip was not printed.*the sale itself is recorded and safe/);
  });

  it('fails with a sentence when a byte of the journal has flipped', async () => {
    const { code, lines } = await check('journal');
    expect(code).toBe(1);
    expect(lines.at(-1)).toMatch(/Not so: the journal is whole.*breaks at record/s);
  });
});
