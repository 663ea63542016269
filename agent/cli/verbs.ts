// All verbs of `regulars` that need no running agent, in the order in which help names them.
import { evaluateVerb } from './evaluate.ts';
import { scanVerb } from './scan.ts';
import type { Verb } from './verb.ts';
import { verifyVerb } from './verify.ts';

export const verbs: readonly Verb[] = [verifyVerb, evaluateVerb, scanVerb];
