// Finds `DLE EOT n` in what a printer receives. It is answered as it comes in, before all that waits to be printed; here only
// where it is whole in one piece, which is how a driver sends it.

export interface StatusQuestions {
  readonly questions: readonly number[];
  readonly rest: Uint8Array;
}

export function splitStatusQuestions(bytes: Uint8Array): StatusQuestions {
  const questions: number[] = [];
  const rest: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const n = bytes[at + 2] ?? 0;
    const asks = bytes[at] === 0x10 && bytes[at + 1] === 0x04 && n >= 1 && n <= 4;
    if (asks) {
      questions.push(n);
      at += 2;
    } else rest.push(bytes[at] ?? 0);
  }
  return { questions, rest: Uint8Array.from(rest) };
}
