import { z } from 'zod';
import { WATCH_KINDS } from '#domain/figures';
import { after, limit, prose, reference } from './atoms.js';
import { day } from './figure-query.js';

/** Which findings of the watch list are asked for. */
export const watchQuery = z
  .strictObject({
    limit,
    after,
    agency: reference.exactOptional().meta({ description: 'Only those of this agency or caused by its people' }),
    kind: z.enum(WATCH_KINDS).exactOptional(),
    from: day.exactOptional().meta({ description: 'First day of the acts' }),
    to: day.exactOptional().meta({ description: 'Last day of the acts' }),
    state: z.enum(['open', 'looked-at']).exactOptional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'], error: 'must not be before from' });
/** A `watchQuery` that was checked. */
export type WatchQuery = z.output<typeof watchQuery>;

/** Number of a finding. */
export const findingId = z.string().regex(/^[1-9]\d{0,14}$/, 'must be the number of a finding').transform(Number).meta({ type: 'integer', minimum: 1 });

/** What a head who looked at a finding says of it. */
export const watchNoteRequest = z.strictObject({ text: prose(2000).meta({ description: 'What was found; kept encrypted' }) }).meta({ examples: [{ text: 'Đã xem: thiếu giấy tờ thật, biên bản có trong hồ sơ' }] });
/** A `watchNoteRequest` that was checked. */
export type WatchNoteRequest = z.output<typeof watchNoteRequest>;
