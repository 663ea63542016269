// The exact bytes that are signed between till and server: one function each, used by both sides.
import { bytesOfHex, bytesOfText, concat } from '../base/bytes.ts';
import type { Sha256 } from '../base/digest.ts';
import type { Epoch } from '../base/id.ts';
import { helloBodySchema } from './sync.ts';
import type { Challenge, Hello } from './sync.ts';

export function helloProofBytes(sha256: Sha256, challenge: Challenge, hello: Omit<Hello, 'proof'>): Uint8Array {
  const body = bytesOfText(JSON.stringify(helloBodySchema.parse(hello)));
  return concat(bytesOfText('regulars/1/hello'), bytesOfText(challenge.srv), bytesOfHex(challenge.nonce), sha256(body));
}

export function welcomeProofBytes(srv: string, helloNonce: string): Uint8Array {
  return concat(bytesOfText('regulars/1/welcome'), bytesOfText(srv), bytesOfHex(helloNonce));
}

export function pushProofBytes(epoch: Epoch, headHash: string): Uint8Array {
  return concat(bytesOfText('regulars/1/push'), bytesOfHex(epoch), bytesOfHex(headHash));
}

export function documentProofBytes(sha256: Sha256, body: string): Uint8Array {
  return concat(bytesOfText('regulars/1/document'), sha256(bytesOfText(body)));
}

export function enrolProofBytes(sha256: Sha256, code: string): Uint8Array {
  return concat(bytesOfText('regulars/1/enrol'), sha256(bytesOfText(code)));
}
