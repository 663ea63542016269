// Who served this page: a till's agent or the server of headquarters. Only the server has a door of headquarters; whoever
// answers anything else is a till. Asked once, before anything of either half is loaded.
import { doorSchema } from '../../core/protocol/hq.ts';
import { ask, wait } from './ask.ts';

const retryMs = 1_000;

export async function whichSide(): Promise<'till' | 'hq'> {
  for (;;) {
    const answer = await ask({ method: 'GET', path: '/hq/v1/door', answer: doorSchema }, 'ServerSilent');
    if (answer.ok) return 'hq';
    if (answer.problem.code !== 'ServerSilent') return 'till';
    await wait(retryMs);
  }
}
