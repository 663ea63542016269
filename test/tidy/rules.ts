// All rules of the house, in the order in which a reader would want to hear of them.
import { barrelsRule } from './barrels-rule.ts';
import { clockRule } from './clock-rule.ts';
import { cyclesRule } from './cycles-rule.ts';
import { decidingRule } from './deciding-rule.ts';
import { doorsRule } from './doors-rule.ts';
import { escapesRule } from './escapes-rule.ts';
import { lengthsRule } from './lengths-rule.ts';
import { namesRule } from './names-rule.ts';
import { openingsRule } from './openings-rule.ts';
import { readmesRule } from './readmes-rule.ts';
import { roomsRule } from './rooms-rule.ts';
import { stepsRule } from './steps-rule.ts';
import { testsRule } from './tests-rule.ts';
import { topLevelRule } from './top-level-rule.ts';
import type { Rule } from './violation.ts';

export const rules: readonly Rule[] = [
  roomsRule,
  stepsRule,
  cyclesRule,
  doorsRule,
  clockRule,
  decidingRule,
  barrelsRule,
  namesRule,
  lengthsRule,
  openingsRule,
  readmesRule,
  topLevelRule,
  testsRule,
  escapesRule,
];
