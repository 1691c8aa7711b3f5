import { z } from 'zod';
import type { Agency, ProcedureVersion } from '#domain';
import { legalCitation } from '../schemas/atoms.js';

/** A time limit in its unit. */
export const limitSchema = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.enum(['working-days', 'working-hours', 'calendar-days', 'months', 'years']), amount: z.number() }),
  z.strictObject({ unit: z.literal('same-day') }),
]);
const limit = limitSchema;
/** The rule of a term: how long, from when, to when. */
export const termRule = z.strictObject({
  limit,
  start: z.enum(['on-receipt', 'same-day-15h', 'birth-group-15h', 'online-17h', 'last-hour']),
  end: z.enum(['same-clock', 'closing', 'midnight']),
});
const channel = z.enum(['counter', 'online', 'post']);
const stage = z.strictObject({
  id: z.string(),
  name: z.string(),
  owner: z.string().meta({ description: '`receiving`, `competent`, or an agency code' }),
  unit: z.string().exactOptional(),
  budget: z.strictObject({ unit: z.enum(['office-hours', 'calendar-days', 'working-hours']), amount: z.number() }).exactOptional(),
  excluded: z.enum(['tax', 'payment', 'posting', 'return', 'fixed-date']).exactOptional(),
  sourceIncomplete: z.literal(true).exactOptional(),
  result: z.string().exactOptional(),
});
const part = z.strictObject({ term: termRule, groups: z.array(z.strictObject({ stages: z.array(stage).readonly() })).readonly(), law: legalCitation.exactOptional() });
const dating = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('person'), law: legalCitation, awaits: z.string(), atIntake: z.boolean(), pause: z.enum(['shift', 'stand']) }),
  z.strictObject({ by: z.literal('nobody'), law: legalCitation }),
]);
/** Copies, sets: nobody hands in more. */
const few = z.int().max(9_999);
const requiredComponent = z.strictObject({ code: z.string(), name: z.string(), originals: few, copies: few, required: z.boolean(), form: z.string().exactOptional() });
const procedureCase = z.strictObject({
  code: z.string(),
  name: z.string(),
  parts: z.array(part).readonly(),
  statutoryLimit: limit.exactOptional(),
  dating: dating.exactOptional().meta({ description: 'How the case comes to its date where the law gives no term to count' }),
  channelTerms: z.partialRecord(channel, termRule).exactOptional(),
  components: z.array(requiredComponent).readonly(),
});

/** A legal text with the days between which it binds. */
export const legalBasisSchema = z.strictObject({
  document: z.string(),
  article: z.string().exactOptional(),
  effectiveFrom: z.iso.date().exactOptional(),
  endsOn: z.iso.date().exactOptional().meta({ description: 'First day on which it no longer binds' }),
});
const decision = z.strictObject({ number: z.string(), date: z.iso.date(), issuer: z.string().exactOptional() }).meta({ examples: [{ number: '1077/QĐ-BXD', date: '2026-06-29', issuer: 'Bộ Xây dựng' }] });
const legalParts = z
  .strictObject({
    order: z.array(z.strictObject({ heading: z.string().exactOptional(), text: z.string() })).readonly().exactOptional(),
    manner: z.array(z.strictObject({ channel, text: z.string() })).readonly().exactOptional(),
    sets: few.exactOptional().meta({ description: 'How many sets of papers are handed in' }),
    subjects: z.array(z.string()).readonly().exactOptional(),
    authority: z.strictObject({ competent: z.string().exactOptional(), authorised: z.string().exactOptional(), coordinating: z.string().exactOptional() }).exactOptional(),
    forms: z.array(z.strictObject({ code: z.string(), name: z.string() })).readonly().exactOptional(),
    conditions: z.array(z.string()).readonly().exactOptional(),
    notes: z.array(z.string()).readonly().exactOptional(),
    without: z.array(z.enum(['form', 'result', 'conditions', 'fees'])).readonly().exactOptional().meta({ description: 'Parts the procedure has none of, said so' }),
  })
  .meta({ description: 'Constituent parts of NĐ 63/2010 Art. 8 that no date is counted by', examples: [{ sets: 1, subjects: ['Công dân Việt Nam'], without: ['conditions'] }] });
const party = z.strictObject({
  code: z.string(),
  name: z.string(),
  owner: z.string().exactOptional(),
  budgets: z.array(z.strictObject({ code: z.string(), name: z.string(), applicant: z.enum(['person', 'organisation']).exactOptional(), limit })).readonly(),
  confirmation: limit.exactOptional(),
  basis: legalBasisSchema,
});

/** One version of a procedure, as published. */
export const procedureSchema = z.strictObject({
  code: z.string(),
  version: z.int(),
  name: z.string(),
  field: z.strictObject({ code: z.string(), name: z.string() }),
  effectiveFrom: z.iso.date(),
  endsOn: z.iso.date().exactOptional().meta({ description: 'First day without intake; running dossiers keep the version' }),
  competentAgencies: z.array(z.string()).readonly(),
  nonTerritorial: z.boolean(),
  channels: z.array(channel).readonly(),
  immediate: z.boolean(),
  cases: z.array(procedureCase).readonly(),
  pauseGrounds: z
    .array(z.union([z.string(), z.strictObject({ ground: z.string(), limit: limit.exactOptional(), party: party.exactOptional() })]))
    .readonly()
    .meta({ description: 'A bare code where the law adds nothing; else with the legal length of the pause and the body at work meanwhile' }),
  consultations: z
    .array(z.strictObject({ code: z.string(), name: z.string(), limit, silence: z.enum(['consent', 'late']), pauses: z.string().exactOptional(), basis: legalBasisSchema }))
    .readonly()
    .exactOptional(),
  supplement: z.strictObject({
    clock: z.enum(['restart', 'shift']),
    applicantLimit: limit,
    requestLimit: z.strictObject({ agency: limit, desk: limit.exactOptional() }),
    closeAs: z.enum(['refused', 'withdrawn', 'suspended']),
  }),
  answer: z.strictObject({ limit, alert: limit }),
  apology: z.strictObject({ at: z.enum(['before-expiry', 'at-expiry']), lead: limit, letterLimit: limit }),
  remoteExtra: limit.exactOptional(),
  undatedMaximum: limit.exactOptional(),
  extensions: z
    .array(z.strictObject({ code: z.string(), name: z.string(), law: legalCitation, limit: limit.exactOptional(), agreement: z.literal(true).exactOptional() }))
    .readonly()
    .exactOptional(),
  fees: z.array(z.strictObject({ name: z.string(), amount: z.int().max(1_000_000_000_000).exactOptional(), text: z.string().exactOptional(), channel: channel.exactOptional() })).readonly(),
  legalBases: z.array(legalBasisSchema).readonly(),
  results: z.array(z.string()).readonly(),
  sources: z.array(z.string()).readonly(),
  legalParts: legalParts.exactOptional(),
  announcedBy: decision.exactOptional().meta({ description: 'The decision that announced this version' }),
  repealedBy: decision.exactOptional().meta({ description: 'The decision that ends the procedure on endsOn' }),
}) satisfies z.ZodType<Omit<ProcedureVersion, 'cases' | 'pauseGrounds' | 'consultations'>>;

/** A procedure as the list shows it. */
export const procedureSummarySchema = z.strictObject({
  code: z.string(),
  version: z.int(),
  name: z.string(),
  field: z.strictObject({ code: z.string(), name: z.string() }),
  competentAgencies: z.array(z.string()).readonly(),
  nonTerritorial: z.boolean(),
  channels: z.array(channel).readonly(),
  immediate: z.boolean(),
  cases: z.array(z.strictObject({ code: z.string(), name: z.string(), term: z.string() })).readonly(),
  link: z.string(),
});
/** A procedure of a list. */
export type ProcedureSummary = z.output<typeof procedureSummarySchema>;

/** A body that receives, handles or decides dossiers. */
export const agencySchema = z.strictObject({
  code: z.string(),
  unitCode: z.string(),
  name: z.string(),
  kind: z.enum(['province', 'centre', 'department', 'office', 'commune', 'branch', 'external']),
  superior: z.string(),
  province: z.string(),
  parent: z.string().exactOptional(),
  remote: z.boolean().exactOptional(),
  symbol: z.string().exactOptional().meta({ description: 'Short symbol in the numbers of its documents', examples: ['STNMT'] }),
  phone: z.string().exactOptional(),
  desk: z.boolean(),
  endsOn: z.iso.date().exactOptional().meta({ description: 'First day on which it takes no new work; what it has goes on' }),
}) satisfies z.ZodType<Agency>;
