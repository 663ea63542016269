// The agent's log: pino behind core's small shape, so that redaction is in one place and no caller can go around it.
import { pino } from 'pino';
import { redact, redactText } from '../core/base/log.ts';
import type { Log, LogFacts, LogLevel } from '../core/base/log.ts';

/** Lines of JSON, to a file or to standard error (standard output is for what a person asked to see). */
export function createLog(options: { readonly level: LogLevel; readonly file?: string | undefined }): Log {
  const sink = pino.destination(
    options.file === undefined ? { dest: 2, sync: true } : { dest: options.file, mkdir: true, sync: true },
  );
  const logger = pino({ level: options.level, base: null }, sink);
  const at =
    (level: LogLevel) =>
    (event: string, facts: LogFacts = {}): void =>
      logger[level](redact(facts), redactText(event));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
