// `npm run package`: builds the bundles, then packs the desktop application for this platform with electron-builder into
// out/packages. Words after `--` go to electron-builder as they are: `npm run package -- --linux deb`, `--dir` for a folder.
// electron-builder downloads the Electron runtime at its first run, unless electronDist names one that is already unpacked.
import { describeStep, runStep } from './house/step.ts';

const build = await runStep('build', 'test/build.ts', []);
console.log(describeStep(build));
if (build.ok) {
  const pack = await runStep('package', 'node_modules/electron-builder/cli.js', [
    '--config',
    'electron-builder.yml',
    '--publish',
    'never',
    ...process.argv.slice(2),
  ]);
  console.log(describeStep(pack));
  if (!pack.ok) process.exitCode = 1;
} else {
  process.exitCode = 1;
}
