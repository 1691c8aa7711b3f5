import { z } from 'zod';
import { PROPOSABLE, ROLES } from '#domain';
import type { ApologyToSign, Proposal } from '#service';
import { COMMAND_LABELS, SIGN_KIND_LABELS } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { dossierPath } from './dossier-view.js';

const KINDS = { RequestSupplement: 'supplement', AcknowledgeFault: 'correction', ExtendTerm: 'extension', RefuseAfterAppraisal: 'refusal', ExcuseLateness: 'excuse', ErasePersonalData: 'erasure' } as const;

/** A command prepared for who may give it. */
export const proposalSchema = z.strictObject({
  id: z.uuid(),
  dossierCode: z.string(),
  type: z.enum(PROPOSABLE),
  label: z.string(),
  proposedBy: z.string(),
  proposedByName: z.string().nullable(),
  role: z.enum(ROLES),
  proposedAt: instantOut,
  command: z
    .strictObject({ body: z.record(z.string(), z.unknown()).meta({ description: 'As its command has it; instants in epoch milliseconds' }), reason: z.string().nullable() })
    .nullable()
    .meta({ description: 'Null in lists, and once it went with the personal data of the dossier' }),
  outcome: z.enum(['open', 'pending', 'approved', 'rejected', 'withdrawn']).meta({ description: 'pending: somebody approved it, and their command is not decided yet; refused, it is open again' }),
  decidedAt: instantOut.nullable(),
  decidedBy: z.string().nullable(),
  links: z.strictObject({ self: z.string(), dossier: z.string(), preview: z.string(), approve: z.string(), reject: z.string() }),
});
/** A proposal as it is answered. */
export type ProposalAnswer = z.output<typeof proposalSchema>;

/** Something that waits for a signature. */
export const signItemSchema = z.strictObject({
  kind: z.enum(['apology', 'supplement', 'correction', 'extension', 'refusal', 'excuse', 'erasure']),
  kindLabel: z.string(),
  dossierCode: z.string(),
  seq: z.int().meta({ description: 'Number of the last event of the dossier: what comes after it happened after the list was read' }),
  procedureName: z.string(),
  agency: z.string(),
  late: z.boolean(),
  since: instantOut,
  dueAt: instantOut.nullable().meta({ description: 'When the dossier is due' }),
  proposal: z.uuid().nullable().meta({ description: 'Null of an apology' }),
  proposedByName: z.string().nullable(),
  links: z.strictObject({
    dossier: z.string(),
    preview: z.string().meta({ description: 'The real PDF: by POST of an apology, by GET of a proposal; an excuse and an erasure owe no letter, their proposal is read instead' }),
    sign: z.string().meta({ description: 'Apologies are signed together, each under the digest of its preview; a proposal is approved' }),
  }),
});
/** A page of what waits for a signature; `count` is of all of it. */
export const signListSchema = pageOf(signItemSchema).extend({ count: z.int() });
/** A page of what waits for a signature as it is answered. */
export type SignListAnswer = z.output<typeof signListSchema>;

/** A proposal as its answer. */
export function viewProposal({ id, code, type, by, role, at, command, underWay, decided }: Proposal, names: ReadonlyMap<string, string>): ProposalAnswer {
  const self = `/api/v1/proposals/${id}`;
  const reason = command?.text?.['reason'];
  return {
    id,
    dossierCode: code,
    type,
    label: COMMAND_LABELS[type],
    proposedBy: by,
    proposedByName: names.get(by) ?? null,
    role,
    proposedAt: isoOf(at),
    command: command === undefined ? null : { body: { ...command.body }, reason: typeof reason === 'string' ? reason : null },
    outcome: decided?.outcome ?? (underWay ? 'pending' : 'open'),
    decidedAt: isoOrNull(decided?.at),
    decidedBy: decided?.by ?? null,
    links: { self, dossier: dossierPath(code), preview: `${self}/preview`, approve: `${self}/approve`, reject: `${self}/reject` },
  };
}

/** An apology to sign as a line of the one list. */
export function viewApologyLine({ dossierCode, seq, procedureName, agency, dueAt, late, since }: ApologyToSign): SignListAnswer['items'][number] {
  return {
    kind: 'apology', kindLabel: SIGN_KIND_LABELS.apology, dossierCode, seq, procedureName, agency, late,
    since: isoOf(since), dueAt: isoOrNull(dueAt), proposal: null, proposedByName: null,
    links: { dossier: dossierPath(dossierCode), preview: `${dossierPath(dossierCode)}/apology/preview`, sign: '/api/v1/apologies/sign' },
  };
}

/** A proposal as a line of the one list, at an instant. */
export function viewProposalLine({ id, code, seq, procedureName, agency, type, by, at, dueAt }: Proposal, names: ReadonlyMap<string, string>, now: number): SignListAnswer['items'][number] {
  const self = `/api/v1/proposals/${id}`;
  return {
    kind: KINDS[type], kindLabel: SIGN_KIND_LABELS[KINDS[type]], dossierCode: code, seq, procedureName, agency, late: dueAt !== null && dueAt < now,
    since: isoOf(at), dueAt: isoOrNull(dueAt), proposal: id, proposedByName: names.get(by) ?? null,
    links: { dossier: dossierPath(code), preview: `${self}/preview`, sign: `${self}/approve` },
  };
}
