// What was typed behind `npm start --`. A word nobody knows is refused with the list of those that are known.
import { parseArgs } from 'node:util';

export const usage = `npm start -- [options]
  --fresh               begin anew: throws the demo's data away
  --no-history          no past year, only what is sold now
  --scanner PATH        a real scanner at till 1, for example /dev/ttyUSB0 or COM3
  --printer HOST:PORT   a real ESC/POS printer at till 1
  --port-base N         other ports than 4700, 4701, 4710 to 4712
  --folder FOLDER       other than .demo
  --check               one scripted sale through real serial and printer paths, everything verified; ends with 0 or a sentence
  --help                these words
  --break PART          with --check: "printer" or "journal", to see the check fail`;

export interface DemoOptions {
  readonly fresh: boolean;
  readonly history: boolean;
  readonly scanner: string | null;
  readonly printer: { readonly host: string; readonly port: number } | null;
  readonly portBase: number;
  readonly folder: string | null;
  readonly check: boolean;
  readonly broken: 'printer' | 'journal' | null;
}

/** A string is what is wrong, as a sentence. */
export function readDemoOptions(argv: readonly string[]): DemoOptions | string {
  const given = parse(argv);
  if (typeof given === 'string') return given;
  if (given.help) return usage;
  const printer = given.printer === undefined ? null : addressOf(given.printer);
  if (printer === undefined) return `--printer wants HOST:PORT, not "${given.printer}".`;
  const portBase = Number(given['port-base'] ?? 4700);
  if (!Number.isInteger(portBase) || portBase < 1024 || portBase > 65_000) {
    return `--port-base wants a number from 1024 to 65000, not "${given['port-base']}".`;
  }
  const broken = given.break ?? null;
  if (broken !== null && broken !== 'printer' && broken !== 'journal')
    return `--break knows "printer" and "journal", not "${broken}".`;
  if (broken !== null && !given.check) return '--break goes with --check.';
  return {
    fresh: given.fresh ?? false,
    history: !given['no-history'],
    scanner: given.scanner ?? null,
    printer,
    portBase,
    folder: given.folder ?? null,
    check: given.check ?? false,
    broken,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        fresh: { type: 'boolean' },
        'no-history': { type: 'boolean' },
        scanner: { type: 'string' },
        printer: { type: 'string' },
        'port-base': { type: 'string' },
        folder: { type: 'string' },
        check: { type: 'boolean' },
        break: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return `${error instanceof Error ? error.message : 'That was not understood.'}\n${usage}`;
  }
}

function addressOf(text: string): { host: string; port: number } | undefined {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  return host && Number(port) > 0 && Number(port) < 65_536 ? { host, port: Number(port) } : undefined;
}
