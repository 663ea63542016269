// A mutant is dead at its first counter-example: nobody reads the smallest one, and shrinking to it is most of the work.
import fc from 'fast-check';

fc.configureGlobal({ endOnFailure: true });
