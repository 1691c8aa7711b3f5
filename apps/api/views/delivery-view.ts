import { z } from 'zod';
import { LETTER_CHANNELS } from '#domain';
import { type DeliveryEntry, DELIVERY_STATUSES, DELIVERY_STEPS, LETTER_KINDS, type LetterKind, type PrintItem } from '#service';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';
import { LABELS } from './labels.js';

/** One way of a letter with everything that happened on it. */
export const deliverySchema = z.strictObject({
  channel: z.enum(LETTER_CHANNELS),
  channelLabel: z.string(),
  role: z.enum(['main', 'copy']).meta({ description: 'main: the way the letter leaves by; copy: signed paper kept ready at the desk beside it' }),
  roleLabel: z.string(),
  status: z.enum(DELIVERY_STATUSES),
  statusLabel: z.string(),
  attempts: z.int(),
  prints: z.int(),
  plannedAt: instantOut,
  nextAt: instantOut.nullable().meta({ description: 'When it is tried, or asked about, next' }),
  sentAt: instantOut.nullable(),
  settledAt: instantOut.nullable(),
  address: z.string().nullable().meta({ description: 'Only for who may read personal data; null on paper, before the first attempt and after erasure' }),
  steps: z.array(
    z.strictObject({
      attempt: z.int(),
      step: z.enum(DELIVERY_STEPS),
      label: z.string(),
      at: instantOut,
      by: z.string().nullable(),
      detail: z.record(z.string(), z.string()).nullable().meta({ description: 'What the other side said; only for who may read personal data' }),
    }),
  ),
});
/** The ways of a letter. */
export const deliveriesSchema = z.strictObject({ items: z.array(deliverySchema) });
/** The ways of a letter as they are answered. */
export type DeliveriesAnswer = z.output<typeof deliveriesSchema>;

/** The ways of a letter as their answer. */
export function viewDeliveries(entries: readonly DeliveryEntry[]): DeliveriesAnswer {
  return {
    items: entries.map(({ channel, role, status, attempts, prints, planned_at, next_at, sent_at, settled_at, address, steps }) => ({
      channel,
      channelLabel: LABELS.letterChannels[channel],
      role,
      roleLabel: LABELS.deliveryRoles[role],
      status,
      statusLabel: LABELS.deliveryStatuses[status],
      attempts,
      prints,
      plannedAt: isoOf(planned_at),
      nextAt: isoOrNull(next_at),
      sentAt: isoOrNull(sent_at),
      settledAt: isoOrNull(settled_at),
      address,
      steps: steps.map(({ attempt, step, at, by, detail }) => ({ attempt, step, label: LABELS.deliverySteps[step], at: isoOf(at), by, detail: detail === null ? null : { ...detail } })),
    })),
  };
}

/** A letter that waits at a desk to be printed, handed over or posted. */
export const printItemSchema = z.strictObject({
  key: z.string(),
  dossierCode: z.string(),
  kind: z.enum(LETTER_KINDS),
  label: z.string(),
  form: z.string(),
  desk: z.string(),
  role: z.enum(['main', 'copy']),
  roleLabel: z.string(),
  queuedAt: instantOut,
  prints: z.int(),
  printedAt: instantOut.nullable(),
  printedBy: z.string().nullable(),
  links: z.strictObject({ dossier: z.string(), letter: z.string(), deliveries: z.string() }),
});
/** A page of a print queue. */
export const printQueueSchema = pageOf(printItemSchema);
/** A letter of a print queue as it is answered. */
export type PrintItemAnswer = z.output<typeof printItemSchema>;

/** A letter of a print queue as its answer. */
export function viewPrintItem({ letter_key, code, kind, form, desk, role, planned_at, prints, printed_at, printed_by }: PrintItem): PrintItemAnswer {
  const letter = `${dossierPath(code)}/letters/${encodeURIComponent(letter_key)}`;
  return {
    key: letter_key,
    dossierCode: code,
    kind: kind as LetterKind,
    label: LABELS.letters[kind as LetterKind],
    form,
    desk,
    role,
    roleLabel: LABELS.deliveryRoles[role],
    queuedAt: isoOf(planned_at),
    prints,
    printedAt: isoOrNull(printed_at),
    printedBy: printed_by,
    links: { dossier: dossierPath(code), letter, deliveries: `${letter}/deliveries` },
  };
}

/** Which letters a mark was taken for: those that are not on the queue any more stay as they are. */
export const printMarksSchema = z.strictObject({ marked: z.array(z.string()), offTheQueue: z.array(z.string()) });
/** What became of marks, as it is answered. */
export type PrintMarksAnswer = z.output<typeof printMarksSchema>;
