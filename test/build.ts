// `npm run build`: bundles the screens, the SDK and the Electron shell with vite, each only if something it is made of has
// changed (`--force` builds regardless). The stamp beside the bundles is a hash of contents, so a fresh clone, a checkout of
// another branch and a touched file all do the right thing. Agent and server need no build.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeStep, repositoryRoot, runStep } from './house/step.ts';

const ROOMS_BUNDLED = ['ui', 'agent/electron'];
const ROOMS_SHARED = ['core'];

async function main(): Promise<void> {
  const force = process.argv.includes('--force');
  const configs = ROOMS_BUNDLED.flatMap((room) =>
    globSync(`${room}/vite*.config.ts`, { cwd: repositoryRoot }).map((config) => config.replaceAll('\\', '/')),
  );
  for (const config of configs.toSorted()) {
    const stamp = join(repositoryRoot, 'out', 'stamps', config.replaceAll('/', '-'));
    const fingerprint = fingerprintOf(dirname(config));
    if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) continue;
    const vite = ['build', '--config', config, '--logLevel', 'warn'];
    const result = await runStep(`vite ${dirname(config)}`, 'node_modules/vite/bin/vite.js', vite);
    console.log(describeStep(result));
    if (result.ok) {
      mkdirSync(dirname(stamp), { recursive: true });
      writeFileSync(stamp, fingerprint);
    } else {
      process.exitCode = 1;
    }
  }
}

/** A hash over names and contents of all that a room's bundle is made of. Milliseconds, so it can run before each start. */
function fingerprintOf(room: string): string {
  const hash = createHash('sha256');
  const inputs = [room, ...ROOMS_SHARED].flatMap((folder) =>
    globSync(`${folder}/**/*.*`, { cwd: repositoryRoot, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  inputs.push(join(repositoryRoot, 'package-lock.json'), join(repositoryRoot, 'tsconfig.base.json'));
  for (const path of [...new Set(inputs)].toSorted()) hash.update(path).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

await main();
