import { z } from 'zod';
import { parseLocalDate } from '#domain';
import { EVENT_LOG_FORMATS } from '#service/figures';
import { reference } from './atoms.js';
import { day } from './figure-query.js';

/** Days of one event log: five years. */
const MOST_DAYS = 1_830;

/** Which event log: dossiers received from one day to another, both included; the whole reach of the actor or one agency. */
export const eventLogQuery = z
  .strictObject({
    format: z.enum(EVENT_LOG_FORMATS).prefault('csv').meta({ default: 'csv' }),
    from: day.exactOptional().meta({ description: 'First day of receipt; the first of the present month when neither is given' }),
    to: day.exactOptional().meta({ description: 'Last day of receipt; today when neither is given' }),
    agency: reference.exactOptional(),
  })
  .superRefine(({ from, to }, context) => {
    if ((from === undefined) !== (to === undefined)) {
      context.addIssue({ code: 'custom', path: [from === undefined ? 'from' : 'to'], message: 'from and to are given together' });
    } else if (from !== undefined && to !== undefined && from > to) {
      context.addIssue({ code: 'custom', path: ['to'], message: 'must not be before from' });
    } else if (from !== undefined && to !== undefined && parseLocalDate(to) - parseLocalDate(from) >= MOST_DAYS) {
      context.addIssue({ code: 'custom', path: ['to'], message: `must be within ${String(MOST_DAYS)} days of from` });
    }
  });
/** An `eventLogQuery` that was checked. */
export type EventLogRequest = z.output<typeof eventLogQuery>;
