// What the shell was told: which till. `--folder` attaches to the agent of a folder; `--config` also starts one if none runs.
// Arguments that Electron or Chromium read themselves are left alone.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

const configSchema = z.looseObject({ folder: z.string().min(1) });

export interface ShellArguments {
  readonly folder: string;
  /** The agent's configuration; null where we only attach. */
  readonly config: string | null;
}

/** `home`: where an installed till keeps its things when nothing is said. */
export function readShellArguments(argv: readonly string[], home: string): ShellArguments {
  const folder = valueOf(argv, '--folder');
  if (folder) return { folder: resolve(folder), config: null };
  const config = resolve(valueOf(argv, '--config') ?? resolve(home, 'till.json'));
  return { folder: folderOf(config, home), config };
}

// A wrong configuration is the agent's to explain: it is started and its sentence is shown.
function folderOf(config: string, home: string): string {
  try {
    return resolve(dirname(config), configSchema.parse(JSON.parse(readFileSync(config, 'utf8'))).folder);
  } catch {
    return resolve(home, 'till');
  }
}

function valueOf(argv: readonly string[], name: string): string | undefined {
  const at = argv.indexOf(name);
  return at === -1 ? undefined : argv[at + 1];
}
