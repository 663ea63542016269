// The walls: which room may import which. The compiler holds most of them too; this one sees type imports, dynamic imports
// and paths that leave the repository, and it names the wall.
import { isToolConfig, roomOf, ROOMS, SDK_SEES } from './house.ts';
import type { Import, SourceFile } from './source-file.ts';
import type { Rule, Violation } from './violation.ts';

export const roomsRule: Rule = {
  sentence: 'a room imports only the rooms that the table of rooms allows',
  check: (tree) => tree.sources.flatMap(checkFile),
};

function checkFile(file: SourceFile): Violation[] {
  const room = roomOf(file.path);
  if (room === undefined) return [{ path: file.path, line: 1, message: 'lies in no room of the house' }];
  if (room === 'fixtures') return [{ path: file.path, line: 1, message: 'fixtures holds data only, no code' }];
  return file.imports.flatMap((found) => {
    const message = judgeImport(file, room, found);
    return message === undefined ? [] : [{ path: file.path, line: found.line, message }];
  });
}

function judgeImport(file: SourceFile, room: string, found: Import): string | undefined {
  if (found.target === undefined) return undefined;
  if (found.target.startsWith('..')) return `imports ${found.specifier}, which is outside the repository`;
  const target = roomOf(found.target);
  if (target === undefined)
    return isToolConfig(file.path) ? undefined : `imports ${found.target}, which lies in no room`;
  if (target !== room && ROOMS[room]?.includes(target) !== true)
    return `${room} may not import ${target} (${found.target})`;
  if (room === 'sdk' && target === 'core' && !SDK_SEES.test(found.target)) {
    return `the SDK sees core/protocol/till only, not ${found.target}`;
  }
  return undefined;
}
