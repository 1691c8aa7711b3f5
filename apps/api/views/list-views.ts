import { z } from 'zod';
import { STATUSES } from '#domain';
import { COUNTED_AT_MOST, type DossierItem, type DuplicateDossier, type FileAccess, type FileEntry, LETTER_KINDS, type LetterEntry, QUEUES } from '#service';
import { FORM_LABELS, LETTER_LABELS, LETTER_STATUS_LABELS, STATUS_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

/** A dossier as a line of a list. */
export const dossierItemSchema = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  status: z.enum(STATUSES),
  statusLabel: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  receivingAgency: z.string(),
  competentAgency: z.string(),
  channel: z.enum(['counter', 'online', 'post']),
  receivedAt: instantOut,
  dueAt: instantOut.nullable(),
  appointment: instantOut.nullable(),
  maximumAt: instantOut.nullable().meta({ description: 'Of a dossier without a date: when its legal maximum is reached' }),
  stages: z.array(z.string()).readonly(),
  stageNames: z.array(z.string()).readonly().meta({ description: 'What its procedure calls these stages, in the same order' }),
  holders: z.array(z.string()).readonly(),
  officers: z.array(z.string()).readonly(),
  late: z.boolean(),
  stageLate: z.boolean(),
  pauseGround: z.string().nullable(),
  awaitedDueAt: instantOut.nullable().meta({ description: 'By when another agency whose answer is awaited should have given it' }),
  awaitedLate: z.boolean(),
  shelf: z.string().nullable().meta({ description: 'Where the result lies at the desk' }),
  finishedAt: instantOut.nullable().meta({ description: 'When its result reached the desk: how long it waits there counts from then' }),
  transferDueAt: instantOut.nullable().meta({ description: 'By when the papers must have left the desk; null once they have' }),
  answerDueAt: instantOut.nullable().meta({ description: 'Of an online filing nobody has answered: by when it must be' }),
  answerMinutes: z.int().nullable().meta({ description: 'Whole working minutes until then, rounded down, on the calendar of the desk; below nought by as much as the answer is late, null where none is owed' }),
  uncollectedAt: instantOut.nullable().meta({ description: 'From when a result that waits at the desk is uncollected' }),
  urgent: z.boolean().meta({ description: 'Urged at least twice: it comes before the others' }),
  remainingMinutes: z.int().nullable().meta({ description: 'Whole working minutes until the due date, rounded down, on the calendar of the competent agency; below nought by as much as it is late, null while no date runs' }),
  dueSoon: z.boolean().nullable().meta({ description: 'In time, and due within what counts as soon; null outside of queues' }),
  applicantName: z.string().nullable().meta({ description: 'Only in search results, and only for who may read personal data' }),
  link: z.string(),
});
/** A page of dossiers with the instant at which they were judged late. */
export const dossierPageSchema = pageOf(dossierItemSchema).extend({ asOf: instantOut });
/** A page of dossiers as it is answered. */
export type DossierPageAnswer = z.output<typeof dossierPageSchema>;

/** An open dossier of the same procedure and applicant: enough to tell whether it is the same matter, and no name. */
export const duplicateSchema = dossierItemSchema
  .pick({ code: true, status: true, statusLabel: true, procedureName: true, receivingAgency: true, receivedAt: true, dueAt: true, appointment: true, link: true })
  .extend({ sameBy: z.enum(['id-number', 'phone-and-name']).meta({ description: 'By identity number where both gave one, else by telephone and name without tone marks' }) });
/** Such dossiers, the latest first. */
export const duplicatesSchema = z
  .strictObject({ items: z.array(duplicateSchema), asOf: instantOut })
  .meta({ examples: [{ items: [], asOf: '2026-08-19T09:00:00+07:00' }] });
/** Such dossiers as they are answered. */
export type DuplicatesAnswer = z.output<typeof duplicatesSchema>;

/** A queue with its length. */
export const queueSchema = z.strictObject({
  queue: z.enum(QUEUES),
  label: z.string(),
  count: z.int().meta({ description: `How many dossiers its list holds; of a whole province counted up to ${String(COUNTED_AT_MOST)}` }),
  more: z.boolean().meta({ description: 'Its list holds more than were counted' }),
  link: z.string(),
});
/** All queues, with the instant at which they were counted. */
export const queuePageSchema = pageOf(queueSchema).extend({
  asOf: instantOut,
  transferNoticeFrom: instantOut.nullable().meta({ description: 'From when on this day whoever receives at the agency’s desk is told of what has not left it, while there is something; null on days off' }),
});
/** The lengths of the queues as they are answered. */
export type QueuePage = z.output<typeof queuePageSchema>;

/** A dossier of a list as it is answered. */
export type DossierItemAnswer = z.output<typeof dossierItemSchema>;

/** A letter owed to the applicant of a dossier; its file exists once it is produced. */
export const letterSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(LETTER_KINDS),
  form: z.enum(Object.keys(FORM_LABELS) as (keyof typeof FORM_LABELS)[]),
  label: z.string(),
  promise: z.int().nullable(),
  status: z.enum(['owed', 'produced', 'sent', 'withdrawn']),
  statusLabel: z.string(),
  owedAt: instantOut,
  producedAt: instantOut.nullable(),
  sha256: z.string().nullable(),
  link: z.string().meta({ description: 'Its file, once it is produced' }),
  links: z.strictObject({ preview: z.string(), deliveries: z.string(), document: z.string().nullable().meta({ description: 'As DOCX; forms 04 and 05 only' }) }),
});
/** A letter as it is answered. */
export type LetterAnswer = z.output<typeof letterSchema>;

/** A file as it is stored, to be named by the command `AttachFile`. */
export const storedFileSchema = z.strictObject({ fileId: z.uuid(), sha256: z.string(), mediaType: z.string(), size: z.int(), link: z.string() });

/** A file of a dossier; `attached` is null until `AttachFile` has entered it into the ledger. */
export const fileSchema = storedFileSchema.extend({
  uploadedBy: z.string(),
  uploadedAt: instantOut,
  attached: z.strictObject({ purpose: z.enum(['component', 'result', 'evidence']), component: z.string().nullable() }).nullable(),
  erased: z.boolean(),
});
/** A file of a dossier as it is answered. */
export type FileAnswer = z.output<typeof fileSchema>;

/** One reading of a file. */
export const fileAccessSchema = z.strictObject({ subject: z.string(), role: z.string(), at: instantOut });
/** A reading of a file as it is answered. */
export type FileAccessAnswer = z.output<typeof fileAccessSchema>;

/** Address of a file in the API. */
export function filePath(fileId: string): string {
  return `/api/v1/files/${fileId}`;
}

/** A file of a dossier as its answer. */
export function viewFile({ attached, uploadedAt, ...file }: FileEntry): FileAnswer {
  return {
    ...file,
    link: filePath(file.fileId),
    uploadedAt: isoOf(uploadedAt),
    attached: attached === undefined ? null : { purpose: attached.purpose, component: attached.component ?? null },
  };
}

/** A reading of a file as its answer. */
export function viewFileAccess({ subject, role, at }: FileAccess): FileAccessAnswer {
  return { subject, role, at: isoOf(at) };
}

/** A dossier of a list as its answer. */
export function viewItem(item: DossierItem, { applicantName, leftMs, answerMs, dueSoon }: { readonly applicantName?: string; readonly leftMs?: number; readonly answerMs?: number; readonly dueSoon?: boolean } = {}): DossierItemAnswer {
  const { key: _, receivedAt, dueAt, appointment, maximumAt, pauseGround, awaitedDueAt, shelf, finishedAt, transferDueAt, answerDueAt, uncollectedAt, ...rest } = item;
  const status = dossierItemSchema.shape.status.parse(item.status);
  return {
    ...rest,
    status,
    statusLabel: STATUS_LABELS[status],
    channel: dossierItemSchema.shape.channel.parse(item.channel),
    receivedAt: isoOf(receivedAt),
    dueAt: isoOrNull(dueAt),
    appointment: isoOrNull(appointment),
    maximumAt: isoOrNull(maximumAt),
    pauseGround: pauseGround ?? null,
    awaitedDueAt: isoOrNull(awaitedDueAt),
    shelf: shelf ?? null,
    finishedAt: isoOrNull(finishedAt),
    transferDueAt: isoOrNull(transferDueAt),
    answerDueAt: isoOrNull(answerDueAt),
    answerMinutes: answerMs === undefined ? null : Math.floor(answerMs / 60_000),
    uncollectedAt: isoOrNull(uncollectedAt),
    remainingMinutes: leftMs === undefined ? null : Math.floor(leftMs / 60_000),
    dueSoon: dueSoon ?? null,
    applicantName: applicantName ?? null,
    link: dossierPath(item.code),
  };
}

/** An open dossier of the same applicant as its answer. */
export function viewDuplicate(item: DossierItem, sameBy: DuplicateDossier['sameBy']): DuplicatesAnswer['items'][number] {
  const { code, status, statusLabel, procedureName, receivingAgency, receivedAt, dueAt, appointment, link } = viewItem(item);
  return { code, status, statusLabel, procedureName, receivingAgency, receivedAt, dueAt, appointment, link, sameBy };
}

/** A letter of a dossier as its answer. */
export function viewLetter(code: string, letter: LetterEntry): LetterAnswer {
  const form = letterSchema.shape.form.parse(letter.form);
  const kind = letterSchema.shape.kind.parse(letter.kind);
  const status = letterSchema.shape.status.parse(letter.status);
  const link = `${dossierPath(code)}/letters/${encodeURIComponent(letter.key)}`;
  return {
    key: letter.key,
    kind,
    form,
    label: LETTER_LABELS[kind],
    promise: letter.promise,
    status,
    statusLabel: LETTER_STATUS_LABELS[status],
    owedAt: isoOf(letter.owed_at),
    producedAt: isoOrNull(letter.produced_at),
    sha256: letter.pdf_sha256,
    link,
    links: { preview: `${link}/preview`, deliveries: `${link}/deliveries`, document: form === '04' || form === '05' ? `${link}?format=docx` : null },
  };
}
