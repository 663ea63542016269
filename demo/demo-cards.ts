// The member cards of the demo's people. A till says a new member's code once and keeps only its keyed hash, as for everybody;
// the seeding writes them down here, as the customer would on a card, so that somebody can play the customer.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DemoLayout } from './demo-layout.ts';

const cardSchema = z.object({ firstName: z.string(), phone: z.string(), code: z.string(), eager: z.number() });
export type DemoCard = z.infer<typeof cardSchema>;

/** As many as fit a page; those who come most often stand first. */
const cardsShown = 12;

export function noteCard(tillFolder: string, card: DemoCard): void {
  appendFileSync(cardsFile(tillFolder), `${JSON.stringify(card)}\n`, { mode: 0o600 });
}

export function demoCards(layout: DemoLayout): DemoCard[] {
  const cards = layout.offices.flatMap(({ folder }) => {
    if (!existsSync(cardsFile(folder))) return [];
    const lines = readFileSync(cardsFile(folder), 'utf8').trim().split('\n');
    return lines.map((line) => cardSchema.parse(JSON.parse(line)));
  });
  return cards.toSorted((a, b) => b.eager - a.eager).slice(0, cardsShown);
}

function cardsFile(tillFolder: string): string {
  return join(tillFolder, 'demo-cards.jsonl');
}
