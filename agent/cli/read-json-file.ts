// A JSON file named on the command line. What cannot be read, or is no JSON, becomes a sentence that names the file.
import { readFileSync } from 'node:fs';

export function readJsonFile(path: string): { json: unknown } | { wrong: string } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { wrong: `The file ${path} cannot be read. Check its name and that you may read it.` };
  }
  try {
    return { json: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch {
    return { wrong: `The file ${path} is not JSON.` };
  }
}
