// `regulars verify JOURNAL`: reads a journal from its first record to its last and says that it is whole, or where it
// breaks and what to do. Changes nothing; the agent may go on running.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sentenceOf } from '../../core/base/problem.ts';
import { journalFile } from '../storage/journal-store.ts';
import { verifyJournal } from '../storage/verify-journal.ts';
import type { ExitCode, Given, Out, Verb } from './verb.ts';

export const verifyVerb: Verb = {
  name: 'verify',
  takes: 'JOURNAL',
  does: 'Says whether a journal (a file, or the folder of a till) is whole, or at which record it breaks.',
  options: {},
  words: 1,
  run: verify,
};

function verify({ words: [path = ''] }: Given, out: Out): ExitCode {
  const file = fileOf(path);
  if (file === null) {
    out.complain(`There is no journal at ${path}. Name the file ${journalFile}, or the folder of the till.`);
    return 1;
  }
  if (!beginsAsDatabase(file)) {
    out.complain(`${file} is no journal: it does not begin as one. If it should be one, keep it and call support.`);
    return 1;
  }
  const verified = verifyJournal(file);
  if (!verified.ok) {
    out.complain(`NOT WHOLE: ${file}`);
    out.complain(adviceFor(verified.problem));
    return 1;
  }
  const { records, first, head, acked, mark, hash, epoch, till, erased } = verified.value;
  out.say(`WHOLE: ${file}`);
  out.say(records === 0 ? '  records  none yet' : `  records  ${records} (${first} to ${head})`);
  out.say(`  sent     ${acked === head ? 'all' : `up to ${acked}; ${head - acked} wait for headquarters`}`);
  out.say(`  mark     ${mark} (as on the last receipt)`);
  out.say(`  head     ${hash}`);
  out.say(`  epoch    ${epoch}`);
  out.say(`  till     ${till}`);
  if (erased > 0) out.say(`  erased   ${erased} personal entries, as asked; the chain does not need them`);
  return 0;
}

function fileOf(path: string): string | null {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, journalFile) : path;
  return existsSync(file) && statSync(file).isFile() ? file : null;
}

// https://www.sqlite.org/fileformat.html#the_database_header: the first 16 bytes of every database file.
const sqliteHeader = 'SQLite format 3\0';

function beginsAsDatabase(file: string): boolean {
  const head = Buffer.alloc(sqliteHeader.length);
  const opened = openSync(file, 'r');
  try {
    readSync(opened, head);
  } finally {
    closeSync(opened);
  }
  return head.toString('latin1') === sqliteHeader;
}

function adviceFor(problem: Parameters<typeof sentenceOf>[0]): string {
  const seq = Number(problem.params['seq'] ?? 0);
  if (problem.code !== 'JournalBroken') return sentenceOf(problem);
  const detail = String(problem.params['detail'] ?? '');
  if (seq === 0) return `It cannot be read as a journal: ${detail}. Keep the file as it is and call support.`;
  const proven = seq === 1 ? 'No record before it is proven.' : `All records before ${seq} are proven.`;
  return (
    `It breaks at record ${seq}: ${detail}. ${proven} Keep the file as it is, do not delete it: ` +
    'what headquarters has acknowledged is safe there. End the agent, copy the folder, and call support.'
  );
}
