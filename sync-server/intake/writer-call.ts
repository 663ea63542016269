// What the sockets' thread and the writer's thread say to each other. Both are ours and of one version: it is typed, not
// parsed; what came from outside was parsed before it got here.
import type { LogFacts, LogLevel } from '../../core/base/log.ts';
import type { ServerWrites } from './server-writes.ts';

export interface WriterCall {
  readonly id: number;
  readonly name: keyof ServerWrites | 'close';
  readonly given: readonly unknown[];
}

export type WriterReport =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string }
  | { readonly kind: 'log'; readonly level: LogLevel; readonly event: string; readonly facts: LogFacts | undefined };

/** What the thread opens: the folder, and the incarnation for a database that is not there yet. */
export interface WriterData {
  readonly folder: string;
  readonly srv: string;
}
