import { describe, expect, it } from 'vitest';
import { cyclesRule } from './cycles-rule.ts';
import { judge } from './tree-of.ts';

describe('cycles', () => {
  it('finds a ring of three, also where one side is only a type', () => {
    const files = {
      'core/base/a.ts': "import './b.ts';",
      'core/base/b.ts': "import type { C } from './c.ts';",
      'core/base/c.ts': "export type A = import('./a.ts').A;",
      'core/base/d.ts': "import './a.ts';",
    };
    expect(judge(cyclesRule, files)).toEqual([
      'core/base/a.ts:1 is in a ring of imports: core/base/a.ts, core/base/b.ts, core/base/c.ts',
    ]);
  });

  it('finds a file that imports itself, and two rings as two', () => {
    const files = {
      'ui/a.ts': "import './a.ts';",
      'ui/b.ts': "import './c.ts';",
      'ui/c.ts': "import './b.ts';",
    };
    expect(judge(cyclesRule, files)).toHaveLength(2);
  });

  it('is content with a diamond', () => {
    const files = {
      'ui/a.ts': "import './b.ts'; import './c.ts';",
      'ui/b.ts': "import './d.ts';",
      'ui/c.ts': "import './d.ts'; import './b.ts';",
      'ui/d.ts': 'export const d = 1;',
    };
    expect(judge(cyclesRule, files)).toEqual([]);
  });
});
