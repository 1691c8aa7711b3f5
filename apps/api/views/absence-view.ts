import { z } from 'zod';
import { ABSENCE_REASONS, CASE_KINDS } from '#domain';
import type { Absence, DueWork, DueWorkList } from '#service';
import { ABSENCE_REASON_LABELS, clockLabel } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { casePath } from './case-command-view.js';
import { dossierPath } from './dossier-view.js';

/** Time somebody is away. */
export const absenceSchema = z.strictObject({
  id: z.uuid(),
  subject: z.string(),
  agency: z.string(),
  from: instantOut,
  until: instantOut.meta({ description: 'The first moment the person is back' }),
  substitute: z.string().nullable(),
  reason: z.enum(ABSENCE_REASONS).nullable().meta({ description: 'Only for the person and who leads them' }),
  reasonLabel: z.string().nullable(),
  enteredAt: instantOut,
  enteredBy: z.string(),
  cancelledAt: instantOut.nullable(),
  cancelledBy: z.string().nullable(),
  links: z.strictObject({ cancel: z.string(), dueWork: z.string() }),
});
/** An absence as answered. */
export type AbsenceAnswer = z.output<typeof absenceSchema>;

/** An absence as an answer; why somebody is away is not for everybody. */
export function viewAbsence({ id, subject, agency, from, until, substitute, reason, enteredAt, enteredBy, cancelled }: Absence, shown: { readonly reason: boolean }): AbsenceAnswer {
  const path = `/api/v1/absences/${id}`;
  return {
    id,
    subject,
    agency,
    from: isoOf(from),
    until: isoOf(until),
    substitute: substitute ?? null,
    reason: shown.reason ? reason : null,
    reasonLabel: shown.reason ? ABSENCE_REASON_LABELS[reason] : null,
    enteredAt: isoOf(enteredAt),
    enteredBy,
    cancelledAt: isoOrNull(cancelled?.at),
    cancelledBy: cancelled?.by ?? null,
    links: { cancel: `${path}/cancel`, dueWork: `${path}/due-work` },
  };
}

/** What falls due while somebody is away. */
export const dueWorkSchema = z.strictObject({
  kind: z.enum(['stage', 'dossier', 'case']),
  code: z.string(),
  self: z.string(),
  agency: z.string(),
  stage: z.string().nullable().meta({ description: 'Null of a case' }),
  caseKind: z.enum(CASE_KINDS).nullable().meta({ description: 'Null of a stage or dossier; so are clock and label' }),
  clock: z.string().nullable(),
  clockLabel: z.string().nullable(),
  dueAt: instantOut,
});
/** All of it that is told at once. */
export const dueWorkPageSchema = pageOf(dueWorkSchema).extend({ cut: z.boolean().meta({ description: 'More falls due than is told here: what is told is the earliest' }) });
/** Due work as answered. */
export type DueWorkPage = z.output<typeof dueWorkPageSchema>;

/** Due work as an answer. */
export function viewDueWorkList({ items, cut }: DueWorkList): DueWorkPage {
  return { items: items.map(viewDueWork), next: null, cut };
}

function viewDueWork(work: DueWork): z.output<typeof dueWorkSchema> {
  const { kind, code, agency, dueAt } = work;
  const due = { kind, code, agency, dueAt: isoOf(dueAt) };
  return work.kind === 'case'
    ? { ...due, self: casePath(code), stage: null, caseKind: work.caseKind, clock: work.clock, clockLabel: clockLabel(work.clock) }
    : { ...due, self: dossierPath(code), stage: work.stage, caseKind: null, clock: null, clockLabel: null };
}
