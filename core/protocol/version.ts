// The protocol between till and server has one number. It is raised when a message changes in a way the other side must
// know; a hash of the schemas trips a test until it is. History and floor stay here.

export const protocol = {
  current: 1,
  /** The oldest that a server still talks to. */
  floor: 1,
  history: [{ version: 1, since: '2026-11', what: 'challenge, hello, welcome, push, feed, poke, enrol' }],
} as const;

/** The highest version that both speak, or null. */
export function commonVersion(till: readonly [number, number], server: readonly [number, number]): number | null {
  const highest = Math.min(till[1], server[1]);
  return highest >= Math.max(till[0], server[0]) ? highest : null;
}
