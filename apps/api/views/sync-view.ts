import { z } from 'zod';
import { rateValue } from '#domain/figures';
import { SYNC_STATUSES, type SyncMessage, type SyncPunctuality } from '#service';
import { FIGURE_FORMULAS, SYNC_REASON_LABELS, SYNC_STATUS_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';
import { viewValue } from './figure-view.js';
import { periodSchema, type ToldDays, viewPeriod } from './period-view.js';

/** What the portal is told once its filing lies here. */
export const portalFilingSchema = z.strictObject({
  code: z.string().meta({ description: 'The code the portal gave', examples: ['G22.99-260819-000001'] }),
  dossierId: z.uuid(),
  seq: z.int().meta({ description: 'The last event the filing appended', examples: [1] }),
});
/** The answer to a filing. */
export type PortalFilingAnswer = z.output<typeof portalFilingSchema>;

/** What became of something else the portal handed on. */
export const portalCommandSchema = z.strictObject({
  id: z.uuid(),
  status: z.enum(['applied', 'pending']).meta({ description: 'pending: it is accepted for certain and will be carried out; should it be refused then, the desk gets a task' }),
});
/** The answer to what the portal handed on. */
export type PortalCommandAnswer = z.output<typeof portalCommandSchema>;

const REASON_CODES = Object.keys(SYNC_REASON_LABELS) as readonly (keyof typeof SYNC_REASON_LABELS)[];

/** A message to the national portal. */
export const syncMessageSchema = z.strictObject({
  id: z.int(),
  dossierCode: z.string(),
  service: z.enum(['DongBoHoSoMC', 'CapNhatTienDoHoSoMC']),
  fromSeq: z.int().meta({ description: 'First event of the dossier it tells of' }),
  toSeq: z.int().meta({ description: 'Last event of the dossier it tells of' }),
  agency: z.string(),
  status: z.enum(SYNC_STATUSES),
  statusLabel: z.string(),
  reason: z.string().nullable().meta({ description: 'Why it is held, or was put off last' }),
  reasonLabel: z.string().nullable(),
  madeAt: instantOut,
  nextAttemptAt: instantOut.nullable(),
  attempts: z.int(),
  settledAt: instantOut.nullable(),
  sources: z.record(z.string(), z.int()).nullable().meta({ description: 'The event of the ledger each date and the status came from, by field of the portal', examples: [{ TrangThaiHoSo: 9, NgayTiepNhan: 1, NgayHenTra: 6, NgayKetThucXuLy: 9 }] }),
  receiptSha256: z.string().nullable().meta({ description: 'SHA-256 of the portal\'s acknowledgement' }),
  words: z.string().nullable().meta({ description: 'What the portal said when it turned the message away; only for who may read personal data' }),
  resolvedBy: z.string().nullable(),
  resolvedAt: instantOut.nullable(),
  links: z.strictObject({ dossier: z.string() }),
});
/** A page of messages. */
export const syncMessagePageSchema = pageOf(syncMessageSchema);
/** A message as it is answered. */
export type SyncMessageAnswer = z.output<typeof syncMessageSchema>;

/** A message as its answer. */
export function viewSyncMessage({ code, madeAt, nextAttemptAt, settledAt, resolvedAt, sources, ...message }: SyncMessage): SyncMessageAnswer {
  return {
    ...message,
    dossierCode: code,
    statusLabel: SYNC_STATUS_LABELS[message.status],
    reasonLabel: REASON_CODES.flatMap((reason) => (reason === message.reason ? [SYNC_REASON_LABELS[reason]] : []))[0] ?? null,
    madeAt: isoOf(madeAt),
    nextAttemptAt: isoOrNull(nextAttemptAt),
    settledAt: isoOrNull(settledAt),
    sources: sources === null ? null : { ...sources },
    resolvedAt: isoOrNull(resolvedAt),
    links: { dossier: dossierPath(code) },
  };
}

const value = { numerator: z.int(), denominator: z.int(), value: z.number().nullable().meta({ description: 'Percent, two decimals rounded half up; null when there was nothing to judge' }) };

/** How punctually the portal was told. */
export const punctualitySchema = z.strictObject({
  formula: z.string(),
  formulaVi: z.string(),
  termMinutes: z.int(),
  period: periodSchema,
  asOf: instantOut,
  items: z.array(z.strictObject({ agency: z.string(), ...value, waiting: z.int(), longestSeconds: z.int() })),
  total: z.strictObject(value),
});
/** Sync punctuality as it is answered. */
export type PunctualityAnswer = z.output<typeof punctualitySchema>;

/** The formula of sync punctuality, as text. */
const FORMULA = 'events acknowledged by the portal within the term / events owed to it whose term is over';

/** Sync punctuality as its answer. */
export function viewPunctuality(rows: readonly SyncPunctuality[], of: { readonly termMinutes: number; readonly asked: ToldDays }): PunctualityAnswer {
  const sum = (key: 'numerator' | 'denominator'): number => rows.reduce((total, row) => total + row[key], 0);
  return {
    formula: FORMULA,
    formulaVi: FIGURE_FORMULAS.syncPunctuality,
    termMinutes: of.termMinutes,
    period: viewPeriod(of.asked),
    asOf: isoOf(of.asked.at),
    items: rows.map(({ agency, numerator, denominator, waiting, longestMs }) => ({ agency, ...viewValue(rateValue(numerator, denominator)), waiting, longestSeconds: Math.round(longestMs / 1000) })),
    total: viewValue(rateValue(sum('numerator'), sum('denominator'))),
  };
}
