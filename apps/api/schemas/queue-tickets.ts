import { z } from 'zod';
import { ordinal } from './atoms.js';

const series = z.string().regex(/^[A-Z0-9]{1,3}$/, 'must be one to three capital letters or digits');

/** Code of a series of numbers. */
export const seriesCode = series;

/** A number of today in an address. */
export const ticketNumber = z.string().regex(/^[1-9]\d{0,5}$/, 'must be a number').transform(Number).meta({ type: 'integer', minimum: 1 });

/** Of which series a number is taken. Whoever waits says nothing of themselves. */
export const ticketRequest = z.strictObject({ series }).meta({ examples: [{ series: 'A' }] });
/** A `ticketRequest` that was checked. */
export type TicketRequest = z.output<typeof ticketRequest>;

/** Which window calls the next number. */
export const ticketCallRequest = z
  .strictObject({
    window: z.int().min(1).max(99),
    series: z.array(series).min(1).max(50).exactOptional().meta({ description: 'Only of these series; of all when absent' }),
  })
  .meta({ examples: [{ window: 2 }, { window: 1, series: ['A'] }] });
/** A `ticketCallRequest` that was checked. */
export type TicketCallRequest = z.output<typeof ticketCallRequest>;

/** What becomes of a number that was called. */
export const ticketStepRequest = z
  .discriminatedUnion('step', [
    z.strictObject({ step: z.literal('again'), calls: ordinal.meta({ description: 'How many calls you know of: the same request again calls no more often' }) }),
    z.strictObject({ step: z.literal('skip') }),
    z.strictObject({ step: z.literal('done') }),
  ])
  .meta({ examples: [{ step: 'again', calls: 1 }, { step: 'skip' }] });
/** A `ticketStepRequest` that was checked. */
export type TicketStepRequest = z.output<typeof ticketStepRequest>;
