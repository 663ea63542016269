// Bytes of a record → what they say, or why they are set aside. A record is never refused for its meaning: it is stored as
// it came, named here by a code, and the stream goes on behind it (sync.md 0.3).
import { sameBytes, bytesOfHex } from '../../core/base/bytes.ts';
import { detailOf } from '../../core/base/problem.ts';
import type { Epoch, TillId } from '../../core/base/id.ts';
import { envelopeSchema, recordSchema } from '../../core/journal/record.ts';
import type { Envelope, JournalRecord } from '../../core/journal/record.ts';
import { nodeSha256 } from '../store/node-sha256.ts';
import type { PushedRecord } from './unzip-push.ts';

export const quarantineCodes = {
  UNREADABLE: 'its bytes are no record at all',
  UNKNOWN_TYPE: 'a kind or version of record that this server does not know yet',
  INVALID: 'a known kind with a shape that is not its own',
  ENVELOPE_MISMATCH: 'it names another till, epoch or number than it was sent under',
  PRIVATE_MISMATCH: 'its private part is not the one it was written with',
  PRIVATE_MISSING: 'an enrolment without its private part',
  PRIVATE_INVALID: 'its private part does not have its shape',
  SEALED_UNREADABLE: 'name and phone do not open with the key of headquarters',
  EFFECT_NEGATIVE: 'an effect that moves less than nothing',
  EFFECT_WITHOUT_MEMBER: 'units moved for nobody',
  VOID_OF_NOTHING: 'it undoes a record that is no sale held of this till',
  VOID_TWICE: 'it undoes a sale that was undone before',
  VOID_OF_OTHER: 'it undoes the sale of another member',
  FAULT: 'the server met a fault of its own in it',
} as const;
export type QuarantineCode = keyof typeof quarantineCodes;

/** Why a record is set aside; `detail` holds no personal data. */
export interface SetAside {
  readonly code: QuarantineCode;
  readonly detail: string;
}

export type ReadRecord =
  | { readonly record: JournalRecord; readonly envelope: Envelope; readonly aside: null }
  | { readonly record: null; readonly envelope: Envelope | null; readonly aside: SetAside };

const knownTypes = new Map<string, number>(recordSchema.options.map(({ shape }) => [shape.t.value, shape.tv.value]));
const utf8 = new TextDecoder('utf-8', { fatal: true });

export function readRecord(pushed: PushedRecord, ter: TillId, ep: Epoch): ReadRecord {
  const json = jsonOf(pushed.body);
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return setAside('UNREADABLE', null, detailOf(envelope.error).detail);
  const { data } = envelope;
  if (data.ter !== ter || data.ep !== ep || data.seq !== pushed.seq) return setAside('ENVELOPE_MISMATCH', data);
  if (data.v !== 1 || knownTypes.get(data.t) !== data.tv) {
    return setAside('UNKNOWN_TYPE', data, `${data.t}/${data.tv} in envelope ${data.v}`);
  }
  const record = recordSchema.safeParse(json);
  if (!record.success) return setAside('INVALID', data, detailOf(record.error).detail);
  const aside = wrongIn(record.data, pushed.priv);
  return aside ? { record: null, envelope: data, aside } : { record: record.data, envelope: data, aside: null };
}

function wrongIn(record: JournalRecord, priv: Uint8Array | null): SetAside | null {
  if ('priv' in record && record.priv !== undefined && priv !== null) {
    if (!sameBytes(nodeSha256(priv), bytesOfHex(record.priv))) return { code: 'PRIVATE_MISMATCH', detail: '' };
  } else if (priv !== null) return { code: 'PRIVATE_MISMATCH', detail: 'the record has none' };
  if (!('eff' in record)) return null;
  if (record.eff.some(({ n }) => n < 0)) return { code: 'EFFECT_NEGATIVE', detail: '' };
  return record.mem === null && record.eff.length > 0 ? { code: 'EFFECT_WITHOUT_MEMBER', detail: '' } : null;
}

function setAside(code: QuarantineCode, envelope: Envelope | null, detail = ''): ReadRecord {
  return { record: null, envelope, aside: { code, detail: detail.slice(0, 300) } };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}
