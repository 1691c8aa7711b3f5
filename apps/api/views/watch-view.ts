import { z } from 'zod';
import { ROLES } from '#domain';
import { WATCH_KINDS } from '#domain/figures';
import type { FindingNote, ListedFinding } from '#service/figures';
import { WATCH_LABELS, watchSentence } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

const EXAMPLE = {
  id: 7,
  kind: 'supplement-last-days',
  label: 'Yêu cầu bổ sung sát hạn',
  state: 'open',
  agency: 'H99.31',
  dossierCode: '000.00.31.H99-260812-0001',
  refiledCode: null,
  actor: { subject: 'officer-31', role: 'officer', agency: 'H99.31' },
  happenedAt: '2026-08-21T10:00:00+07:00',
  dueAt: '2026-08-21T17:00:00+07:00',
  refiledAt: null,
  workingDays: 0,
  rule: 'Yêu cầu bổ sung lúc 10:00 21/08/2026, đúng ngày đến hạn (hạn 17:00 21/08/2026; quy tắc: đến 1 ngày làm việc trước ngày đến hạn).',
  foundAt: '2026-08-21T10:00:05+07:00',
  notes: 0,
  links: { finding: '/api/v1/watch-list/7', dossier: '/api/v1/dossiers/000.00.31.H99-260812-0001', refiled: null, note: '/api/v1/watch-list/7/notes' },
};

const finding = {
  id: z.int(),
  kind: z.enum(WATCH_KINDS),
  label: z.string(),
  state: z.enum(['open', 'looked-at']).meta({ description: 'Looked at once a head has noted something' }),
  agency: z.string().meta({ description: 'The competent agency' }),
  dossierCode: z.string(),
  refiledCode: z.string().nullable().meta({ description: 'The filing that came after a dossier that ended; null also once the personal data of either was erased' }),
  actor: z.strictObject({ subject: z.string(), role: z.enum(ROLES), agency: z.string() }).meta({ description: 'Who recorded it; that says nothing about whose idea it was' }),
  happenedAt: instantOut,
  dueAt: instantOut.nullable().meta({ description: 'The due date it stood before' }),
  refiledAt: instantOut.nullable(),
  workingDays: z.int().meta({ description: 'To the day of the due date, or to the filing after it' }),
  rule: z.string().meta({ description: 'The rule that caught it, in one sentence' }),
  foundAt: instantOut,
  notes: z.int(),
  links: z.strictObject({ finding: z.string(), dossier: z.string(), refiled: z.string().nullable(), note: z.string() }),
};

/** An entry of the watch list. */
export const watchFindingSchema = z.strictObject(finding).meta({ examples: [EXAMPLE] });
/** An entry as it is answered. */
export type WatchFindingAnswer = z.output<typeof watchFindingSchema>;

/** A page of the watch list. */
export const watchPageSchema = pageOf(watchFindingSchema).meta({ examples: [{ items: [EXAMPLE], next: null }] });

/** An entry with its notes. */
export const watchedSchema = z
  .strictObject({ ...finding, noted: z.array(z.strictObject({ number: z.int(), by: z.string(), role: z.enum(ROLES), at: instantOut, text: z.string().nullable().meta({ description: 'Null once it went with the personal data of the dossier' }) })) })
  .meta({ examples: [{ ...EXAMPLE, state: 'looked-at', notes: 1, noted: [{ number: 1, by: 'head-31', role: 'head', at: '2026-08-22T08:00:00+07:00', text: 'Đã xem: thiếu giấy tờ thật, biên bản có trong hồ sơ' }] }] });
/** An entry with its notes as it is answered. */
export type WatchedAnswer = z.output<typeof watchedSchema>;

/** An entry as its answer. */
export function viewFinding(found: ListedFinding): WatchFindingAnswer {
  const { id, kind, agency, code, refiledCode, actor, happenedAt, dueAt, refiledAt, workingDays, foundAt, notes } = found;
  const self = `/api/v1/watch-list/${String(id)}`;
  return {
    id,
    kind,
    label: WATCH_LABELS[kind],
    state: notes === 0 ? 'open' : 'looked-at',
    agency,
    dossierCode: code,
    refiledCode,
    actor: watchFindingSchema.shape.actor.parse(actor),
    happenedAt: isoOf(happenedAt),
    dueAt: isoOrNull(dueAt),
    refiledAt: isoOrNull(refiledAt),
    workingDays,
    rule: watchSentence(found),
    foundAt: isoOf(foundAt),
    notes,
    links: { finding: self, dossier: dossierPath(code), refiled: refiledCode === null ? null : dossierPath(refiledCode), note: `${self}/notes` },
  };
}

/** An entry with its notes as its answer. */
export function viewWatched(found: ListedFinding, notes: readonly FindingNote[]): WatchedAnswer {
  return { ...viewFinding(found), noted: notes.map(({ at, role, ...note }) => ({ ...note, role: watchFindingSchema.shape.actor.shape.role.parse(role), at: isoOf(at) })) };
}
