// What the newest good scan brought, by name. The view says only what kind it was; the name is read off the sale at the moment
// the scan is news, and kept: a line changed later is not what was scanned.
import { useState } from 'react';
import type { TillView } from '../../core/protocol/till.ts';
import { saleInHand } from './desk-state.ts';

/** Null: nothing was scanned in this sale. */
export function useScanned(view: TillView): string | null {
  const [kept, setKept] = useState<{ atMs: number; name: string | null } | null>(null);
  const { scan } = view;
  const news =
    scan?.ok === true && kept?.atMs !== scan.atMs ? { atMs: scan.atMs, name: nameOf(view, scan.what) } : null;
  if (news) setKept(news);
  const shown = news ?? kept;
  return scan?.ok === true && saleInHand(view) ? (shown?.name ?? null) : null;
}

function nameOf(view: TillView, what: string): string | null {
  const sale = saleInHand(view);
  return (what === 'member' ? sale?.member?.firstName : sale?.lines.at(-1)?.name) ?? null;
}
