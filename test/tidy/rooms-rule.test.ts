import { describe, expect, it } from 'vitest';
import { roomsRule } from './rooms-rule.ts';
import { judge } from './tree-of.ts';

describe('rooms: bad', () => {
  it.each([
    [
      'core knows the agent',
      'core/base/a.ts',
      "import { b } from '../../agent/till/b.ts';",
      'core may not import agent',
    ],
    ['only a type', 'core/base/a.ts', "import type { B } from '../../ui/b.ts';", 'core may not import ui'],
    ['a type in a position', 'core/base/a.ts', "let a: import('../../ui/b.ts').B;", 'core may not import ui'],
    ['a late import', 'ui/app.ts', "await import('../agent/entry.ts');", 'ui may not import agent'],
    ['passing on', 'sync-server/feed.ts', "export { b } from '../agent/b.ts';", 'sync-server may not import agent'],
    [
      'the shell knows the agent',
      'agent/electron/a.ts',
      "import '../entry.ts';",
      'agent/electron may not import agent',
    ],
    ['the agent knows the shell', 'agent/entry.ts', "import './electron/a.ts';", 'agent may not import agent/electron'],
    ['anybody imports a test', 'demo/start.ts', "import '../test/support/a.ts';", 'demo may not import test'],
    ['the SDK digs into core', 'sdk/client.ts', "import '../core/ledger/fold.ts';", 'core/protocol/till only'],
    ['out of the repository', 'test/a.ts', "import '../../elsewhere/a.ts';", 'outside the repository'],
    ['code among the fixtures', 'fixtures/a.ts', 'export const a = 1;', 'data only'],
    ['no room at all', 'lib/a.ts', 'export const a = 1;', 'lies in no room'],
  ])('%s', (_, path, text, message) => {
    expect(judge(roomsRule, { [path]: text })).toEqual([expect.stringContaining(message)]);
  });
});

describe('rooms: good', () => {
  it.each([
    ['agent/till/a.ts', "import { b } from '../../core/rules/b.ts';"],
    ['sdk/client.ts', "import type { Quote } from '../core/protocol/till.ts';"],
    ['sdk/client.ts', "import type { Quote } from '../core/protocol/till/quote.ts';"],
    ['test/stories/a.ts', "import '../../agent/entry.ts'; import '../../ui/app.ts';"],
    ['core/base/a.ts', "const text = `import '../../agent/b.ts'`; // import '../../agent/b.ts'"],
  ])('%s: %s', (path, text) => {
    expect(judge(roomsRule, { [path]: text })).toEqual([]);
  });
});
