import { z } from 'zod';
import { BULK_ACTIONS, type BulkAction, type BulkItem, type BulkPreview, type BulkStep, type Holder, UNDO_MS } from '#service';
import { COMMAND_LABELS, EVENT_LABELS, undoneSentence } from '#vi';
import type { Refusal } from '#domain';
import { commandRefused } from '../problems/problem.js';
import { instantOut, isoOf, isoOrNull, pageOf } from '../schemas/atoms.js';
import { commandPath } from './command-view.js';
import { dossierPath } from './dossier-view.js';
import { problemSchema } from './problem-schema.js';

const holder = z.strictObject({ agency: z.string(), stage: z.string().nullable(), officer: z.string().nullable(), officerName: z.string().nullable() });
const ofStage = {
  stage: z.string().nullable().meta({ description: 'The stage that was named; null where none was' }),
  stageName: z.string().nullable(),
};
const change = z.strictObject({ before: z.int(), after: z.int() });

/** What an action would do, dossier by dossier, and how much everybody it moves work between would have in hand. */
export const bulkPreviewSchema = z.strictObject({
  action: z.enum(BULK_ACTIONS),
  items: z.array(
    z.strictObject({
      dossierCode: z.string(),
      ...ofStage,
      seq: z.int().nullable().meta({ description: 'Number of the last event of the dossier: what comes after it happened after this was looked at. Null of one beyond reach' }),
      allowed: z.boolean(),
      problem: problemSchema.nullable().meta({ description: 'Why not' }),
      from: holder.nullable(),
      to: z.array(holder),
      dueAt: instantOut.nullable(),
      stageDueAt: instantOut.nullable().meta({ description: 'When the stage is due' }),
      warning: z.string().nullable().meta({ description: 'What should be looked at first, in a sentence' }),
      links: z.strictObject({ dossier: z.string() }),
    }),
  ),
  allowed: z.int(),
  loads: z.array(z.strictObject({ of: z.string(), name: z.string(), open: change, dueSoon: change })).meta({ description: 'Of officers for an assignment, else of agencies' }),
  warnings: z.array(z.string()),
  more: z.boolean().meta({ description: 'The selection has more dossiers than one action takes' }),
  asOf: instantOut,
});
/** A preview as it is answered. */
export type BulkPreviewAnswer = z.output<typeof bulkPreviewSchema>;

const step = z.strictObject({
  status: z.enum(['waiting', 'pending', 'applied', 'refused']).meta({ description: 'waiting: without a command yet. pending: its command is not decided yet' }),
  sentence: z.string().nullable().meta({ description: 'Why it was refused' }),
  command: z.string().nullable(),
});

/** One action on many dossiers with what became of each. */
export const bulkSchema = z.strictObject({
  id: z.uuid(),
  action: z.enum(BULK_ACTIONS),
  label: z.string(),
  officer: z.string().nullable(),
  begunAt: instantOut,
  finished: z.boolean().meta({ description: 'Every dossier has its outcome' }),
  undoUntil: instantOut.nullable().meta({ description: 'Until when it can be taken back; null where there is no way back' }),
  undoneAt: instantOut.nullable(),
  counts: z.strictObject({ dossiers: z.int(), applied: z.int(), refused: z.int(), pending: z.int(), undone: z.int() }),
  items: z.array(
    z.strictObject({
      dossierCode: z.string(),
      ...ofStage,
      done: step,
      undone: step.nullable().meta({ description: 'Null unless the action was taken back' }),
      since: z.array(z.strictObject({ seq: z.int(), label: z.string(), occurredAt: instantOut })).meta({ description: 'Of one that could not be taken back: what happened to it since' }),
      links: z.strictObject({ dossier: z.string() }),
    }),
  ),
  links: z.strictObject({ self: z.string(), undo: z.string() }),
});
/** An action as it is answered. */
export type BulkAnswer = z.output<typeof bulkSchema>;

/** An action as a line. */
export const bulkLineSchema = bulkSchema.omit({ items: true, counts: true, finished: true });
/** A page of actions. */
export const bulkPageSchema = pageOf(bulkLineSchema);
/** A page of actions as it is answered. */
export type BulkPage = z.output<typeof bulkPageSchema>;

/** What the stages of dossiers are called, by the code of the dossier. */
export type StageNames = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What a preview's codes are called. */
export interface BulkWords {
  readonly people: ReadonlyMap<string, string>;
  readonly agencies: ReadonlyMap<string, string>;
  readonly stages: StageNames;
  /** Data of each refusal with names in the place of codes. */
  readonly refusals: ReadonlyMap<Refusal, Refusal['data']>;
}

/** A preview as its answer. */
export function viewPreview(action: BulkPreviewAnswer['action'], { items, loads }: BulkPreview, words: BulkWords, told: Pick<BulkPreviewAnswer, 'warnings' | 'more' | 'asOf'> & { readonly officerAgency?: string }): BulkPreviewAnswer {
  const { officerAgency, ...rest } = told;
  return {
    action,
    items: items.map((item) => ({
      dossierCode: item.code,
      ...viewStage(item, words.stages),
      seq: item.seq ?? null,
      allowed: item.kind === 'allowed',
      problem: item.kind === 'refused' ? commandRefused(item.refusal, words.refusals.get(item.refusal)).details : null,
      from: item.from === undefined ? null : viewHolder(item.from, words),
      to: item.to.map((each) => viewHolder(each, words)),
      dueAt: isoOrNull(item.dueAt),
      stageDueAt: isoOrNull(item.stageTargetAt),
      warning: officerAgency !== undefined && item.kind === 'allowed' && item.to.some(({ agency }) => agency !== officerAgency) ? 'Người được giao không thuộc cơ quan đang giữ bước này.' : null,
      links: { dossier: dossierPath(item.code) },
    })),
    allowed: items.filter(({ kind }) => kind === 'allowed').length,
    loads: loads.map(({ of, ...load }) => ({ of, name: words.people.get(of) ?? words.agencies.get(of) ?? of, ...load })),
    ...rest,
  };
}

/** An action as a line of a list. */
export function viewBulkLine({ id, action, officer, begunAt, undoneAt }: BulkAction): BulkPage['items'][number] {
  const self = `/api/v1/bulk-actions/${id}`;
  return {
    id, action,
    label: COMMAND_LABELS[action],
    officer: officer ?? null,
    begunAt: isoOf(begunAt),
    undoUntil: action === 'AcceptHandover' ? null : isoOf(begunAt + UNDO_MS),
    undoneAt: isoOrNull(undoneAt),
    links: { self, undo: `${self}/undo` },
  };
}

/** An action with its dossiers as its answer. `sentences` are those of what was refused. */
export function viewBulk(bulk: BulkAction, items: readonly BulkItem[], stages: StageNames, sentences: (step: BulkStep) => string | null): BulkAnswer {
  const count = (status: BulkStep['status']): number => items.filter(({ done }) => done.status === status).length;
  const pending = count('pending') + count('waiting');
  return {
    ...viewBulkLine(bulk),
    finished: bulk.finishedAt !== undefined && pending === 0,
    counts: { dossiers: items.length, applied: count('applied'), refused: count('refused'), pending, undone: items.filter(({ undone }) => undone?.status === 'applied').length },
    items: items.map(({ code, stage, done, undone, since }) => ({
      dossierCode: code,
      ...viewStage({ code, ...(stage === undefined ? {} : { stage }) }, stages),
      done: viewStep(done, sentences(done)),
      undone: undone === undefined ? null : viewStep(undone, undoneSentence(undone.code) ?? sentences(undone)),
      since: since.map(({ seq, type, occurredAt }) => ({ seq, label: EVENT_LABELS[type], occurredAt: isoOf(occurredAt) })),
      links: { dossier: dossierPath(code) },
    })),
  };
}

function viewStage({ code, stage }: Pick<BulkItem, 'code' | 'stage'>, names: StageNames): { readonly stage: string | null; readonly stageName: string | null } {
  return { stage: stage ?? null, stageName: stage === undefined ? null : (names.get(code)?.get(stage) ?? stage) };
}

function viewStep({ status, commandId }: BulkStep, sentence: string | null): z.output<typeof step> {
  return { status, sentence: status === 'refused' ? sentence : null, command: commandId === undefined ? null : commandPath(commandId) };
}

function viewHolder({ agency, stage, officer }: Holder, { people }: BulkWords): z.output<typeof holder> {
  return { agency, stage: stage ?? null, officer: officer ?? null, officerName: officer === undefined ? null : (people.get(officer) ?? null) };
}
