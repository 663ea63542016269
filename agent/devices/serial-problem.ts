// What went wrong while a serial port was opened → the problem a cashier can do something about. The bindings of the three
// systems say it in English sentences of their own; there is no code to go by.
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';

export function serialProblem(error: unknown, path: string): Problem {
  const said = error instanceof Error ? error.message : String(error);
  // Windows says "Access denied" of a port that another program holds; Linux and macOS lock it, or say "Resource busy".
  if (/lock|busy|access denied/i.test(said)) return problem('ScannerBusy', { path });
  if (/permission denied|EACCES/i.test(said)) return problem('ScannerForbidden', { path });
  return problem('ScannerMissing', { path });
}
