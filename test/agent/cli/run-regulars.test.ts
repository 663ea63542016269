// `regulars` from its command line to its exit code.
import { readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { verbs } from '../../../agent/cli/verbs.ts';
import { z } from 'zod';
import { memberCodeOf } from '../../../core/catalogue/member-code.ts';
import { makeJournalFolder, must } from '../../support/journal-folder.ts';
import type { JournalFolder } from '../../support/journal-folder.ts';
import { cafeProgramme, coffee, purchase } from '../../support/shop.ts';
import { folder, jsonFile, run } from './run-cli.ts';

describe('the command line', () => {
  it('without a verb is help and exit 2; asked for help it is exit 0', () => {
    expect(run()).toMatchObject({ code: 2, complained: '' });
    for (const line of [['help'], ['--help'], ['-h'], ['scan', '--help']]) expect(run(...line).code).toBe(0);
    for (const { name, does } of verbs) {
      expect(run('help').said).toContain(`regulars ${name} `);
      expect(run('help', name).said).toContain(does);
    }
    expect(run('help', 'scan').said).not.toContain('regulars verify');
  });

  it('with a verb, flag or word that nobody knows is a sentence and exit 2', () => {
    expect(run('frobnicate')).toMatchObject({ code: 2, said: '' });
    expect(run('frobnicate').complained).toBe(
      'There is no verb "frobnicate". Known verbs: verify, evaluate, refund, check-programme, schema, scan.',
    );
    const wrong = [
      ['verify'],
      ['verify', 'a', 'b'],
      ['verify', '--fast', 'a'],
      ['scan'],
      ['scan', '--aim'],
      ['scan', '--source', 'dream', 'x'],
      ['scan', '--aim', 'E0', 'x'],
      ['evaluate'],
      ['evaluate', '--programme', 'x', '--language', 'fr'],
      ['refund', '--programme', 'x', '--all'],
      ['check-programme'],
      ['check-programme', 'x', '--language', 'fr'],
      ['schema', 'x'],
      ['evaluate', '--programme', 'x', '--input', 'y', 'z'],
      ['__proto__'],
      ['constructor'],
    ];
    for (const line of wrong) {
      const ran = run(...line);
      expect(ran, `for ${line.join(' ')}`).toMatchObject({ code: 2, said: '' });
      expect(ran.complained).not.toBe('');
    }
  });

  it('is what the program reads', () => {
    const program = (...line: string[]) =>
      spawnSync(process.execPath, ['agent/cli/regulars.ts', ...line], { encoding: 'utf8' });
    const [good, bad] = [program('scan', '4006381333931'), program('frobnicate')];
    expect([good.status, bad.status]).toEqual([0, 2]);
    expect(good.stdout).toContain('product');
    expect(bad.stderr).toContain('no verb');
  });

  it('reads standard input to its end, piece by piece, whatever the pieces are', () => {
    const due = z.object({ due: z.number().optional() });
    const baskets = Array.from({ length: 200 }, (_, at) =>
      JSON.stringify(purchase([coffee(`ü${at}`.slice(1), at + 1)])),
    );
    const input = `${baskets.join('\n')}\n\nnot json`;
    const ran = spawnSync(
      process.execPath,
      ['agent/cli/regulars.ts', 'evaluate', '--programme', jsonFile(cafeProgramme)],
      {
        encoding: 'utf8',
        input,
      },
    );
    const lines = ran.stdout.trim().split('\n');
    expect(lines.map((each) => due.parse(JSON.parse(each)).due ?? null)).toEqual([
      ...baskets.map((_, at) => at + 1),
      null,
    ]);
    expect(ran).toMatchObject({ status: 1, stderr: '' });
  });
});

describe('scan', () => {
  it('says what it is', () => {
    const code = memberCodeOf(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(run('scan', '4006381333931')).toMatchObject({
      code: 0,
      said: 'product 04006381333931 (read as 4006381333931)',
    });
    expect(run('scan', code)).toMatchObject({ code: 0, said: `member ${code}` });
    expect(run('scan', '--aim', ']E0', '--source', 'serial', '4006381333931').code).toBe(0);
  });

  it('says why it is nothing, by code and sentence', () => {
    expect(run('scan', '4006381333932')).toMatchObject({ code: 1, said: '' });
    expect(run('scan', '4006381333932').complained).toMatch(/^CheckDigitWrong: The check digit of …3932 is wrong/);
    expect(run('scan', 'x'.repeat(5_000)).complained).toContain('more than 4096 bytes');
  });
});

describe('verify', () => {
  function journalOf(sales: number): JournalFolder {
    const made = makeJournalFolder(7);
    onTestFinished(() => made.remove());
    const journal = made.open();
    for (let n = 0; n < sales; n += 1) must(journal.append((next) => made.records.sale(next)));
    journal.acknowledge(sales - 2);
    journal.close();
    return made;
  }

  it('says that a journal is whole, by file or by folder, also beside a running agent', () => {
    const made = journalOf(5);
    const ran = run('verify', made.path);
    expect(ran).toMatchObject({ code: 0, complained: '' });
    expect(ran.said).toContain('records  5 (1 to 5)');
    expect(ran.said).toContain('up to 3; 2 wait for headquarters');
    expect(ran.said).toMatch(/mark {5}[A-Z2-7]{8} /);
    expect(run('verify', made.folder).said).toBe(ran.said);
    const journal = made.open();
    must(journal.append((next) => made.records.sale(next)));
    expect(run('verify', made.path).said).toContain('records  6 (1 to 6)');
    journal.close();
  });

  it('says where a flipped byte breaks it, and what to do', () => {
    const made = journalOf(5);
    const bytes = readFileSync(made.path);
    const at = bytes.indexOf('"seq":3,');
    expect(at).toBeGreaterThan(0);
    bytes.write('7', bytes.indexOf('"charged":', at) + '"charged":'.length);
    writeFileSync(made.path, bytes);
    const ran = run('verify', made.path);
    expect(ran).toMatchObject({ code: 1, said: '' });
    expect(ran.complained).toContain('It breaks at record 3: its bytes and its hash do not agree.');
    expect(ran.complained).toContain('All records before 3 are proven.');
    expect(ran.complained).toContain('call support');
  });

  it('says so where there is no journal, or a file that is none', () => {
    expect(run('verify', '/no/such/folder').complained).toContain('There is no journal at /no/such/folder');
    expect(run('verify', folder())).toMatchObject({ code: 1 });
    for (const text of ['', 'hello', '{"a":1}']) {
      expect(run('verify', jsonFile(text)), `for ${text}`).toMatchObject({ code: 1, said: '' });
      expect(run('verify', jsonFile(text)).complained).toContain('is no journal');
    }
  });
});
