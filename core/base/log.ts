// The shape of a log line, and what never stands in one. Personal data and card numbers are cut out here, in one place,
// before a line reaches any file: names and phone numbers are never logged by us, this is the net below.

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One call a line: an event name in words, and flat facts. */
export interface Log {
  debug(event: string, facts?: LogFacts): void;
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
}

export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

const secretNames = new Set(['phone', 'firstName', 'name', 'token', 'key', 'password', 'code', 'pin', 'secret', 'raw']);
// Seven and more digits, also in groups: a phone number or a card number, never something a log needs whole. Digits inside a
// hex id (a letter a to f beside them) are part of it.
const longNumber = /(?<![0-9a-f])\+?\d(?:[ -]?\d){6,}(?![0-9a-f])/g;

/** Facts fit for a file: secret names blanked, long numbers in free text cut to their last two digits. */
export function redact(facts: LogFacts): LogFacts {
  const clean: Record<string, string | number | boolean | null | undefined> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (secretNames.has(name)) clean[name] = '[redacted]';
    else clean[name] = typeof value === 'string' ? redactText(value) : value;
  }
  return clean;
}

export function redactText(text: string): string {
  return text.replace(longNumber, (run) => (isId(run) ? run : `[…${run.slice(-2)}]`));
}

// Ids are hex with letters and never match as a whole; dates such as 2026-11-22 are eight digits and may stay.
function isId(run: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(run);
}
