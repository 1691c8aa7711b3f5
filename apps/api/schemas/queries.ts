import { z } from 'zod';
import { readSlipLink } from '#domain';
import { QUEUES } from '#service';
import { after, afterSeq, limit, line, pageSize, reference, subject } from './atoms.js';
import { idNumber, phone } from './people.js';

/** Where in a dossier's history a page begins. */
export const timelineQuery = z.strictObject({ limit, after: afterSeq });
/** A `timelineQuery` that was checked. */
export type TimelineQuery = z.output<typeof timelineQuery>;

/** As known when a dossier's dates are explained: when the first appointment was given, or today. */
export const explanationQuery = z.strictObject({
  view: z.enum(['intake', 'today']).default('today').meta({ description: 'As known when the first appointment was given, or today' }),
});
/** An `explanationQuery` that was checked. */
export type ExplanationQuery = z.output<typeof explanationQuery>;

/** Which procedures are listed. */
export const proceduresQuery = z.strictObject({ limit, after, agency: reference.exactOptional(), field: reference.exactOptional() });
/** A `proceduresQuery` that was checked. */
export type ProceduresQuery = z.output<typeof proceduresQuery>;

/** A page of a list without filters. */
export const pageQuery = z.strictObject({ limit, after });
/** A `pageQuery` that was checked. */
export type PageQuery = z.output<typeof pageQuery>;

/** Whose tasks are listed: one agency, or all the actor may see. */
export const tasksQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `tasksQuery` that was checked. */
export type TasksQuery = z.output<typeof tasksQuery>;

/** Whose blocks of codes are listed: those of one desk, or of all the actor may see. */
export const codeBlocksQuery = z.strictObject({ limit, after, agency: reference.exactOptional() });
/** A `codeBlocksQuery` that was checked. */
export type CodeBlocksQuery = z.output<typeof codeBlocksQuery>;

/** How many codes are set aside for which desk. */
export const codeBlockRequest = z.strictObject({ agencyCode: reference, count: z.int().min(1).max(200) });
/** A `codeBlockRequest` that was checked. */
export type CodeBlockRequest = z.output<typeof codeBlockRequest>;

const codeBeginning = z
  .string()
  .trim()
  .regex(/^(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9._:/-]{3,80}$/, 'must be the beginning of a dossier code; search names and numbers of people by POST /api/v1/dossiers/search')
  .meta({ description: 'The beginning of a dossier code. Names and numbers of people are searched by POST' });

/**
 * Which dossiers are listed: a queue, most urgent first, or those whose code begins so. Names and numbers of people are
 * searched by `searchRequest`: an address is written into logs and histories.
 */
export const dossiersQuery = z
  .strictObject({
    limit,
    after,
    queue: z.enum(QUEUES).exactOptional(),
    search: codeBeginning.exactOptional(),
    agency: reference.exactOptional(),
    officer: subject.exactOptional(),
    procedure: reference.exactOptional(),
  });
/** A `dossiersQuery` that was checked. */
export type DossiersQuery = z.output<typeof dossiersQuery>;

/** Which dossiers are counted, by the filters of their list: those of one agency or officer, or of all the actor may see. */
export const queuesQuery = z.strictObject({ search: codeBeginning.exactOptional(), agency: reference.exactOptional(), officer: subject.exactOptional(), procedure: reference.exactOptional() });
/** A `queuesQuery` that was checked. */
export type QueuesQuery = z.output<typeof queuesQuery>;

/**
 * A search by code, name or words of it, telephone or identity number, without regard to tone marks; the link in the QR code of a slip
 * is read as its dossier's code. Its text stays out of
 * the address, for names and numbers of people are personal data.
 */
export const searchRequest = z.strictObject({ text: line(400).min(2).transform((text) => readSlipLink(text).code).pipe(z.string().max(200)), agency: reference.exactOptional(), limit: pageSize, after });
/** A `searchRequest` that was checked. */
export type SearchRequestBody = z.output<typeof searchRequest>;

/** Who is about to file what: asked before an intake, whether the same is under way. In a body, for it names a person. */
export const duplicatesRequest = z
  .strictObject({ procedureCode: reference, applicant: z.strictObject({ name: line(200), idNumber: idNumber.exactOptional(), phone: phone.exactOptional() }) })
  .meta({ examples: [{ procedureCode: '1.013225', applicant: { name: 'Nguyễn Văn Thử', idNumber: '001099000001', phone: '0912000001' } }] });
/** A `duplicatesRequest` that was checked. */
export type DuplicatesRequest = z.output<typeof duplicatesRequest>;

/** A list that takes no parameters. */
export const noQuery = z.strictObject({});
