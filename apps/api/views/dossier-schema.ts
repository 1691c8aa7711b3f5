import { z } from 'zod';
import { COMMAND_TYPES, FAULTS, OPINION_OUTCOMES, PROPOSABLE, RATING_CHANNELS, RATINGS, ROLES, STANDINGS, STATUSES } from '#domain';
import { instantOut, legalCitation } from '../schemas/atoms.js';
import { componentKind } from '../schemas/intake.js';
import { lettersTo, notifyBy } from '../schemas/people.js';
import { EVENT_TYPES } from './labels.js';

const at = instantOut;
const named = z.strictObject({ code: z.string(), name: z.string() });
const ms = z.number().meta({ description: 'Working milliseconds' });

/** A stage of the dossier with its clock. */
const stageSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  agency: z.string(),
  part: z.int(),
  group: z.int().meta({ description: 'Stages of one group run side by side' }),
  run: z.int(),
  status: z.enum(['pending', 'open', 'done']),
  officer: z.string().nullable(),
  startedAt: at.nullable(),
  finishedAt: at.nullable(),
  targetAt: at.nullable(),
  usedMs: ms,
  spentMs: z.number().meta({ description: 'Working milliseconds used over all runs until asOf; usedMs is what is booked' }),
  budgetMs: z.number().nullable().meta({ description: 'Working milliseconds of its whole budget; null outside of the term' }),
  late: z.boolean(),
  awaitingAcceptanceFrom: z.string().nullable(),
});

/** A date given to the applicant. */
const promiseSchema = z.strictObject({
  number: z.int(),
  kind: z.enum(['first', 're-appointment', 'second-appointment', 'maximum']).meta({ description: '`maximum`: the legal maximum of a dossier nobody promised a date for' }),
  at,
  brokenAt: at.nullable(),
  apology: z.enum(['signed', 'owed']).nullable(),
});

/** Another body at work while the clock stands still, with its own time. */
const partySchema = z.strictObject({
  number: z.int(),
  ground: z.string(),
  task: z.enum(['answer', 'confirmation']),
  code: z.string(),
  name: z.string(),
  agency: z.string().nullable(),
  case: z.string().nullable(),
  startedAt: at,
  dueAt: at,
  lateAt: at.nullable(),
  delay: z.strictObject({ at, reasonCode: z.string(), newDueAt: at, documentNumber: z.string().nullable() }).nullable().meta({ description: 'What it wrote of its delay: reason, apology and new date' }),
  endedAt: at.nullable(),
  endedBy: z.enum(['answer', 'voucher', 'resumption']).nullable(),
});

/** An opinion asked of another agency. */
const opinionSchema = z.strictObject({
  number: z.int(),
  consultation: z.string(),
  name: z.string(),
  agency: named,
  askedAt: at,
  dueAt: at,
  silence: z.enum(['consent', 'late']).meta({ description: 'What no answer by dueAt means' }),
  silentAt: at.nullable(),
  pauses: z.boolean(),
  answer: z.strictObject({ at, outcome: z.enum(OPINION_OUTCOMES), documentNumber: z.string().nullable() }).nullable(),
  lapsedAt: at.nullable().meta({ description: 'The dossier ended before anybody answered' }),
});

const words = z.record(z.string(), z.unknown());

/** Who took the result, where it was not delivered by post. */
const handoverSchema = z.strictObject({
  method: z.enum(['desk', 'online', 'post']),
  identityChecked: z.boolean(),
  authorised: z.boolean(),
  signature: z.enum(['paper', 'digital', 'none']),
  receiver: words.nullable().meta({ description: 'Name, number and authorisation; null when the actor may not read it or it was erased' }),
});

const shipmentSchema = z.strictObject({
  trackingNumber: z.string(),
  address: words.nullable().meta({ description: 'Receiver and address; null when the actor may not read it or it was erased' }),
  sentAt: at,
  deliveredAt: at.nullable(),
  returnedAt: at.nullable(),
});

/** Fees due and paid, in dong. */
const feesSchema = z.strictObject({
  due: z.array(z.strictObject({ fee: z.int(), name: z.string(), amount: z.int() })),
  payments: z.array(
    z.strictObject({ at, amount: z.int(), method: z.string(), throughPortal: z.boolean(), receiptNumber: z.string(), fee: z.int().nullable() }),
  ),
  totalDue: z.int(),
  totalPaid: z.int(),
});

const resultSchema = z.strictObject({
  outcome: z.enum(['granted', 'refused']),
  recordedAt: at,
  resultNumber: z.string().nullable(),
  noticeDueAt: at.nullable(),
  notifiedAt: at.nullable(),
  uncollectedAt: at.nullable(),
  uncollected: z.boolean().meta({ description: 'Nobody came for it by uncollectedAt, and it still waits at the desk' }),
  shelf: z.string().nullable(),
  shipments: z.array(shipmentSchema),
  handover: handoverSchema.nullable(),
  handedOverAt: at.nullable(),
});

const personalSchema = z.strictObject({
  applicant: z.strictObject({
    type: z.enum(['person', 'organisation']).exactOptional(),
    name: z.string(),
    idNumber: z.string().exactOptional(),
    phone: z.string().exactOptional(),
    email: z.string().exactOptional(),
    address: z.string().exactOptional(),
  }),
  proxy: z.strictObject({ name: z.string(), idNumber: z.string().exactOptional(), phone: z.string().exactOptional(), email: z.string().exactOptional(), address: z.string().exactOptional(), authorisation: z.string().exactOptional() }).nullable(),
  lettersTo,
  notifyBy: notifyBy.nullable().meta({ description: 'How the applicant wants to be written to; null where nothing was chosen' }),
  requestContent: z.string().nullable(),
  note: z.string().nullable(),
  outageReason: z.string().nullable().meta({ description: 'Why a paper intake was entered afterwards' }),
});

/** Codes with their words, in the order in which they are offered. */
const grounds = z.array(z.strictObject({ code: z.string(), label: z.string() }));

/** Another dossier by its code and address. */
const otherDossier = z.strictObject({ code: z.string(), self: z.string() });

/** Addresses of what belongs to a dossier. */
const linksSchema = z.strictObject({ self: z.string(), explanation: z.string(), timeline: z.string(), commands: z.string(), receipt: z.string(), letters: z.string(), controlSlip: z.string(), transferSlip: z.string(), resultHandover: z.string(), files: z.string() });

/** A dossier as it is answered: dates, promises, stages, and what this actor may do with it. */
export const dossierSchema = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  asOf: at.meta({ description: 'The instant at which this was true; of a repeated request, when it was first carried out' }),
  seq: z.int().meta({ description: 'Number of the last event shown' }),
  status: z.enum(STATUSES),
  statusLabel: z.string(),
  portalCode: z.int().min(1).max(10).nullable(),
  standing: z.enum(STANDINGS).nullable().meta({ description: 'How it stands against dueAt; null before acceptance and where nobody judges it' }),
  standingLabel: z.string().nullable(),
  procedure: z.strictObject({ code: z.string(), version: z.int(), name: z.string(), caseCode: z.string(), caseName: z.string().nullable(), field: named }),
  channel: z.enum(['counter', 'online', 'post']),
  receivingAgency: named,
  competentAgency: named,
  imported: z.boolean(),
  immediate: z.boolean().meta({ description: 'Done while the applicant waits: the slip is printed only when asked for' }),
  receivedAt: at,
  timeEvidence: z
    .strictObject({ kind: z.enum(['outage', 'postal-arrival', 'portal']), reference: z.string(), secondPerson: z.string().nullable() })
    .nullable()
    .meta({ description: 'What the time of receipt rests on where it is not the server\'s' }),
  submittedAt: at.nullable(),
  acceptedAt: at.nullable(),
  firstAppointment: at.nullable().meta({ description: 'Printed on the first slip; never changes, never judged' }),
  dueAt: at.nullable().meta({ description: 'What the law gives, or a person set on it; lateness is judged on it. Null where no date is promised: see maximumAt' }),
  appointment: at.nullable().meta({ description: 'Equals dueAt until the one re-appointment replaces it' }),
  maximumAt: at.nullable().meta({ description: 'Of a dossier without a date: when its legal maximum is reached, on which lateness is judged' }),
  statutory: z
    .strictObject({ term: z.string(), dueAt: at.nullable() })
    .nullable()
    .meta({ description: 'The term of the statute where the province promises a shorter one, and its end; nobody is judged by it' }),
  fixed: z
    .strictObject({ basis: legalCitation, documentNumber: z.string().nullable(), text: z.string() })
    .nullable()
    .meta({ description: 'What a date a person set rests on' }),
  extensions: z
    .array(z.strictObject({ code: z.string(), name: z.string(), law: z.string(), limit: z.string().nullable(), agreement: z.boolean(), given: z.boolean() }))
    .meta({ description: 'Legal extensions of the procedure, and which of them were given' }),
  grounds: z
    .strictObject({ pause: grounds, refusal: grounds })
    .meta({ description: 'What the procedure allows: grounds on which an officer may stop the clock, and on which it may be refused after appraisal' }),
  provisional: z.boolean(),
  basis: z.enum(['computed', 'fixed', 'imported', 'none']),
  term: z.string().nullable(),
  explanation: z.array(z.string()),
  warnings: z.array(z.string()),
  promises: z.array(promiseSchema),
  becameLateAt: at.nullable(),
  excused: z.boolean(),
  apologyDraft: z.strictObject({ promise: z.int(), proposedAt: at }).nullable(),
  delayReason: z.strictObject({ promise: z.int(), agency: z.string(), reasonCode: z.string(), label: z.string() }).nullable().meta({ description: 'Why it is late, as the agency of the late stage said; the apology takes it' }),
  stages: z.array(stageSchema),
  pause: z.strictObject({ ground: z.string(), at, plannedEndAt: at.nullable(), legalEnd: z.boolean().meta({ description: 'The planned end is the law\'s' }) }).nullable(),
  parties: z.array(partySchema),
  opinions: z.array(opinionSchema),
  supplements: z.array(z.strictObject({ number: z.int(), requestedAt: at, applicantDueAt: at, receivedAt: at.nullable(), expired: z.boolean() })),
  answer: z.strictObject({ alertAt: at, dueAt: at }).nullable(),
  clocks: z.strictObject({ supplementRequestDueAt: at.nullable(), transferDueAt: at.nullable(), transferredAt: at.nullable(), forwardingDueAt: at.nullable(), competentReceivedAt: at.nullable() }),
  result: resultSchema.nullable(),
  finish: z.strictObject({ at, punctuality: z.enum(['early', 'on-time', 'late', 'undated']), delayMs: ms }).nullable(),
  components: z.array(z.strictObject({ code: z.string(), copies: z.int(), kind: componentKind })),
  sets: z.int(),
  resultDelivery: z.enum(['desk', 'post', 'online']),
  byProxy: z.boolean(),
  correctionOf: otherDossier.nullable().meta({ description: 'The dossier this one corrects, at the agency\'s cost' }),
  filing: z
    .strictObject({ code: z.string(), self: z.string(), siblings: z.array(otherDossier) })
    .nullable()
    .meta({ description: 'The filing of a group that opened it, and the other dossiers of that' }),
  fault: z
    .strictObject({ fault: z.enum(FAULTS), label: z.string(), at, documentNumber: z.string().nullable(), correctedBy: otherDossier.nullable(), reopenedAt: at.nullable() })
    .nullable()
    .meta({ description: 'A fault the agency acknowledged, and the dossier that corrects it' }),
  rating: z
    .strictObject({ rating: z.enum(RATINGS), label: z.string(), channel: z.enum(RATING_CHANNELS), at, comment: z.string().nullable() })
    .nullable()
    .meta({ description: 'How satisfied the applicant said they are, the last time they did; comment is null when there is none, it was erased or the actor may not read it' }),
  fees: feesSchema,
  contacts: z.strictObject({ applicant: z.int(), agencies: z.array(z.string()) }),
  personal: personalSchema.nullable().meta({ description: 'Null when the actor may not read it or it was erased' }),
  allowedActions: z.array(z.enum(COMMAND_TYPES)).meta({ description: 'Commands the caller may give as it stands; none of two persons, which nobody gives alone' }),
  proposableActions: z.array(z.enum(PROPOSABLE)).meta({ description: 'Commands the caller may propose as it stands, for somebody else to give' }),
  links: linksSchema,
});
/** A dossier as it is answered. */
export type DossierAnswer = z.output<typeof dossierSchema>;

/** One line of a dossier's history, as the ledger holds it. */
export const timelineEntrySchema = z.strictObject({
  seq: z.int(),
  type: z.enum(EVENT_TYPES),
  label: z.string(),
  occurredAt: at,
  recordedAt: at,
  actor: z.strictObject({ subject: z.string(), role: z.enum(ROLES), agency: z.string() }),
  payload: z.record(z.string(), z.unknown()).meta({ description: 'The event as hashed: instants are epoch milliseconds, free text and personal data are references' }),
  text: words.nullable().meta({ description: 'The words given with it; null when there are none, they were erased, or the actor may not read personal data' }),
  hash: z.string(),
});
/** An event of a timeline as it is answered. */
export type TimelineAnswer = z.output<typeof timelineEntrySchema>;
