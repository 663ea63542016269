// `regulars` from its command line to its exit code.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runRegulars } from '../../../agent/cli/run-regulars.ts';
import { verbs } from '../../../agent/cli/verbs.ts';
import { memberCodeOf } from '../../../core/catalogue/member-code.ts';
import { evaluate } from '../../../core/rules/evaluate.ts';
import { makeJournalFolder, must } from '../../support/journal-folder.ts';
import type { JournalFolder } from '../../support/journal-folder.ts';
import { cafeProgramme, cake, coffee, compiled, member, purchase } from '../../support/shop.ts';

interface Ran {
  readonly code: number;
  readonly said: string;
  readonly complained: string;
}

function run(...line: string[]): Ran {
  const said: string[] = [];
  const complained: string[] = [];
  const code = runRegulars(line, { say: (each) => said.push(each), complain: (each) => complained.push(each) });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'regulars-cli-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function jsonFile(content: unknown): string {
  const path = join(folder(), 'file.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

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
    expect(run('frobnicate').complained).toBe('There is no verb "frobnicate". Known verbs: verify, evaluate, scan.');
    const wrong = [
      ['verify'],
      ['verify', 'a', 'b'],
      ['verify', '--fast', 'a'],
      ['scan'],
      ['scan', '--aim'],
      ['scan', '--source', 'dream', 'x'],
      ['scan', '--aim', 'E0', 'x'],
      ['evaluate', '--programme', 'x'],
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

describe('evaluate', () => {
  const input = purchase([coffee('1'), cake('2')], { member: member(120), chosen: ['free-coffee'] });

  it('prints what the till would have decided, byte for byte', () => {
    const ran = run('evaluate', '--programme', jsonFile(cafeProgramme), '--input', jsonFile(input));
    expect(ran).toMatchObject({ code: 0, complained: '' });
    expect(JSON.parse(ran.said)).toEqual(evaluate(compiled(), input).evaluation);
  });

  it('explains every yes and no', () => {
    const explained = (given: unknown): string =>
      run('evaluate', '--explain', '--programme', jsonFile(cafeProgramme), '--input', jsonFile(given)).said;
    expect(explained(input).split('\n')).toEqual([
      'Coffee: 2.50, less 2.50 by free-coffee = 0.00, costs 100 points',
      'Cake: 4.00, less 0.40 by pastry-tenth = 3.60, earns 3 points',
      'Total 6.50, less 2.90, to pay 3.60 EUR',
      'yes  campaign pastry-tenth (10 % off pastry): 0.40 off',
      'yes  reward free-coffee (2.50 off a drink): 2.50 off, 100 points spent',
      'yes  campaign point-per-euro (A point per euro): 3 points earned',
    ]);
    const without = explained(purchase([coffee('1')]));
    expect(without).toContain('no   campaign point-per-euro (A point per euro): no member is named');
    expect(without).toContain('no   campaign pastry-tenth (10 % off pastry): no goods of its kind are in the basket');
  });

  it('says what is wrong with a file, and what was set aside of a programme', () => {
    const evaluated = (programme: string, basket: string) =>
      run('evaluate', '--programme', programme, '--input', basket);
    const [good, basket] = [jsonFile(cafeProgramme), jsonFile(input)];
    expect(evaluated('/no/such/file', basket)).toMatchObject({ code: 1, said: '' });
    expect(evaluated('/no/such/file', basket).complained).toContain('/no/such/file cannot be read');
    expect(evaluated(jsonFile('{'), basket).complained).toContain('is not JSON');
    expect(evaluated(jsonFile({ ...cafeProgramme, version: 0 }), basket).complained).toContain('wrong at version');
    expect(evaluated(good, jsonFile({ ...input, member: 7 })).complained).toContain(
      'is no input of an evaluation: member',
    );
    const [campaign, ...rest] = cafeProgramme.campaigns;
    const half = { ...cafeProgramme, campaigns: [{ ...campaign, priority: 'high' }, ...rest] };
    const evaluatedHalf = evaluated(jsonFile(half), basket);
    expect(evaluatedHalf.code).toBe(0);
    expect(evaluatedHalf.complained).toContain('set aside at campaigns.0');
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
