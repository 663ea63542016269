import { describe, expect, it } from 'vitest';
import { stepsRule } from './steps-rule.ts';
import { judge } from './tree-of.ts';

describe('steps: bad', () => {
  it.each([
    ['core looks up', 'core/base/a.ts', "import '../rules/b.ts';", 'base looks up at rules'],
    ['core looks up by a type', 'core/ledger/a.ts', "import type { A } from '../protocol/b.ts';", 'ledger looks up'],
    ['the till knows storage', 'agent/till/a.ts', "import '../storage/b.ts';", 'till looks up at storage'],
    ['devices know storage', 'agent/devices/a.ts', "import '../storage/b.ts';", 'devices looks sideways at storage'],
    ['storage knows entry', 'agent/storage/a.ts', "import '../entry.ts';", 'storage looks up at entry'],
    ['store knows intake', 'sync-server/store/a.ts', "import '../intake/b.ts';", 'store looks up at intake'],
    ['http knows socket', 'sync-server/http/a.ts', "import '../socket/b.ts';", 'http looks sideways at socket'],
    ['cashier knows hq', 'ui/cashier/a.tsx', "import '../hq/b.tsx';", 'cashier looks sideways at hq'],
    ['parts know cashier', 'ui/parts/a.tsx', "import '../cashier/b.tsx';", 'parts looks up at cashier'],
    ['a screen knows link', 'ui/cashier/a.tsx', "import '../link/b.ts';", 'cashier looks up at link'],
    ['app knows link', 'ui/app.tsx', "import './link/b.ts';", 'app looks up at link'],
    ['a new folder', 'agent/extras/a.ts', 'export const a = 1;', '"extras" stands on no step'],
  ])('%s', (_, path, text, message) => {
    expect(judge(stepsRule, { [path]: text })).toEqual([expect.stringContaining(message)]);
  });
});

describe('steps: good', () => {
  it.each([
    ['core/protocol/a.ts', "import '../base/b.ts'; import './c.ts';"],
    ['agent/storage/a.ts', "import type { Journal } from '../till/ports.ts'; import '../../core/journal/b.ts';"],
    ['agent/entry.ts', "import './till/a.ts'; import './storage/a.ts'; import './config.ts';"],
    ['sync-server/main.ts', "import './http/a.ts'; import './socket/a.ts'; import './store/a.ts';"],
    ['ui/main.tsx', "import './app.tsx'; import './link/a.ts';"],
    ['ui/vite.config.ts', "import '../test/a.ts';"],
  ])('%s: %s', (path, text) => {
    expect(judge(stepsRule, { [path]: text })).toEqual([]);
  });
});
