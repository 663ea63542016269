// What a till is joined from. Every part below takes from this what it needs; entry fills it in, a story fills in twins.
import type { Log } from '../../core/base/log.ts';
import type { Problem } from '../../core/base/problem.ts';
import type { Enrolment } from '../../core/protocol/sync.ts';
import type { DeviceView } from '../../core/protocol/till.ts';
import type { Directory, Identifiers, Journal, Link, Printer, System } from './ports.ts';
import type { Stamper } from './stamp.ts';

export interface TillNeeds {
  readonly system: System;
  readonly enrolment: Enrolment;
  readonly journal: Journal;
  readonly directory: Directory;
  readonly identifiers: Identifiers;
  readonly link: Pick<Link, 'view' | 'wake' | 'onChange'>;
  readonly printer: Pick<Printer, 'print'> | null;
  readonly devices: () => DeviceView[];
  /** What concerns the till as a whole: the disk runs full, the journal was refused. */
  readonly warnings: () => Problem[];
  readonly stamper: Stamper;
  readonly log: Log;
}
