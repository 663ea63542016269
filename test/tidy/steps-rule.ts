// The staircases inside the rooms: a file looks down or stays in its own folder, never up and never at its neighbour's.
import { isToolConfig, roomOf, STEPS } from './house.ts';
import type { SourceFile } from './source-file.ts';
import type { Rule, Violation } from './violation.ts';

export const stepsRule: Rule = {
  sentence: 'inside a room a file looks down its staircase or stays in its folder, never up and never sideways',
  check: (tree) => tree.sources.filter((file) => !isToolConfig(file.path)).flatMap(checkFile),
};

interface Place {
  readonly name: string;
  readonly step: number;
}

function checkFile(file: SourceFile): Violation[] {
  const room = roomOf(file.path);
  if (room === undefined || STEPS[room] === undefined) return [];
  const own = placeOf(room, file.path);
  if (own.step === -1) {
    return [
      { path: file.path, line: 1, message: `"${own.name}" stands on no step of ${room}; give it one in the table` },
    ];
  }
  return file.imports.flatMap((found): Violation[] => {
    if (found.target === undefined || roomOf(found.target) !== room) return [];
    const other = placeOf(room, found.target);
    if (other.name === own.name || (other.step !== -1 && other.step < own.step)) return [];
    const way = other.step === own.step ? 'sideways' : 'up';
    return [
      { path: file.path, line: found.line, message: `${own.name} looks ${way} at ${other.name} (${found.target})` },
    ];
  });
}

/** The folder, or the top-level file without its ending, and the step it stands on. */
function placeOf(room: string, path: string): Place {
  const name =
    path
      .slice(room.length + 1)
      .split('/')[0]
      ?.replace(/\.[a-z]+$/, '') ?? '';
  return { name, step: STEPS[room]?.findIndex((step) => step.includes(name)) ?? -1 };
}
