import { z } from 'zod';
import { after, limit, reference } from './atoms.js';
import { day } from './figure-query.js';

/** Whose list of which morning: without a day, what stands now. */
export const morningQuery = z.strictObject({
  limit,
  after,
  agency: reference.exactOptional().meta({ description: 'Only what this agency received, decides on or holds; all one may see where absent' }),
  date: day.exactOptional().meta({ description: 'The list of that morning as it stood; what stands now where absent' }),
});
/** A `morningQuery` that was checked. */
export type MorningQuery = z.output<typeof morningQuery>;

/** As `morningQuery`, for a file: it has all lines. */
export const morningFileQuery = morningQuery.omit({ limit: true, after: true });
/** A `morningFileQuery` that was checked. */
export type MorningFileQuery = z.output<typeof morningFileQuery>;

/** What is asked about the lists of a day: today's where none is named. */
export const morningMadeQuery = z.strictObject({ limit, after, agency: reference.exactOptional(), date: day.exactOptional().meta({ description: 'Today where absent' }) });
/** A `morningMadeQuery` that was checked. */
export type MorningMadeQuery = z.output<typeof morningMadeQuery>;
