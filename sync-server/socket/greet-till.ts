// The first words of a connection: the till proves that it holds its key, the server proves that it is the one the till was
// enrolled with, and both know from where to go on (sync.md 2.4). A till of another protocol hears so before anything else
// of its hello is looked at: its shape may have changed with it.
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { hexOf } from '../../core/base/bytes.ts';
import { limits } from '../../core/base/limits.ts';
import { detailOf, problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { helloProofBytes, welcomeProofBytes } from '../../core/protocol/proofs.ts';
import { helloSchema } from '../../core/protocol/sync.ts';
import type { Challenge, Hello, Welcome } from '../../core/protocol/sync.ts';
import { commonVersion, protocol } from '../../core/protocol/version.ts';
import { isSigned, signedWith } from '../store/curve-keys.ts';
import { nodeSha256 } from '../store/node-sha256.ts';
import type { ServerReader } from '../store/server-store.ts';
import type { System } from '../system.ts';

export const ourProtocol: readonly [number, number] = [protocol.floor, protocol.current];

export interface Greeting {
  readonly hello: Hello;
  readonly welcome: Welcome;
}

export interface GreetingNeeds {
  readonly reader: ServerReader;
  readonly serverKey: KeyObject;
  readonly system: System;
  /** Tills connected now: after an outage they are let in one after the other. */
  readonly online: () => number;
}

const anyHelloSchema = z.object({ proto: helloSchema.shape.proto });

/** `raw`: whatever came. `MessageInvalid` when it is no hello, `NotEnrolled` when we do not know the till or its proof fails. */
export async function greetTill(raw: unknown, challenge: Challenge, needs: GreetingNeeds): Promise<Result<Greeting>> {
  const range = anyHelloSchema.safeParse(raw);
  if (!range.success) return fail(problem('MessageInvalid', { detail: detailOf(range.error).detail }));
  const proto = commonVersion(range.data.proto, ourProtocol);
  if (proto === null) {
    return fail(problem('ProtocolMismatch', { till: rangeOf(range.data.proto), server: rangeOf(ourProtocol) }));
  }
  const parsed = helloSchema.safeParse(raw);
  if (!parsed.success) return fail(problem('MessageInvalid', { detail: detailOf(parsed.error).detail }));
  const { proof, ...body } = parsed.data;
  const till = await needs.reader.till(body.ter);
  if (!till || !isSigned(till.publicKey, helloProofBytes(nodeSha256, challenge, body), proof)) {
    return fail(problem('NotEnrolled'));
  }
  return ok({ hello: parsed.data, welcome: await welcomeFor(parsed.data, challenge.srv, proto, needs) });
}

async function welcomeFor(hello: Hello, srv: string, proto: number, needs: GreetingNeeds): Promise<Welcome> {
  const held = await needs.reader.streams(hello.ter);
  return {
    srv,
    now: needs.system.clock.wallMs(),
    proto,
    proof: signedWith(needs.serverKey, welcomeProofBytes(srv, hello.nonce)),
    limits: {
      records: limits.pushRecordsMax,
      bytes: limits.pushBytesMax,
      inflight: limits.pushInflightMax,
      messageBytes: limits.syncMessageBytesMax,
    },
    startAfterMs: startAfterMs(needs),
    streams: hello.streams.map(({ ep }) => {
      const stream = held.find((each) => each.ep === ep);
      if (!stream) return { ep, cursor: 0, hash: null, state: 'open' as const };
      const { cursor, hash, state } = stream;
      return { ep, cursor, hash: cursor === 0 ? null : hexOf(hash), state };
    }),
  };
}

// A handful of tills needs no queue; a thousand that come back together are spread over seconds (sync.md 2.7).
const crowd = 50;
const msPerTill = 2;
const spreadMsMin = 1_000;
const spreadMsMax = 60_000;

function startAfterMs({ online, system }: GreetingNeeds): number {
  const tills = online();
  if (tills < crowd) return 0;
  const spread = Math.min(spreadMsMax, Math.max(spreadMsMin, tills * msPerTill));
  const [high = 0, low = 0] = system.random.bytes(2);
  return Math.floor((spread * (high * 256 + low)) / 65_536);
}

function rangeOf([from, to]: readonly [number, number]): string {
  return from === to ? String(to) : `${from}–${to}`;
}
