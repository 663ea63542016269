// Where the agent of a till folder listens, and the one-time key for a window of ours. The agent writes port.json (0600) when
// it is ready; whoever can read it may open a screen. Refused: an address that is not loopback, a file of another shape.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ShellTime } from './system.ts';

const loopback = z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost|\[::1\])$/ });

const agentAddressSchema = z.object({
  url: loopback,
  launchToken: z.string().min(16).max(200),
  pid: z.int().positive(),
});
export type AgentAddress = z.infer<typeof agentAddressSchema>;

const keyAnswerSchema = z.object({ key: z.string().min(16).max(100) });

/** An agent that listens but does not answer within this is as good as gone. */
const keyWaitMs = 5_000;

/** Null while there is no agent: no file, half a file, a file from another version, or a process that has ended. */
export async function readAgentAddress(folder: string): Promise<AgentAddress | null> {
  try {
    const text = await readFile(join(folder, 'port.json'), 'utf8');
    const parsed = agentAddressSchema.safeParse(JSON.parse(text));
    return parsed.success && isAlive(parsed.data.pid) ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Mints the key that this window exchanges for its own bearer token; null when the agent does not give one. */
export async function mintScreenUrl(address: AgentAddress, time: ShellTime): Promise<string | null> {
  try {
    const answer = await fetch(new URL('/v1/keys', address.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${address.launchToken}`, 'content-type': 'application/json' },
      body: '{}',
      signal: time.patience(keyWaitMs),
    });
    const parsed = keyAnswerSchema.safeParse(await answer.json());
    return answer.ok && parsed.success ? `${new URL(address.url).origin}/#k=${parsed.data.key}` : null;
  } catch {
    return null;
  }
}

/** A signal 0 touches nothing. EPERM: it lives and belongs to a service user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
