// The greeting: who we are, proven by the till's key, and who answers, proven by the key that was pinned at enrolment.
// No record leaves the till before `checkWelcome` has said yes; a wrong proof is `ServerNotOurs`, whatever else it says.
import { bytesOfHex, hexOf } from '../../core/base/bytes.ts';
import { problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { helloProofBytes, welcomeProofBytes } from '../../core/protocol/proofs.ts';
import type { Challenge, Hello, Welcome, WelcomeAnswer } from '../../core/protocol/sync.ts';
import { commonVersion, protocol } from '../../core/protocol/version.ts';
import type { KeyStore, StreamHead } from '../till/ports.ts';
import { isSigned } from './curve-keys.ts';
import { nodeSha256 } from './node-sha256.ts';

const ourProtocol: Hello['proto'] = [protocol.floor, protocol.current];

export type HelloFacts = Pick<Hello, 'app' | 'cache' | 'clock' | 'diskFreeMb' | 'programme'>;

/** Null when till and server have no protocol version in common (`protocolMismatch` says it). */
export function helloTo(
  challenge: Challenge,
  keys: KeyStore,
  nonce: Uint8Array,
  head: StreamHead,
  facts: HelloFacts,
): Hello | null {
  if (commonVersion(ourProtocol, challenge.proto) === null) return null;
  const body = {
    ...facts,
    proto: ourProtocol,
    ter: keys.till,
    nonce: hexOf(nonce),
    streams: [{ ep: head.epoch, head: head.seq, hash: hexOf(head.hash), acked: head.acked }],
  };
  return { ...body, proof: hexOf(keys.sign(helloProofBytes(nodeSha256, challenge, body))) };
}

export function checkWelcome(
  answer: WelcomeAnswer,
  challenge: Challenge,
  hello: Hello,
  server: { readonly key: string; readonly url: string },
): Result<Welcome> {
  if (!answer.ok) return fail(answer.problem);
  const { welcome } = answer;
  const proof = welcomeProofBytes(welcome.srv, hello.nonce);
  if (welcome.srv !== challenge.srv || !isSigned(bytesOfHex(server.key), proof, welcome.proof)) {
    return fail(problem('ServerNotOurs', { url: server.url }));
  }
  const spoken = welcome.proto >= ourProtocol[0] && welcome.proto <= ourProtocol[1];
  return spoken ? ok(welcome) : fail(protocolMismatch([welcome.proto, welcome.proto]));
}

export function protocolMismatch(server: readonly [number, number]): Problem {
  return problem('ProtocolMismatch', { till: rangeOf(ourProtocol), server: rangeOf(server) });
}

function rangeOf([from, to]: readonly [number, number]): string {
  return from === to ? String(from) : `${from}–${to}`;
}
