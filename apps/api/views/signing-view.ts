import { z } from 'zod';
import { SIGNING_CAPACITIES } from '#domain';
import { type ApologyToSign, type AuthorityEntry, type DocumentNumberEntry, type DocumentSeriesPage, isAuthorityInForce, VOID_REASONS } from '#service';
import { SIGNING_CAPACITY_LABELS, VOID_REASON_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';
import { problemSchema } from './problem-schema.js';

/** A right to sign for an agency. */
export const signingAuthoritySchema = z.strictObject({
  id: z.uuid(),
  agency: z.string(),
  subject: z.string(),
  name: z.string(),
  position: z.string(),
  capacity: z.enum(SIGNING_CAPACITIES),
  capacityLabel: z.string(),
  signedFor: z.string().nullable(),
  collective: z.string().nullable(),
  delegationNumber: z.string().nullable(),
  validFrom: instantOut,
  validUntil: instantOut.nullable(),
  addedAt: instantOut,
  addedBy: z.string(),
  ended: z.strictObject({ at: instantOut, by: z.string() }).nullable(),
  inForce: z.boolean().meta({ description: 'Whether it may be signed under now' }),
});
/** A right to sign as it is answered. */
export type SigningAuthorityAnswer = z.output<typeof signingAuthoritySchema>;

/** A number of a document. */
export const documentNumberSchema = z.strictObject({
  number: z.int().nullable().meta({ description: 'Null for a typed one that begins with no number' }),
  text: z.string().meta({ description: 'As printed' }),
  typed: z.boolean().meta({ description: 'Entered from the agency\'s own register' }),
  dossierCode: z.string().nullable(),
  takenAt: instantOut,
  takenBy: z.string(),
  voided: z.strictObject({ at: instantOut, by: z.string(), reason: z.enum(VOID_REASONS), reasonLabel: z.string() }).nullable(),
  links: z.strictObject({ dossier: z.string().nullable() }),
});
/** A number of a document as it is answered. */
export type DocumentNumberAnswer = z.output<typeof documentNumberSchema>;

/** A page of a series with what is missing of the whole of it. */
export const documentSeriesPageSchema = pageOf(documentNumberSchema).extend({
  last: z.int().meta({ description: 'Last number given by the engine' }),
  gaps: z.array(z.strictObject({ from: z.int(), to: z.int() })).readonly().meta({ description: 'Numbers nobody has taken below the highest: typed ones ran ahead, and the next ones given fill them' }),
});
/** A page of a series as it is answered. */
export type DocumentSeriesAnswer = z.output<typeof documentSeriesPageSchema>;

/** An apology that waits for the signature of whoever asks. */
export const apologyToSignSchema = z.strictObject({
  dossierCode: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  agency: z.string(),
  dueAt: instantOut.nullable(),
  appointment: instantOut.nullable(),
  late: z.boolean(),
  since: instantOut,
  links: z.strictObject({ dossier: z.string(), preview: z.string().meta({ description: 'With the code of the chosen reason in the place of {reasonCode}' }) }),
});
/** A page of apologies to sign; `count` is of all of them. */
export const toSignPageSchema = pageOf(apologyToSignSchema).extend({ count: z.int() });
/** A page of apologies to sign as it is answered. */
export type ToSignAnswer = z.output<typeof toSignPageSchema>;

/** What became of each apology signed together. */
export const signedApologiesSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      dossierCode: z.string(),
      status: z.enum(['applied', 'pending', 'refused']),
      command: z.string().nullable().meta({ description: 'Address of the command; null where none was accepted, or it was refused' }),
      problem: problemSchema.nullable(),
    }),
  ),
});
/** What became of apologies signed together as it is answered. */
export type SignedApologiesAnswer = z.output<typeof signedApologiesSchema>;

/** An authority as its answer. */
export function viewAuthority(authority: AuthorityEntry, now: number): SigningAuthorityAnswer {
  const { signedFor, collective, delegationNumber, validFrom, validUntil, addedAt, ended, ...rest } = authority;
  return {
    ...rest,
    capacityLabel: SIGNING_CAPACITY_LABELS[rest.capacity],
    signedFor: signedFor ?? null,
    collective: collective ?? null,
    delegationNumber: delegationNumber ?? null,
    validFrom: isoOf(validFrom),
    validUntil: isoOrNull(validUntil),
    addedAt: isoOf(addedAt),
    ended: ended === undefined ? null : { at: isoOf(ended.at), by: ended.by },
    inForce: isAuthorityInForce(authority, now),
  };
}

/** A number as its answer. */
export function viewNumber({ number, text, typed, dossierCode, takenAt, takenBy, voided }: DocumentNumberEntry): DocumentNumberAnswer {
  return {
    number: number ?? null,
    text,
    typed,
    dossierCode: dossierCode ?? null,
    takenAt: isoOf(takenAt),
    takenBy,
    voided: voided === undefined ? null : { at: isoOf(voided.at), by: voided.by, reason: voided.reason, reasonLabel: VOID_REASON_LABELS[voided.reason] },
    links: { dossier: dossierCode === undefined ? null : dossierPath(dossierCode) },
  };
}

/** A page of a series as its answer. */
export function viewSeries({ entries, last, gaps }: DocumentSeriesPage, next: string | null): DocumentSeriesAnswer {
  return { items: entries.map(viewNumber), next, last, gaps };
}

/** An apology to sign as its answer. */
export function viewToSign({ dossierCode, procedureCode, procedureName, agency, dueAt, appointment, late, since }: ApologyToSign): ToSignAnswer['items'][number] {
  return {
    dossierCode, procedureCode, procedureName, agency, late,
    dueAt: isoOrNull(dueAt),
    appointment: isoOrNull(appointment),
    since: isoOf(since),
    links: { dossier: dossierPath(dossierCode), preview: `${dossierPath(dossierCode)}/apology/preview` },
  };
}
