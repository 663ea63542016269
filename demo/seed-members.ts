// A program: enrols the tills of the two offices with the codes it is given, then everybody who ever joined, at their times.
// `node demo/seed-members.ts URL FOLDER CODE FOLDER CODE`; an empty code for a till that is enrolled already.
import { system } from '../agent/system.ts';
import { enrolTill } from '../agent/sync/enrol-till.ts';
import { addDays } from '../core/base/time.ts';
import type { BusinessDate } from '../core/base/time.ts';
import { momentAt } from '../core/base/zone.ts';
import { sentenceOf } from '../core/base/problem.ts';
import { noteCard } from './demo-cards.ts';
import { zone } from './demo-layout.ts';
import { planMembers } from './history-plan.ts';
import type { PlannedMember } from './history-plan.ts';
import { instantOf } from './instant-of.ts';
import { must } from './must.ts';
import { openPastTill } from './past-till.ts';
import type { PastTill } from './past-till.ts';
import { seedKey } from './seed-key.ts';

async function main(): Promise<void> {
  const [url = '', ...offices] = process.argv.slice(2);
  const today = momentAt(Date.now(), zone, 0);
  for (const store of [0, 1]) {
    const [folder = '', code = ''] = offices.slice(store * 2);
    if (code !== '') must(await enrolTill(folder, url, code, { system, app: 'regulars/0.1.0' }));
    const past = openPastTill(folder);
    await past.caughtUp();
    const home = planMembers().filter((member) => member.home === store);
    enrolMembers(past, folder, home, today.biz);
    await past.delivered();
    await past.close();
  }
}

function enrolMembers(past: PastTill, folder: string, members: readonly PlannedMember[], today: BusinessDate): void {
  for (const member of members.toSorted((a, b) => b.joinedAgo - a.joinedAgo)) {
    past.setClock(instantOf(addDays(today, -member.joinedAgo), 600 + (member.index % 480), zone));
    const { firstName, phone, eager } = member;
    const enrolled = past.till.enrol({ firstName, phone }, seedKey(`member ${member.index}`));
    if (enrolled.ok) noteCard(folder, { firstName, phone, code: enrolled.value.code, eager });
    // Known already: a seeding that was interrupted goes on here.
    else if (enrolled.problem.code !== 'MemberExists') throw new Error(sentenceOf(enrolled.problem));
  }
}

await main();
