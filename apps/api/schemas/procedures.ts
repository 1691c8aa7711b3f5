import { z } from 'zod';
import { legalBasisSchema, limitSchema, procedureSchema } from '../views/catalogue-schema.js';
import { after, amount, limit, ordinal, reference } from './atoms.js';

const versionText = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, 'must be the number of a version, such as 2')
  .transform(Number)
  .meta({ type: 'integer', examples: [2] });

/** Number of a version in an address. */
export const versionNumber = versionText;

/** Which two versions are compared. */
export const differenceQuery = z.strictObject({
  from: versionText.exactOptional().meta({ type: 'integer', examples: [1], description: 'The one before `to` when absent' }),
  to: versionText.exactOptional().meta({ type: 'integer', examples: [2], description: 'The last one when absent' }),
});
/** A `differenceQuery` that was checked. */
export type DifferenceQuery = z.output<typeof differenceQuery>;

/** Whose open dossiers of a procedure are listed: those of one agency, or all the actor may see. */
export const openDossiersQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** An `openDossiersQuery` that was checked. */
export type OpenDossiersQuery = z.output<typeof openDossiersQuery>;

/** Which records are listed. */
export const recordsQuery = z.strictObject({ limit, after, code: reference.exactOptional() });
/** A `recordsQuery` that was checked. */
export type RecordsQuery = z.output<typeof recordsQuery>;

/** A record as the national portal gives it. The only body whose unknown fields are taken: they are kept and reported. */
export const portalRecordRequest = z.record(z.string(), z.unknown()).meta({
  description: 'The portal\'s record, with or without its envelope, exactly as received; nothing of it is dropped',
  examples: [{ code: '2.001610', name: 'Đăng ký thành lập doanh nghiệp tư nhân', state: 'UPDATED', executionMethods: [], cases: [] }],
});
/** A `portalRecordRequest` that was checked. */
export type PortalRecordRequest = z.output<typeof portalRecordRequest>;

/** What a flag is settled with. */
export const flagValueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), amount }),
  z.strictObject({ kind: z.literal('text-only') }),
  z.strictObject({ kind: z.literal('limit'), limit: limitSchema }),
  z.strictObject({ kind: z.literal('bases'), bases: z.array(legalBasisSchema).min(1).max(100).readonly() }),
  z.strictObject({ kind: z.literal('noted') }),
]);

/** Flags of a record a person settles, all or none. */
export const flagAnswersRequest = z
  .strictObject({
    answers: z
      .array(
        z.strictObject({
          flag: z.string().regex(/^[\x21-\x7e]{1,300}$/, 'must be the id of a flag'),
          choice: z.enum(['as-recorded', 'as-suggested', 'corrected']),
          value: flagValueSchema.exactOptional().meta({ description: 'Only with `corrected`' }),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({
    examples: [
      {
        answers: [
          { flag: 'fee-smaller-than-text@executionMethods[0].fees[0]', choice: 'as-suggested' },
          { flag: 'case-term-contradicts-methods@cases[0].processingDay', choice: 'corrected', value: { kind: 'limit', limit: { unit: 'working-days', amount: 10 } } },
        ],
      },
    ],
  });
/** A `flagAnswersRequest` that was checked. */
export type FlagAnswersRequest = z.output<typeof flagAnswersRequest>;

const { effectiveFrom, field, competentAgencies, nonTerritorial, immediate, channels, cases, pauseGrounds, supplement, answer, apology, fees, consultations, remoteExtra, undatedMaximum, extensions, legalParts } =
  procedureSchema.shape;

/** What a person adds to a record so that it becomes a procedure version. */
export const recordPublicationRequest = z
  .strictObject({
    carryFrom: ordinal.exactOptional().meta({ description: 'Number of the published version whose stages and rules go on where `rules` says nothing' }),
    rules: z
      .strictObject({
        effectiveFrom,
        field: field.exactOptional(),
        competentAgencies: competentAgencies.exactOptional(),
        nonTerritorial: nonTerritorial.exactOptional(),
        immediate: immediate.exactOptional(),
        channels: channels.exactOptional(),
        cases: cases.exactOptional(),
        pauseGrounds: pauseGrounds.exactOptional(),
        supplement: supplement.exactOptional(),
        answer: answer.exactOptional(),
        apology: apology.exactOptional(),
        fees: fees.exactOptional(),
        consultations,
        remoteExtra,
        undatedMaximum,
        extensions,
        legalParts,
      })
      .meta({ description: 'Stands before the record and before what is carried over' }),
  })
  .meta({ examples: [{ carryFrom: 2, rules: { effectiveFrom: '2026-12-01', legalParts: { sets: 2, without: ['conditions'] } } }] });
/** A `recordPublicationRequest` that was checked. */
export type RecordPublicationRequest = z.output<typeof recordPublicationRequest>;
