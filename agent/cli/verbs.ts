// All verbs of `regulars` that need no running agent, in the order in which help names them.
import { checkProgrammeVerb } from './check-programme.ts';
import { evaluateVerb } from './evaluate.ts';
import { refundVerb } from './refund.ts';
import { scanVerb } from './scan.ts';
import { schemaVerb } from './schema.ts';
import type { Verb } from './verb.ts';
import { verifyVerb } from './verify.ts';

export const verbs: readonly Verb[] = [verifyVerb, evaluateVerb, refundVerb, checkProgrammeVerb, schemaVerb, scanVerb];
