// The questions that come before any effect of a campaign: did someone take it off this sale, and is it for this customer.
import type { Campaign } from '../programme/programme.ts';
import type { Cause } from './evaluation.ts';
import { note } from './work.ts';
import type { Work } from './work.ts';

/** Says no in the trace. `needsMember`: units need somebody to hold them, whatever the audience says. */
export function mayApply(work: Work, campaign: Campaign, by: Cause, needsMember: boolean): boolean {
  if (work.input.declined.includes(campaign.id)) {
    note(work, by, 'declined');
    return false;
  }
  if ((needsMember || campaign.audience === 'members') && work.input.member === null) {
    note(work, by, 'not-met', { reason: 'no-member' });
    return false;
  }
  return true;
}
