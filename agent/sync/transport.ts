// What sync needs from the wire, so that a simulated net can stand in for socket.io. A connection is an object of its own:
// an answer that belongs to an old one can never be taken for one of the new. Everything that comes in is parsed already.
import type { Problem } from '../../core/base/problem.ts';
import type { Result } from '../../core/base/result.ts';
import type {
  Challenge,
  FeedAnswer,
  FeedRequest,
  Hello,
  Push,
  PushAnswer,
  WelcomeAnswer,
} from '../../core/protocol/sync.ts';

export interface Transport {
  /** Begins one attempt. Never calls the listener before it has returned; never tries again by itself. */
  connect(listener: ConnectionListener): Connection;
}

export interface ConnectionListener {
  challenge(challenge: Challenge): void;
  /** Something new may be in the feed. May be lost. */
  poke(): void;
  /**
   * The attempt failed or the connection broke: once, and nothing is called after it. Not called after our own `close`.
   * `ServerUnreachable` unless the server said why it hung up, or greeted with garbage.
   */
  closed(problem: Problem): void;
}

/** At most once; never once the connection is closed; `MessageInvalid` for an answer that does not parse. */
export type Answered<T> = (answer: Result<T>) => void;

export interface Connection {
  hello(hello: Hello, answered: Answered<WelcomeAnswer>): void;
  push(push: Push, answered: Answered<PushAnswer>): void;
  feed(request: FeedRequest, answered: Answered<FeedAnswer>): void;
  close(): void;
}
