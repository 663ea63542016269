// The one digest of Regulars. Agent and server inject node:crypto's faster one through the same type; a contract test
// holds both to the same bytes.
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const sha256: Sha256 = (bytes) => nobleSha256(bytes);
