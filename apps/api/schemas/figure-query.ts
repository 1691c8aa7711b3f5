import { z } from 'zod';
import { type Instant, localDateOf, monthOf, parseLocalDate, type Period, RATE_NAMES, yearOf } from '#domain';
import { reference, subject } from './atoms.js';

const day = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day, such as 2026-08-19')
  .meta({ format: 'date' })
  .refine(isDay, 'is not a day of the calendar');

/** Which rate is asked for. */
export const rateName = z.enum(RATE_NAMES);

/** Whose figures, over which days, told apart by what. Without a period: the present month. */
export const figureQuery = z
  .strictObject({
    agency: reference.exactOptional(),
    procedure: reference.exactOptional(),
    field: reference.exactOptional(),
    channel: z.enum(['counter', 'online', 'post']).exactOptional(),
    officer: subject.exactOptional(),
    month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month, such as 2026-08').exactOptional(),
    from: day.exactOptional(),
    to: day.exactOptional(),
    groupBy: z.enum(['agency', 'procedure', 'field', 'channel']).exactOptional(),
  })
  .superRefine(({ month, from, to }, context) => {
    if (month !== undefined && (from !== undefined || to !== undefined)) {
      context.addIssue({ code: 'custom', path: ['month'], message: 'cannot be given together with from and to' });
    }
    if ((from === undefined) !== (to === undefined)) {
      context.addIssue({ code: 'custom', path: [from === undefined ? 'from' : 'to'], message: 'from and to are given together' });
    }
    if (from !== undefined && to !== undefined && from > to) {
      context.addIssue({ code: 'custom', path: ['to'], message: 'must not be before from' });
    }
  });
/** A `figureQuery` that was checked. */
export type FigureRequest = z.output<typeof figureQuery>;

/** The period a request means. */
export function periodOf({ month, from, to }: FigureRequest, at: Instant): Period {
  if (from !== undefined && to !== undefined) {
    return { kind: 'range', first: parseLocalDate(from), last: parseLocalDate(to) };
  }
  if (month !== undefined) {
    return { kind: 'month', year: Number(month.slice(0, 4)), month: Number(month.slice(5)) };
  }
  const today = localDateOf(at);
  return { kind: 'month', year: yearOf(today), month: monthOf(today) };
}

function isDay(text: string): boolean {
  try {
    parseLocalDate(text);
    return true;
  } catch {
    return false;
  }
}
