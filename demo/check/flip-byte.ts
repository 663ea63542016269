// Flips one bit inside the newest record of a journal, under all of the agent's protections: what a failing disk or a clever
// hand would do. Only to see that the check notices.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Finds the sale's id in the file's raw pages, so that the byte is surely one of a record; everywhere, because SQLite leaves
 * old copies of a page's content behind, and to spoil only such a copy spoils nothing.
 */
export function flipByte(folder: string, saleId: string): void {
  const path = join(folder, 'journal.db');
  const bytes = readFileSync(path);
  const sought = `"sale":"${saleId}"`;
  const places: number[] = [];
  for (let at = bytes.indexOf(sought); at !== -1; at = bytes.indexOf(sought, at + 1)) places.push(at);
  if (places.length === 0) throw new Error('The sale to spoil was not found in the journal’s pages.');
  for (const at of places) {
    const place = at + '"sale":"'.length;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  }
  writeFileSync(path, bytes);
}
