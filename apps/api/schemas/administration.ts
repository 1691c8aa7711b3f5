import { z } from 'zod';
import { EXCHANGE_PARTS } from '#service';
import { termRule } from '../views/catalogue-schema.js';
import { instantIn, limit, line, reference } from './atoms.js';
import { symbol } from './signing.js';

const basedOn = z.int().min(0).max(1_000_000).meta({ description: 'Number of the last version the writer saw; 0 where there was none. Refused when there is a later one' });
// What a form holds while it is being filled in need not have the form of a procedure yet; what is wrong with it is the answer.
const content = z.record(z.string(), z.unknown()).meta({ description: 'A procedure version without its number' });

/** A procedure version that is being written. */
export const procedureCheckRequest = z.strictObject({ procedure: content });
/** A `procedureCheckRequest` that was checked. */
export type ProcedureCheckRequest = z.output<typeof procedureCheckRequest>;

/** A procedure version to be published. */
export const procedureVersionRequest = z.strictObject({ basedOn, procedure: content });
/** A `procedureVersionRequest` that was checked. */
export type ProcedureVersionRequest = z.output<typeof procedureVersionRequest>;

const agencyFields = {
  unitCode: line(40).meta({ description: 'Stands in dossier codes (TT 01/2018 Art. 19)', examples: ['000.00.31.H99'] }),
  name: line(200),
  kind: z.enum(['province', 'centre', 'department', 'office', 'commune', 'branch', 'external']),
  superior: z.string().trim().max(200).meta({ description: 'Printed above the name on letters; blank where nothing is' }),
  province: reference,
  desk: z.boolean().meta({ description: 'Serves at its own one-stop desk' }),
  parent: reference.exactOptional(),
  remote: z.boolean().exactOptional(),
  phone: line(60).exactOptional(),
  symbol: line(30).exactOptional(),
  endsOn: z.iso.date().exactOptional().meta({ description: 'First day on which it takes no new work' }),
};

/** A new agency. */
export const agencyRequest = z.strictObject({ code: reference, ...agencyFields });
/** An `agencyRequest` that was checked. */
export type AgencyRequest = z.output<typeof agencyRequest>;

/** An agency as it shall be from now on; what is left out it has no more. */
export const agencyChangeRequest = z.strictObject(agencyFields);
/** An `agencyChangeRequest` that was checked. */
export type AgencyChangeRequest = z.output<typeof agencyChangeRequest>;

/** What an installation chooses from now on. */
export const settingsRequest = z.strictObject({ basedOn, settings: z.record(z.string(), z.unknown()).meta({ description: 'Only what is chosen otherwise than the program has it' }) });
/** A `settingsRequest` that was checked. */
export type SettingsRequest = z.output<typeof settingsRequest>;

const part = z.enum(EXCHANGE_PARTS);
const partsOf = (text: string): readonly string[] => text.split(',');

/** Which parts of the catalogue are exported. */
export const exportQuery = z.strictObject({
  parts: z
    .string()
    .max(100)
    .prefault(EXCHANGE_PARTS.join(','))
    .refine((text) => partsOf(text).every((each) => part.safeParse(each).success), `must be some of ${EXCHANGE_PARTS.join(', ')}, joined by commas`)
    .transform((text) => EXCHANGE_PARTS.filter((each) => partsOf(text).includes(each)))
    .meta({ type: 'string', description: 'Parts joined by commas; all when absent', examples: ['procedures,calendars'] }),
});
/** An `exportQuery` that was checked. */
export type ExportQuery = z.output<typeof exportQuery>;

/** An exported catalogue, as it was downloaded. */
export const exchangeUpload = z.record(z.string(), z.unknown()).meta({ description: 'The exported file, unchanged: its hash is checked' });
/** An `exchangeUpload` that was checked. */
export type ExchangeUploadBody = z.output<typeof exchangeUpload>;

/** What of an import is applied. */
export const exchangeApplication = z.strictObject({
  parts: z.array(part).min(1).max(EXCHANGE_PARTS.length),
  basedOn: z.string().length(64).meta({ description: '`comparison` of the import as it was looked at. Refused when what it is compared with has changed since' }),
  source: line(300)
    .regex(/\d/u, 'must hold the number of the document')
    .exactOptional()
    .meta({ description: 'Number of the document by which calendars are taken over; needed where one differs' }),
});
/** An `exchangeApplication` that was checked. */
export type ExchangeApplicationBody = z.output<typeof exchangeApplication>;

/** A date asked of a calendar itself. */
export const dateTrialRequest = z
  .strictObject({
    agency: reference,
    from: instantIn,
    ...termRule.shape,
    draft: z.uuid().exactOptional().meta({ description: 'On the calendars a draft would make; on those in force when absent' }),
  })
  .refine((trial) => trial.limit.unit === 'same-day' || (trial.limit.amount > 0 && trial.limit.amount <= 10_000), { path: ['limit', 'amount'], error: 'must be above 0 and at most 10000' });
/** A `dateTrialRequest` that was checked. */
export type DateTrialRequest = z.output<typeof dateTrialRequest>;

/** Whose series of numbers are listed. */
export const numberSeriesQuery = z.strictObject({ agency: reference.exactOptional().meta({ description: 'Your own agency when absent' }), limit, after: z.string().regex(/^\d{1,6}$/, 'must be the `next` of a page of this list').exactOptional().meta({ description: 'The `next` of the page before' }) });
/** A `numberSeriesQuery` that was checked. */
export type NumberSeriesQuery = z.output<typeof numberSeriesQuery>;

/** Up to which number an agency's own register had come. */
export const numberSeriesRequest = z.strictObject({ agency: reference, symbol, year: z.int().min(2000).max(2200), begun: z.int().min(0).max(999_999) });
/** A `numberSeriesRequest` that was checked. */
export type NumberSeriesRequest = z.output<typeof numberSeriesRequest>;
