// The writer in a thread of its own: the sockets' thread hands it calls and hears of commits. All calls that wait are taken
// up together, so that their pushes share a commit. A fault here ends the process: it starts again from what is durable.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { assert } from '../../core/base/assert.ts';
import type { Log, LogFacts, LogLevel } from '../../core/base/log.ts';
import { openServerKeys } from '../store/server-keys.ts';
import { openSqliteWriter } from '../store/sqlite/store.ts';
import { system } from '../system.ts';
import { serverWrites } from './server-writes.ts';
import type { WriterCall, WriterData, WriterReport } from './writer-call.ts';

if (parentPort) runWriter(parentPort, workerData as WriterData);

function runWriter(port: NonNullable<typeof parentPort>, { folder, srv }: WriterData): void {
  const report = (each: WriterReport): void => port.postMessage(each);
  const store = openSqliteWriter(folder, srv);
  const keys = openServerKeys(folder, system.random);
  assert(store.ok && keys.ok, 'store and keys were opened by the main thread before');
  const writes = serverWrites(store.value.writer, {
    sealKey: keys.value.seal,
    log: logTo(report),
    nowMs: () => system.clock.wallMs(),
    monoMs: () => system.clock.monoMs(),
  });
  const answer = async ({ id, name, given }: WriterCall): Promise<void> => {
    if (name === 'close') {
      store.value.close();
      report({ kind: 'answer', id, value: undefined });
      port.close();
      return;
    }
    const call = writes[name] as (...given: readonly unknown[]) => Promise<unknown>;
    try {
      report({ kind: 'answer', id, value: await call(...given) });
    } catch (error) {
      report({ kind: 'failed', id, detail: String(error) });
    }
  };
  port.on('message', (first: WriterCall) => {
    void answer(first);
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
      void answer(next.message as WriterCall);
    }
  });
}

function logTo(report: (each: WriterReport) => void): Log {
  const line =
    (level: LogLevel) =>
    (event: string, facts?: LogFacts): void =>
      report({ kind: 'log', level, event, facts });
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}
