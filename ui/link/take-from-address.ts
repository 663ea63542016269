// The one-time secret behind the # of the address: taken once, and gone from the address bar and the history at once. What
// stands behind the # never travels to a server and stands in no log.
export function takeFromAddress(name: 'k' | 'setup'): string | null {
  const parts = location.hash.slice(1).split('&');
  const found = parts.find((part) => part.startsWith(`${name}=`));
  if (found === undefined) return null;
  const rest = parts.filter((part) => part !== found).join('&');
  history.replaceState(null, '', `${location.pathname}${location.search}${rest === '' ? '' : `#${rest}`}`);
  return decodeURIComponent(found.slice(name.length + 1));
}
