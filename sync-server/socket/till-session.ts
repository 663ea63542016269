// One connection of one till, without the library that carries it: what each message leads to, and when to hang up.
// Nothing that arrives here is believed before it is parsed, and nothing that arrives here throws.
import { hexOf } from '../../core/base/bytes.ts';
import type { TillId } from '../../core/base/id.ts';
import { limits } from '../../core/base/limits.ts';
import type { Log } from '../../core/base/log.ts';
import { detailOf, problem } from '../../core/base/problem.ts';
import type { Problem } from '../../core/base/problem.ts';
import { feedRequestSchema, pushSchema } from '../../core/protocol/sync.ts';
import type { Challenge, FeedAnswer, Hello, Push, PushAnswer, WelcomeAnswer } from '../../core/protocol/sync.ts';
import { answerFeed } from '../feed/answer-feed.ts';
import type { Fleet } from '../feed/fleet.ts';
import type { ServerWrites } from '../intake/server-writes.ts';
import { createCallBudget } from './call-budget.ts';
import { greetTill, ourProtocol } from './greet-till.ts';
import type { GreetingNeeds } from './greet-till.ts';

export interface SessionNeeds extends GreetingNeeds {
  readonly srv: string;
  readonly writes: Pick<ServerWrites, 'push' | 'noteTill'>;
  readonly fleet: Fleet;
  readonly log: Log;
  /** Records on their way to the writer, over all sessions. */
  readonly queue: { records: number };
  /** Tells the tills that there is something new. */
  readonly touched: () => void;
}

/** What the wire does with an answer: sends it, and hangs up after it when `end` says why. */
export interface Reply<T> {
  readonly answer: T | null;
  readonly end: Problem | null;
}

export interface TillSession {
  readonly challenge: Challenge;
  /** Null until the till has proven who it is. */
  till(): TillId | null;
  hello(raw: unknown): Promise<Reply<WelcomeAnswer>>;
  push(raw: unknown): Promise<Reply<PushAnswer>>;
  feed(raw: unknown): Promise<Reply<FeedAnswer>>;
  closed(): void;
}

export function startTillSession(needs: SessionNeeds): TillSession {
  const challenge: Challenge = {
    nonce: hexOf(needs.system.random.bytes(32)),
    srv: needs.srv,
    proto: [...ourProtocol],
  };
  const { clock } = needs.system;
  const budget = createCallBudget(clock, limits.syncCallsAtOnce, limits.syncCallsPerSecond);
  let greeted: Hello | null = null;
  let leave = (_nowMs: number): void => undefined;
  let inflight = 0;

  return {
    challenge,
    till: () => greeted?.ter ?? null,
    hello: async (raw) => {
      if (greeted) return ended(problem('MessageInvalid', { detail: 'a second hello' }));
      const greeting = await greetTill(raw, challenge, needs);
      if (!greeting.ok) return { answer: { ok: false, problem: greeting.problem }, end: greeting.problem };
      const { hello, welcome } = greeting.value;
      greeted = hello;
      const streams = hello.streams.map(({ ep, head }) => ({ ep, head, cursor: cursorOf(welcome.streams, ep) }));
      leave = needs.fleet.arrived({ ter: hello.ter, programme: hello.programme, streams }, clock.wallMs());
      await note(needs, hello);
      return { answer: { ok: true, welcome }, end: null };
    },
    push: async (raw) => {
      if (!greeted) return ended(problem('MessageInvalid', { detail: 'a push before the hello' }));
      if (!budget.spend()) return ended(problem('TooManyAttempts', { seconds: 1 }));
      const push = pushSchema.safeParse(raw);
      if (!push.success) return refused('PROTO', problem('MessageInvalid', { detail: detailOf(push.error).detail }));
      if (push.data.ter !== greeted.ter) {
        return refused('PROTO', problem('MessageInvalid', { detail: 'a push of another till' }));
      }
      if (inflight >= limits.pushInflightMax) return refused('BUSY', null);
      inflight += 1;
      try {
        return { answer: await take(needs, push.data), end: null };
      } finally {
        inflight -= 1;
      }
    },
    feed: async (raw) => {
      if (!greeted) return ended(problem('MessageInvalid', { detail: 'a feed before the hello' }));
      if (!budget.spend()) return ended(problem('TooManyAttempts', { seconds: 1 }));
      const request = feedRequestSchema.safeParse(raw);
      if (!request.success) return ended(problem('MessageInvalid', { detail: detailOf(request.error).detail }));
      const answer = await answerFeed(needs.reader, greeted.ter, request.data, clock.wallMs());
      return { answer, end: null };
    },
    closed: () => {
      if (!greeted) return;
      leave(clock.wallMs());
      void note(needs, greeted);
    },
  };
}

/** Beyond the queue's bound a push is sent back before it is unpacked; the till tries again (sync.md 2.7). */
async function take(needs: SessionNeeds, push: Push): Promise<PushAnswer> {
  if (needs.queue.records + push.n > limits.ingestQueueMax) return busy;
  needs.queue.records += push.n;
  try {
    const answer = await needs.writes.push(push);
    if (answer.ok) {
      needs.fleet.pushed(push, answer.upto, needs.system.clock.wallMs());
      needs.touched();
    }
    return answer;
  } finally {
    needs.queue.records -= push.n;
  }
}

/** What the till says of itself, kept for when it is gone. Losing a note loses nothing but freshness. */
async function note({ writes, fleet, log }: SessionNeeds, { ter, app }: Hello): Promise<void> {
  const presence = fleet.presence(ter);
  if (!presence) return;
  const { seenMs, waiting, programme } = presence;
  try {
    await writes.noteTill({ ter, seenMs, waiting, programme, app });
  } catch (error) {
    log.warn('a note of a till was not kept', { till: ter, detail: String(error) });
  }
}

const busy: Extract<PushAnswer, { ok: false }> = { ok: false, code: 'BUSY', expect: 0, retryMs: limits.ingestRetryMs };

function refused(code: 'PROTO' | 'BUSY', end: Problem | null): Reply<PushAnswer> {
  return { answer: { ...busy, code }, end };
}

function ended(end: Problem): Reply<never> {
  return { answer: null, end };
}

function cursorOf(streams: readonly { ep: string; cursor: number }[], ep: string): number {
  return streams.find((stream) => stream.ep === ep)?.cursor ?? 0;
}
