import { z } from 'zod';
import { LETTER_CHANNELS } from '#domain';
import { PRINT_MARKS, RETURN_REASONS } from '#service';
import { after, limit, reference } from './atoms.js';

/** Key of a letter. */
export const letterKey = z.string().regex(/^[\x21-\x7e]{1,100}$/, 'must be the key of a letter');

/** A way of a letter, in an address. */
export const letterChannel = z.enum(LETTER_CHANNELS);

/** Which desk's print queue is shown; absent: of every desk the actor works for. */
export const printQueueQuery = z.strictObject({ agency: reference.exactOptional(), limit, after });
/** A `printQueueQuery` that was checked. */
export type PrintQueueQuery = z.output<typeof printQueueQuery>;

const LETTERS_AT_ONCE = 200;

/** What a desk has done with letters of its print queue. */
export const printMarksRequest = z.strictObject({
  letters: z.array(letterKey).min(1).max(LETTERS_AT_ONCE).meta({ examples: [['0190d0f2-7d3a-7c51-9f0e-3a5b1c2d4e6f:apology:1']] }),
  mark: z.enum(PRINT_MARKS).meta({ description: 'printed: printed, as often as it is; handed-over and posted: has left, and so is off the queue' }),
});
/** A `printMarksRequest` that was checked. */
export type PrintMarksRequest = z.output<typeof printMarksRequest>;

/** What somebody found out about a letter nobody knew the fate of. */
export const unsureAnswer = z.strictObject({
  answer: z.enum(['arrived', 'again']).meta({ description: 'arrived: it had been sent; again: it had not and is sent once more' }),
});
/** An `unsureAnswer` that was checked. */
export type UnsureAnswer = z.output<typeof unsureAnswer>;

/** That a letter came back, and why. */
export const letterReturn = z.strictObject({ reason: z.enum(RETURN_REASONS) });
/** A `letterReturn` that was checked. */
export type LetterReturn = z.output<typeof letterReturn>;
