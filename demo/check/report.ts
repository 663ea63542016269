// What the check has found true, a line each; the first untrue thing ends it with a sentence.

export class Untrue extends Error {
  override name = 'Untrue';
}

export interface Report {
  /** Something that needs no judging, for the reader. */
  note(text: string): void;
  /** Prints the fact, or throws it as what is not so. */
  holds(fact: string, condition: boolean): void;
  /** Two figures from two places that must be one. */
  same(fact: string, found: unknown, wanted: unknown): void;
  readonly count: number;
}

export function createReport(say: (line: string) => void): Report {
  let count = 0;
  const holds = (fact: string, condition: boolean): void => {
    if (!condition) throw new Untrue(`Not so: ${fact}.`);
    count += 1;
    say(`  ✓ ${fact}`);
  };
  return {
    note: (text) => say(`  · ${text}`),
    holds,
    same(fact, found, wanted) {
      const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
      if (one !== other) throw new Untrue(`Not so: ${fact}. Found ${one}, should be ${other}.`);
      holds(`${fact}: ${one}`, true);
    },
    get count() {
      return count;
    },
  };
}
