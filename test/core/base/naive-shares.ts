// The largest remainder as it is explained on a blackboard: everybody gets his whole part, then one more in turn to whoever is
// furthest behind. The twin of core/base/share.ts; refuses amounts that leave the safe integers.

export function naiveShares(
  amount: number,
  parts: readonly { readonly id: string; readonly weight: number }[],
): number[] {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return parts.map(() => 0);
  const shares = parts.map(({ weight }) => Math.floor((amount * weight) / total));
  const behind = parts.map(({ id, weight }, at) => ({ at, id, rest: (amount * weight) % total }));
  for (let left = amount - shares.reduce((sum, share) => sum + share, 0); left > 0; left -= 1) {
    let next = behind[0];
    for (const each of behind) {
      if (next && (each.rest > next.rest || (each.rest === next.rest && each.id < next.id))) next = each;
    }
    if (!next) break;
    shares[next.at] = (shares[next.at] ?? 0) + 1;
    behind.splice(behind.indexOf(next), 1);
  }
  return shares;
}
