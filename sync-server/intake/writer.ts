// The one writer of headquarters' database behind its port: in a thread of its own, or inline for tests and simulation.
// Both run the same calls (server-writes.ts); the thread only keeps a long commit from holding up the sockets.
import { Worker } from 'node:worker_threads';
import type { KeyObject } from 'node:crypto';
import type { Log } from '../../core/base/log.ts';
import { ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { openSqliteWriter } from '../store/sqlite/store.ts';
import type { System } from '../system.ts';
import { serverWrites } from './server-writes.ts';
import type { ServerWrites } from './server-writes.ts';
import type { WriterCall, WriterData, WriterReport } from './writer-call.ts';

export interface RunningWriter {
  readonly writes: ServerWrites;
  close(): Promise<void>;
}

export interface WriterNeeds extends WriterData {
  readonly sealKey: KeyObject;
  readonly log: Log;
  readonly system: System;
  /** The writer met a fault of its own: nothing can be stored any more. */
  readonly onFault: (error: unknown) => void;
}

/** Everything in the caller's thread. */
export function startInlineWriter({ folder, srv, sealKey, log, system }: WriterNeeds): Result<RunningWriter> {
  const store = openSqliteWriter(folder, srv);
  if (!store.ok) return store;
  const { clock } = system;
  const needs = { sealKey, log, nowMs: () => clock.wallMs(), monoMs: () => clock.monoMs() };
  return ok({
    writes: serverWrites(store.value.writer, needs),
    close: async () => store.value.close(),
  });
}

/** The thread opens the store itself; that it can be opened is tried here first, so that a problem has its sentence. */
export function startThreadWriter(needs: WriterNeeds): Result<RunningWriter> {
  const tried = openSqliteWriter(needs.folder, needs.srv);
  if (!tried.ok) return tried;
  tried.value.close();
  const data: WriterData = { folder: needs.folder, srv: needs.srv };
  const worker = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: data });
  const call = caller(worker, needs);
  return ok({
    writes: {
      push: async (push) => call('push', push),
      noteTill: async (note) => call('noteTill', note),
      setStreamState: async (ter, ep, state) => call('setStreamState', ter, ep, state),
      putShops: async (shops) => call('putShops', shops),
      addEnrolCode: async (code) => call('addEnrolCode', code),
      enrolTill: async (join) => call('enrolTill', join),
      putDocument: async (document) => call('putDocument', document),
      addFirstPerson: async (person) => call('addFirstPerson', person),
      addSession: async (session) => call('addSession', session),
      dropSession: async (hash) => call('dropSession', hash),
    },
    close: async () => {
      await call('close');
      await worker.terminate();
    },
  });
}

interface Open {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

function caller(worker: Worker, { log, onFault }: WriterNeeds) {
  const open = new Map<number, Open>();
  let lastId = 0;
  worker.on('message', (report: WriterReport) => {
    if (report.kind === 'log') {
      log[report.level](report.event, report.facts);
      return;
    }
    const waiting = open.get(report.id);
    open.delete(report.id);
    if (report.kind === 'answer') waiting?.resolve(report.value);
    else waiting?.reject(new Error(report.detail));
  });
  worker.on('error', (error) => {
    for (const { reject } of open.values()) reject(new Error('the writer ended'));
    open.clear();
    onFault(error);
  });
  return async <T>(name: WriterCall['name'], ...given: readonly unknown[]): Promise<T> => {
    lastId += 1;
    const id = lastId;
    const answer = new Promise<unknown>((resolve, reject) => open.set(id, { resolve, reject }));
    worker.postMessage({ id, name, given } satisfies WriterCall);
    return (await answer) as T;
  };
}
