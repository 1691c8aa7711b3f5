import { z } from 'zod';
import { ABSENCE_REASONS } from '#domain';
import type { Absence, DueWork } from '#service';
import { ABSENCE_REASON_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull } from '../schemas/atoms.js';
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
  kind: z.enum(['stage', 'dossier']),
  code: z.string(),
  self: z.string(),
  agency: z.string(),
  stage: z.string(),
  dueAt: instantOut,
});
/** Due work as answered. */
export type DueWorkAnswer = z.output<typeof dueWorkSchema>;

/** Due work as an answer. */
export function viewDueWork({ kind, code, agency, stage, dueAt }: DueWork): DueWorkAnswer {
  return { kind, code, self: dossierPath(code), agency, stage, dueAt: isoOf(dueAt) };
}
