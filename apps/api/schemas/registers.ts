import { z } from 'zod';
import { after, limit, reference } from './atoms.js';
import { byteOrderMark } from './reports.js';

const lineNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1')
  .transform(Number)
  .exactOptional();
const INTEGER = { type: 'integer', minimum: 1 } as const;

/** Which registers are listed: those of one desk, or of all the actor may see; of one year, or of all. */
export const registersQuery = z.strictObject({
  limit,
  after,
  agency: reference.exactOptional(),
  year: z.string().regex(/^20\d\d$/, 'must be a year such as 2026').transform(Number).exactOptional().meta({ type: 'integer', examples: [2026], description: 'The year of the registers' }),
});
/** A `registersQuery` that was checked. */
export type RegistersQuery = z.output<typeof registersQuery>;

/** Where in a register a page of lines begins: after the line of this number. */
export const registerLinesQuery = z.strictObject({ limit, after: lineNumber.meta({ ...INTEGER, description: 'The `next` of the page before: the number of its last line' }) });
/** A `registerLinesQuery` that was checked. */
export type RegisterLinesQuery = z.output<typeof registerLinesQuery>;

/** Which part of a register is printed: a volume, or lines by number; the whole register when nothing is named. */
export const registerPartQuery = z.strictObject({
  volume: lineNumber.meta({ ...INTEGER, description: 'Only this volume' }),
  from: lineNumber.meta({ ...INTEGER, description: 'From the line of this number on' }),
  to: lineNumber.meta({ ...INTEGER, description: 'Up to the line of this number' }),
});
/** A `registerPartQuery` that was checked. */
export type RegisterPartQuery = z.output<typeof registerPartQuery>;

/** The same as CSV. */
export const registerCsvQuery = z.strictObject({ ...registerPartQuery.shape, bom: byteOrderMark });
/** A `registerCsvQuery` that was checked. */
export type RegisterCsvQuery = z.output<typeof registerCsvQuery>;
