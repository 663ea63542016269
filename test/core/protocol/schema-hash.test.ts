// A tripwire: when a message of the sync protocol changes its shape, this fails until somebody has decided whether the
// protocol number must be raised, and has written the new hash beside it.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { protocol } from '../../../core/protocol/version.ts';
import * as sync from '../../../core/protocol/sync.ts';
import { recordSchema } from '../../../core/journal/record.ts';

const messages = {
  challenge: sync.challengeSchema,
  hello: sync.helloSchema,
  welcome: sync.welcomeAnswerSchema,
  push: sync.pushSchema,
  pushAnswer: sync.pushAnswerSchema,
  feedRequest: sync.feedRequestSchema,
  feedAnswer: sync.feedAnswerSchema,
  poke: sync.pokeSchema,
  enrol: sync.enrolRequestSchema,
  enrolment: sync.enrolmentSchema,
  record: recordSchema,
};

/** Version of the protocol → hash of its schemas. A released line is never changed. */
const known: Record<number, string> = { 1: '27e3c77e48972743' };

function shapeOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
}

test('the schemas of this protocol version are the ones it was released with', () => {
  const shapes = Object.entries(messages).map(([name, schema]) => [name, shapeOf(schema)]);
  const hash = createHash('sha256').update(JSON.stringify(shapes)).digest('hex').slice(0, 16);
  expect(hash).toBe(known[protocol.current]);
  expect(protocol.history.at(-1)?.version).toBe(protocol.current);
});
