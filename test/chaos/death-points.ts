// Where an agent is made to die: before and after each thing that a sale writes, sends or prints. The ports it runs on are
// wrapped; at the n-th pass of the ordered point the process kills itself, so nothing after that point has happened.
import { writeSync } from 'node:fs';
import { z } from 'zod';
import type { AgentOptions } from '../../agent/start-agent.ts';
import type { Append, Journal, Printer } from '../../agent/till/ports.ts';
import type { Transport } from '../../agent/sync/transport.ts';

export const deathPoints = [
  'sale: before the write',
  'sale: after the write',
  'enrolment: before the write',
  'enrolment: after the write',
  'push: before it is sent',
  'push: after it is sent',
  'ack: come, not handled',
  'ack: before the write',
  'ack: after the write',
  'slip sent: before the write',
  'slip sent: after the write',
  'print: before the bytes',
  'print: in the middle',
  'print: after the bytes',
  'slip printed: before the write',
  'slip printed: after the write',
] as const;
export type DeathPoint = (typeof deathPoints)[number];

/** What a life is told at its start; null lives until it is killed from outside. */
export const deathOrderSchema = z.object({ at: z.enum(deathPoints), pass: z.int().positive() }).nullable();
export type DeathOrder = z.infer<typeof deathOrderSchema>;

/** Called wherever a life passes a point. */
type Passing = (point: DeathPoint) => void;

/** A slip takes a few milliseconds: this is while its bytes and the printer's answers are under way. */
const midSlipMs = 2;

export function deadlyPorts(order: DeathOrder): NonNullable<AgentOptions['wrap']> {
  let passed = 0;
  const passing: Passing = (point) => {
    if (order?.at !== point) return;
    passed += 1;
    if (passed >= order.pass) die(point);
  };
  return {
    journal: (journal) => deadlyJournal(journal, passing),
    printer: (printer) => deadlyPrinter(printer, passing),
    transport: (transport) => deadlyTransport(transport, passing),
  };
}

/** The last line is written at once, so that the death can be counted; then there is no next instruction. */
function die(point: DeathPoint): void {
  writeSync(1, `dying at ${point}\n`);
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

function deadlyJournal(journal: Journal, passing: Passing): Journal {
  return {
    ...journal,
    append: (build) => {
      const kinds: ('sale' | 'enrolment')[] = [];
      const appended = journal.append((next): Append => {
        const given = build(next);
        if (given.record.t === 'sale') kinds.push('sale');
        if (given.record.t === 'enrol') kinds.push('enrolment');
        for (const kind of kinds) passing(`${kind}: before the write`);
        return given;
      });
      for (const kind of kinds) passing(`${kind}: after the write`);
      return appended;
    },
    acknowledge: (upto) => {
      const news = upto > journal.head().acked;
      if (news) passing('ack: before the write');
      journal.acknowledge(upto);
      if (news) passing('ack: after the write');
    },
    setPrintState: (job, state) => {
      const point = state === 'sent' ? 'slip sent' : state === 'printed' ? 'slip printed' : null;
      if (point !== null) passing(`${point}: before the write`);
      journal.setPrintState(job, state);
      if (point !== null) passing(`${point}: after the write`);
    },
  };
}

function deadlyPrinter(printer: Pick<Printer, 'print'>, passing: Passing): Pick<Printer, 'print'> {
  return {
    print: async (document) => {
      passing('print: before the bytes');
      setTimeout(() => passing('print: in the middle'), midSlipMs);
      const outcome = await printer.print(document);
      passing('print: after the bytes');
      return outcome;
    },
  };
}

function deadlyTransport(transport: Transport, passing: Passing): Transport {
  return {
    connect: (listener) => {
      const connection = transport.connect(listener);
      return {
        hello: (hello, answered) => connection.hello(hello, answered),
        push: (push, answered) => {
          passing('push: before it is sent');
          connection.push(push, (answer) => {
            passing('ack: come, not handled');
            answered(answer);
          });
          passing('push: after it is sent');
        },
        feed: (request, answered) => connection.feed(request, answered),
        close: () => connection.close(),
      };
    },
  };
}
