// A JSON file named on the command line. What cannot be read, is too large or is no JSON becomes a sentence that names the
// file; never a stack trace.
import { readFileSync, statSync } from 'node:fs';
import { limits } from '../../core/base/limits.ts';

export type ReadJson = { readonly json: unknown } | { readonly wrong: string };

export function readJsonFile(path: string): ReadJson {
  let text: string;
  try {
    if (statSync(path).size > limits.jsonFileBytesMax) {
      return { wrong: `The file ${path} is larger than ${limits.jsonFileBytesMax} bytes. Nothing of it was read.` };
    }
    text = readFileSync(path, 'utf8');
  } catch {
    return { wrong: `The file ${path} cannot be read. Check its name and that you may read it.` };
  }
  const read = parseJson(text);
  return read ?? { wrong: `The file ${path} is not JSON.` };
}

/** Null where it is no JSON. A byte order mark is nothing. */
export function parseJson(text: string): { readonly json: unknown } | null {
  try {
    return { json: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch {
    return null;
  }
}
