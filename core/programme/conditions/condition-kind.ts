// The shape of one entry in the table of conditions: its schema, one pure question, and its sentences for people. An entry
// fits on a card; adding one touches its file, the table beside it, its fixture and its story.
import { z } from 'zod';
import { moneySchema } from '../../base/money.ts';
import type { Answer, Facts } from '../facts.ts';
import type { CategoryTree } from '../selector.ts';
import type { Sentences } from '../words.ts';

export interface ConditionKind<S extends z.ZodObject = z.ZodObject> {
  readonly schema: S;
  /** What is counted when it is missed by a number; null: nothing that a customer could add. */
  readonly gap: 'money' | 'quantity' | 'units' | null;
  /** Only of the member: may stand in an audience and in a segment. */
  readonly ofMember: boolean;
  test(condition: z.output<S>, facts: Facts): Answer;
  /** Of what a sale must have at least one for it to hold (offer-keys.ts); without it, or null, nothing can be said. */
  keys?(condition: z.output<S>, index: KeySpace): readonly string[] | null;
  /** Whether a smaller amount could make it true: then no bound can be taken from undiscounted goods. */
  mayTurnTrue?(condition: z.output<S>): boolean;
  /** What it asks for, as a noun: "at least 15.00 of drinks". Missed by a number, the gap: "3.20 more is missing to 15.00". */
  readonly says: Sentences<z.output<S>>;
}

export interface KeySpace {
  readonly tree: CategoryTree;
  /** Segments that are computed from an expression; for the others headquarters' list is the key. */
  readonly computed: ReadonlySet<string>;
}

/** Keeps the schema's own type in the entry. */
export function conditionKind<S extends z.ZodObject>(kind: ConditionKind<S>): ConditionKind<S> {
  return kind;
}

/** Two bounds, at least one of which is said; the refinement is for the object that holds them. */
export const countBounds = {
  atLeast: z.int().min(0).max(1_000_000_000).optional(),
  atMost: z.int().min(0).max(1_000_000_000).optional(),
};
export const moneyBounds = {
  atLeast: moneySchema.refine((amount) => amount >= 0, 'must not be negative').optional(),
  atMost: moneySchema.refine((amount) => amount >= 0, 'must not be negative').optional(),
};
