import { describe, expect, it } from 'vitest';
import { createFleet } from '../../../sync-server/feed/fleet.ts';
import { ServerTill } from '../../support/server-till.ts';

describe('the fleet', () => {
  const { ter, ep } = new ServerTill('a');
  const arrival = (head: number, cursor: number) => ({ ter, programme: 4, streams: [{ ep, head, cursor }] });

  it('knows nothing of a till that never came', () => expect(createFleet().presence(ter)).toBeNull());

  it('counts down what waits as pushes are taken, and up when the till goes on selling', () => {
    const fleet = createFleet();
    fleet.arrived(arrival(10, 4), 1000);
    expect(fleet.presence(ter)).toEqual({ online: true, seenMs: 1000, waiting: 6, programme: 4 });
    fleet.pushed({ ter, ep, from: 5, n: 4 }, 8, 2000);
    expect(fleet.presence(ter)).toMatchObject({ seenMs: 2000, waiting: 2 });
    fleet.pushed({ ter, ep, from: 9, n: 4 }, 8, 3000);
    expect(fleet.presence(ter)).toMatchObject({ waiting: 4 });
    fleet.pushed({ ter, ep, from: 9, n: 4 }, 12, 3000);
    expect(fleet.presence(ter)).toMatchObject({ waiting: 0 });
  });

  it('an old connection that ends late does not take the new one with it', () => {
    const fleet = createFleet();
    const leaveOld = fleet.arrived(arrival(1, 1), 1000);
    const leaveNew = fleet.arrived(arrival(1, 1), 2000);
    leaveOld(3000);
    expect(fleet.presence(ter)).toMatchObject({ online: true, seenMs: 2000 });
    expect(fleet.online()).toBe(1);
    leaveNew(4000);
    expect(fleet.presence(ter)).toMatchObject({ online: false, seenMs: 4000 });
    expect(fleet.online()).toBe(0);
  });
});
