import { z } from 'zod';
import { CASE_KINDS, type ChainedCaseRow, caseEventOfRow, ROLES } from '#domain';
import { CASE_STATES, type CaseCount, type CaseItem, type CasePage, type ExplainedClock } from '#service';
import { CASE_EVENT_LABELS, CASE_KIND_LABELS, CASE_STATE_LABELS, CLOCK_STANDING_LABELS, clockLabel, clockLawVi, stepLine } from '#vi';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { casePath } from './case-command-view.js';
import { dossierPath } from './dossier-view.js';
import { evidenceRefsSchema, viewEvidenceRefs } from './evidence-view.js';
import { stepSchema, written } from './explanation-steps.js';

const CODE = { examples: ['NV-H99-2026-000001'] };
const STANDINGS = Object.keys(CLOCK_STANDING_LABELS) as (keyof typeof CLOCK_STANDING_LABELS)[];

/** A case as a line of a list. */
export const caseItemSchema = z.strictObject({
  code: z.string().meta(CODE),
  kind: z.enum(CASE_KINDS),
  kindLabel: z.string().meta({ examples: ['Nhiệm vụ được giao'] }),
  agency: z.string().meta({ examples: ['H99.31'] }),
  owner: z.string().nullable(),
  coordinating: z.array(z.string()).readonly(),
  dossierCode: z.string().nullable(),
  openedAt: instantOut,
  outcome: z.string().nullable().meta({ description: 'How it was closed; null while it is open' }),
  next: z.strictObject({ clock: z.string(), label: z.string(), dueAt: instantOut, overdue: z.boolean() }).nullable().meta({ description: 'The running clock that ends first' }),
  link: z.string(),
});
/** A page of cases with the instant at which they were judged. */
export const casePageSchema = pageOf(caseItemSchema).extend({ asOf: instantOut });
/** A page of cases as it is answered. */
export type CasePageAnswer = z.output<typeof casePageSchema>;

/** The length of a list of open cases of a kind. */
export const caseQueueSchema = z.strictObject({ kind: z.enum(CASE_KINDS), kindLabel: z.string(), state: z.enum(CASE_STATES), label: z.string(), count: z.int().meta({ examples: [3] }), link: z.string() });
/** All lengths, with the instant at which they were counted. */
export const caseQueuePageSchema = pageOf(caseQueueSchema).extend({ asOf: instantOut });

const clockSchema = z.strictObject({
  clock: z.string().meta({ examples: ['completion'] }),
  label: z.string().meta({ examples: ['hoàn thành nhiệm vụ'] }),
  round: z.int(),
  agency: z.string(),
  law: z.string().meta({ description: 'The document it rests on, with the place in it', examples: ['Kế hoạch 126/KH-UBND'] }),
  startedAt: instantOut,
  dueAt: instantOut.meta({ description: 'The last moment that is in time' }),
  warnAt: instantOut.nullable(),
  escalateAt: z.array(instantOut),
  standing: z.enum(STANDINGS),
  standingLabel: z.string(),
  stoppedAt: instantOut.nullable().meta({ description: 'When it was truly done, which may lie before the entry' }),
  evidence: evidenceRefsSchema,
  steps: z.array(stepSchema).meta({ description: 'How the date was counted; empty where a person set it' }),
});

/** A case with its clocks, each with its law and the way its date was counted. */
export const caseSchema = caseItemSchema.omit({ next: true, link: true }).extend({
  province: z.string(),
  clocks: z.array(clockSchema),
  words: z.array(z.strictObject({ version: z.int(), data: z.record(z.string(), z.unknown()) })).nullable().meta({ description: 'What is said in words and about people; null for who may not read it' }),
  asOf: instantOut,
  links: z.strictObject({ self: z.string(), timeline: z.string(), dossier: z.string().nullable() }),
});
/** A case as it is answered. */
export type CaseAnswer = z.output<typeof caseSchema>;

/** One line of a case's history, as the ledger holds it. */
export const caseTimelineEntrySchema = z.strictObject({
  seq: z.int(),
  type: z.string().meta({ examples: ['ClockStarted'] }),
  label: z.string(),
  occurredAt: instantOut,
  recordedAt: instantOut,
  actor: z.strictObject({ subject: z.string(), role: z.enum(ROLES), agency: z.string() }),
  payload: z.record(z.string(), z.unknown()).meta({ description: 'The event as hashed: instants are epoch milliseconds, words are references' }),
  hash: z.string(),
});

/** A line of a list. */
export function viewCaseItem(item: CaseItem, at: number): z.output<typeof caseItemSchema> {
  const { code, next } = item;
  return {
    ...headOf(item, item.dossierCode),
    next: next === undefined ? null : { clock: next.clock, label: clockLabel(next.clock), dueAt: isoOf(next.dueAt), overdue: next.dueAt < at },
    link: casePath(code),
  };
}

/** The length of a list; its link carries the filter it was counted with. */
export function viewCaseCount({ kind, state, count }: CaseCount, filter: Readonly<Record<string, string>>): z.output<typeof caseQueueSchema> {
  return { kind, kindLabel: CASE_KIND_LABELS[kind], state, label: CASE_STATE_LABELS[state], count, link: `/api/v1/cases?${new URLSearchParams({ kind, state, ...filter }).toString()}` };
}

/** A case; `words` only for who may read them. */
export function viewCase({ state, events, dossierCode }: CasePage, clocks: readonly ExplainedClock[], { asOf, words }: { readonly asOf: number; readonly words: CaseAnswer['words'] }): CaseAnswer {
  const { code, province } = state;
  return {
    ...headOf(state, dossierCode),
    province,
    clocks: clocks.map((explained) => viewClock(explained, events, asOf)),
    words,
    asOf: isoOf(asOf),
    links: { self: casePath(code), timeline: `${casePath(code)}/timeline`, dossier: dossierCode === undefined ? null : dossierPath(dossierCode) },
  };
}

/** What a line of a list and the case itself both say. */
function headOf({ code, kind, agency, owner, coordinating, openedAt, outcome }: Omit<CaseItem, 'id' | 'dossierCode' | 'next' | 'key'>, dossierCode: string | undefined): Omit<z.output<typeof caseItemSchema>, 'next' | 'link'> {
  return {
    code,
    kind,
    kindLabel: CASE_KIND_LABELS[kind],
    agency,
    owner: owner ?? null,
    coordinating,
    dossierCode: dossierCode ?? null,
    openedAt: isoOf(openedAt),
    outcome: outcome ?? null,
  };
}

function viewClock({ clock, steps }: ExplainedClock, events: CasePage['events'], asOf: number): CaseAnswer['clocks'][number] {
  const { law, stopped, dueAt } = clock;
  const stop = events.find((event) => event.type === 'ClockStopped' && event.payload.clock === clock.clock && event.payload.round === clock.round);
  const proofs = stop?.type === 'ClockStopped' ? (stop.payload.evidence ?? []) : [];
  const standing = stopped === undefined ? (dueAt < asOf ? 'overdue' : 'running') : stopped.outcome === 'cancelled' ? 'cancelled' : stopped.inTime ? 'in-time' : 'late';
  return {
    clock: clock.clock,
    label: clockLabel(clock.clock),
    round: clock.round,
    agency: clock.agency,
    law: clockLawVi(law),
    startedAt: isoOf(clock.counting.from),
    dueAt: isoOf(dueAt),
    warnAt: isoOrNull(clock.warnAt),
    escalateAt: clock.escalateAt.map(isoOf),
    standing,
    standingLabel: CLOCK_STANDING_LABELS[standing],
    stoppedAt: isoOrNull(stopped?.at),
    evidence: viewEvidenceRefs(proofs),
    steps: steps.map((step) => ({ ...written(step), text: stepLine(step, steps) })),
  };
}

/** A line of a case's history. */
export function viewCaseEvent(row: ChainedCaseRow): z.output<typeof caseTimelineEntrySchema> {
  const { seq, type, occurredAt, recordedAt, actor, payload } = caseEventOfRow(row);
  return { seq, type, label: CASE_EVENT_LABELS[type], occurredAt: isoOf(occurredAt), recordedAt: isoOf(recordedAt), actor, payload: { ...payload }, hash: row.hash };
}
