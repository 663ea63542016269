// The server's log: one JSON line an event, redacted on its way (core/base/log.ts), to standard error or a file. The only
// file of the server that says pino.
import pino from 'pino';
import { redact } from '../core/base/log.ts';
import type { Log, LogFacts, LogLevel } from '../core/base/log.ts';

/** `file`: undefined is standard error. Lines are written before the call returns, so that a crash keeps the last. */
export function openLog(file?: string): Log {
  const target = pino.destination({ dest: file ?? 2, sync: true, mkdir: true });
  const lines = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, target);
  const at =
    (level: LogLevel) =>
    (event: string, facts: LogFacts = {}): void =>
      lines[level](redact(facts), event);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
