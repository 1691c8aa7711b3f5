import { z } from 'zod';
import { FOLLOW_OCCASIONS } from '#domain';
import { BULK_ACTIONS, BULK_LIMIT, QUEUES } from '#service';
import { after, afterSeq, dossierCode, limit, prose, reference, subject } from './atoms.js';

/** A stage is named once; and one that is left to be found might be a named one. */
function namesEachOnce(items: readonly { readonly code: string; readonly stage?: string }[]): boolean {
  const unnamed = new Set(items.flatMap(({ code, stage: named }) => (named === undefined ? [code] : [])));
  const each = items.map(({ code, stage: named }) => `${code} ${unnamed.has(code) ? '' : (named ?? '')}`);
  return new Set(each).size === each.length;
}

const stage = reference.exactOptional().meta({ description: 'The stage it is about; your own open one when absent' });
const bulkDossiers = z
  .array(z.strictObject({ code: dossierCode, stage }))
  .min(1)
  .max(BULK_LIMIT)
  .refine(namesEachOnce, 'must name each dossier once, or each of its stages once')
  .meta({ description: 'In the order in which they are worked through. A dossier whose stages run side by side may stand there once for each' });
const action = { action: z.enum(BULK_ACTIONS), officer: subject.exactOptional().meta({ description: 'Of an assignment: to whom' }) };
const EXAMPLE = { action: 'Assign', officer: 'officer-31', dossiers: [{ code: '000.00.31.H99-260819-0001' }, { code: '000.00.31.H99-260819-0002' }] };

function namesOfficer(asked: { readonly action: string; readonly officer?: string }): boolean {
  return (asked.action === 'Assign') === (asked.officer !== undefined);
}
const OFFICER_RULE = { path: ['officer'], error: 'is to whom an assignment goes, and only of an assignment' };

/** One action on many dossiers. */
export const bulkRequest = z.strictObject({ ...action, dossiers: bulkDossiers }).refine(namesOfficer, OFFICER_RULE).meta({ examples: [EXAMPLE] });
/** A `bulkRequest` that was checked. */
export type BulkRequest = z.output<typeof bulkRequest>;

/** An action whose effect is looked at: on dossiers named, or on the most urgent of a queue. */
export const bulkPreviewRequest = z
  .strictObject({
    ...action,
    dossiers: bulkDossiers.exactOptional(),
    selection: z
      .strictObject({ queue: z.enum(QUEUES), agency: reference.exactOptional(), officer: subject.exactOptional(), procedure: reference.exactOptional() })
      .exactOptional()
      .meta({ description: `A queue in place of codes: its first ${String(BULK_LIMIT)} dossiers` }),
  })
  .refine(namesOfficer, OFFICER_RULE)
  .refine(({ dossiers, selection }) => (dossiers === undefined) !== (selection === undefined), { path: ['dossiers'], error: 'give either dossiers or a selection' })
  .meta({ examples: [EXAMPLE, { action: 'Assign', officer: 'officer-31', selection: { queue: 'unassigned' } }] });
/** A `bulkPreviewRequest` that was checked. */
export type BulkPreviewRequest = z.output<typeof bulkPreviewRequest>;

/** What is noted about a dossier. */
export const noteRequest = z.strictObject({ text: prose(4000).meta({ description: 'Kept encrypted, and erased with the personal data of the dossier' }) }).meta({ examples: [{ text: 'Đã gọi điện, người nộp hẹn bổ sung bản vẽ sáng thứ Năm' }] });
/** A `noteRequest` that was checked. */
export type NoteRequest = z.output<typeof noteRequest>;

/** Which notes of a dossier. */
export const notesQuery = z.strictObject({ limit, after: afterSeq });
/** A `notesQuery` that was checked. */
export type NotesQuery = z.output<typeof notesQuery>;

/** For what a dossier is followed. */
export const followRequest = z
  .strictObject({ occasion: z.enum(FOLLOW_OCCASIONS), once: z.boolean().default(true).meta({ description: 'Told the first time only; else until you end it' }) })
  .meta({ examples: [{ occasion: 'supplement' }] });
/** A `followRequest` that was checked. */
export type FollowRequest = z.output<typeof followRequest>;

/** Which of your own follows. */
export const followsQuery = z.strictObject({ limit, after, dossier: dossierCode.exactOptional() });
/** A `followsQuery` that was checked. */
export type FollowsQuery = z.output<typeof followsQuery>;
