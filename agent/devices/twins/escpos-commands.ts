// ESC/POS bytes → one command after the other, by the lengths of their parameters (Epson ESC/POS reference). Promises never
// to throw: an unknown command is two bytes long, and a command that has not come in whole waits for the rest.

export interface EscposCommand {
  /** `text`, one of the single control bytes, or the two to three bytes of a command, such as `ESC t` or `GS ( k`. */
  readonly name: string;
  /** Text bytes, or the command's parameters. */
  readonly bytes: Uint8Array;
  readonly known: boolean;
}

/** The command at `at` and where the next one begins; null while it is not whole. */
export function nextCommand(
  bytes: Uint8Array,
  at: number,
): { readonly command: EscposCommand; readonly end: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const family = families.get(first);
  if (family !== undefined) return nextOfFamily(family, bytes, at);
  const single = singles.get(first);
  if (single !== undefined) return make(single, bytes, at + 1, at + 1);
  if (first < 0x20) return make(`0x${hex(first)}`, bytes, at + 1, at + 1, false);
  let end = at;
  while (end < bytes.length && (bytes[end] ?? 0) >= 0x20) end += 1;
  return make('text', bytes, at, end);
}

interface Family {
  readonly name: string;
  /** Letter → how many parameter bytes follow, or how to find out; undefined while not enough has come. */
  readonly lengths: ReadonlyMap<number, number | Measure>;
}
type Measure = (rest: Uint8Array) => number | undefined;

function nextOfFamily(family: Family, bytes: Uint8Array, at: number): ReturnType<typeof nextCommand> {
  const letter = bytes[at + 1];
  if (letter === undefined) return null;
  const name = `${family.name} ${letter > 0x20 && letter < 0x7f ? String.fromCharCode(letter) : hex(letter)}`;
  const length = family.lengths.get(letter);
  if (length === undefined) return make(name, bytes, at + 2, at + 2, false);
  const measured = typeof length === 'number' ? length : length(bytes.subarray(at + 2));
  if (measured === undefined || at + 2 + measured > bytes.length) return null;
  return make(name, bytes, at + 2, at + 2 + measured);
}

function make(
  name: string,
  bytes: Uint8Array,
  from: number,
  end: number,
  known = true,
): NonNullable<ReturnType<typeof nextCommand>> {
  return { command: { name, bytes: bytes.subarray(from, end), known }, end };
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

const singles = new Map([
  [0x09, 'HT'],
  [0x0a, 'LF'],
  [0x0c, 'FF'],
  [0x0d, 'CR'],
  [0x18, 'CAN'],
]);

// `( X pL pH …`: one letter and a length of two bytes, little end first.
const bracket: Measure = (rest) => (rest.length < 3 ? undefined : 3 + (rest[1] ?? 0) + 256 * (rest[2] ?? 0));

const untilNul: Measure = (rest) => {
  const end = rest.indexOf(0);
  return end === -1 ? undefined : end + 1;
};

// ESC * m nL nH: columns of one byte, in the 24-dot modes of three.
const bitImage: Measure = (rest) => {
  if (rest.length < 3) return undefined;
  const columns = (rest[1] ?? 0) + 256 * (rest[2] ?? 0);
  return 3 + columns * ((rest[0] ?? 0) >= 32 ? 3 : 1);
};

// GS v 0 m xL xH yL yH: rows of x bytes.
const raster: Measure = (rest) => {
  if (rest.length < 6) return undefined;
  return 6 + ((rest[2] ?? 0) + 256 * (rest[3] ?? 0)) * ((rest[4] ?? 0) + 256 * (rest[5] ?? 0));
};

// GS k m: up to 6 the data ends with NUL, above it has a length.
const barcode: Measure = (rest) => {
  const mode = rest[0];
  if (mode === undefined) return undefined;
  if (mode > 6) return rest.length < 2 ? undefined : 2 + (rest[1] ?? 0);
  const end = rest.indexOf(0, 1);
  return end === -1 ? undefined : end + 1;
};

// GS V m: the modes by letter feed first, by one parameter more.
const cut: Measure = (rest) => (rest[0] === undefined ? undefined : rest[0] >= 65 ? 2 : 1);
const downloadedImage: Measure = (rest) => (rest.length < 2 ? undefined : 2 + (rest[0] ?? 0) * (rest[1] ?? 0) * 8);
const statusOf: Measure = (rest) => (rest[0] === undefined ? undefined : rest[0] >= 7 && rest[0] <= 8 ? 2 : 1);

/** Pairs of a length and the letters that have it. */
function lengths(...table: readonly (readonly [number | Measure, string])[]): Map<number, number | Measure> {
  return new Map(
    table.flatMap(([length, letters]) => Array.from(letters, (one) => [one.charCodeAt(0), length] as const)),
  );
}

const families = new Map<number, Family>([
  [
    0x1b,
    {
      name: 'ESC',
      lengths: lengths(
        [0, '\f2@LSimv<'],
        [1, ' !%-3=?EGJKMRTUVadert{u'],
        [2, '$B\\c'],
        [3, 'p'],
        [8, 'W'],
        [bracket, '('],
        [bitImage, '*'],
        [untilNul, 'D'],
      ),
    },
  ],
  [0x1c, { name: 'FS', lengths: lengths([0, '&.'], [1, '!-CW'], [2, 'Sp'], [bracket, '(']) }],
  [
    0x1d,
    {
      name: 'GS',
      lengths: lengths(
        [0, ':c'],
        [1, '!/BHIabfhrw'],
        [2, '$LPW\\'],
        [3, '^'],
        [bracket, '('],
        [downloadedImage, '*'],
        [cut, 'V'],
        [barcode, 'k'],
        [raster, 'v'],
      ),
    },
  ],
  [0x10, { name: 'DLE', lengths: lengths([statusOf, '\x04'], [1, '\x05'], [3, '\x14']) }],
]);
