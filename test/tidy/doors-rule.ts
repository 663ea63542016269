// One door per outside thing: every package has its line in the table of doors, and only the files behind that door name it.
// A library can then be replaced, hardened or faked in one place, and a new dependency is a decision somebody can see.
import { DOORS } from './house.ts';
import type { SourceFile } from './source-file.ts';
import type { Rule, Tree, Violation } from './violation.ts';

export const doorsRule: Rule = {
  sentence: 'a package is named only by the files behind its door',
  check: (tree) => [...tree.sources.flatMap(checkFile), ...findSecondDoors(tree)],
};

function checkFile(file: SourceFile): Violation[] {
  return file.imports.flatMap((found): Violation[] => {
    if (found.target !== undefined || found.specifier.startsWith('/')) return [];
    const key = doorOf(found.specifier);
    const door = key === undefined ? undefined : DOORS[key];
    if (door === undefined) {
      const message = `${found.specifier} has no line in the table of doors`;
      return [{ path: file.path, line: found.line, message }];
    }
    const open = [...(door.one ?? []), ...(door.many ?? [])].some((folder) => file.path.startsWith(folder));
    return open ? [] : [{ path: file.path, line: found.line, message: `${found.specifier} may not be named here` }];
  });
}

/** Where a folder has one door to a package, the second file that names it is the violation. */
function findSecondDoors(tree: Tree): Violation[] {
  return Object.entries(DOORS).flatMap(([key, door]) =>
    (door.one ?? []).flatMap((folder) => {
      const files = tree.sources.filter(
        (file) => file.path.startsWith(folder) && file.imports.some((found) => doorOf(found.specifier) === key),
      );
      const [first, ...others] = files.map((file) => file.path).toSorted();
      return others.map((path) => ({
        path,
        line: 1,
        message: `is a second door to ${key}; the first is ${first ?? ''}`,
      }));
    }),
  );
}

/** The line of the table for `zod`, `react/jsx-runtime`, `@mantine/core/styles.css`, `node:fs`; the exact line wins. */
function doorOf(specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return specifier in DOORS ? specifier : 'node:*';
  if (specifier.startsWith('.')) return undefined;
  const parts = specifier.split('/');
  const scope = parts[0] ?? '';
  const name = scope.startsWith('@') ? parts.slice(0, 2).join('/') : scope;
  return [name, `${scope}/*`].find((key) => key in DOORS);
}
