import { eventOfRow } from '#domain';
import { type CountedLine, countedLines, getRate, type LineCount, lineCounts } from '#domain/figures';
import type { Database } from '#persistence';
import { chainedRowOf } from '../event-rows.js';
import { ledgersOf } from '../ledgers-of.js';
import { DOSSIER_COLUMNS, LEFT_AT, type Moments, momentsOf } from './dossier-conditions.js';
import type { BehindQuery, RatePart } from './list-behind.js';
import { type FigureScope, inScope, Parameters } from './scope.js';

/** A letter, payment or run of a stage behind a rate, whose dossier it belongs to, and under which version of its procedure that runs. */
export type LineBehind = CountedLine & { readonly code: string; readonly procedure: { readonly code: string; readonly version: number } };

/** Where a page of lines ended: with all lines of a dossier. */
export interface LinePlace {
  readonly at: number;
  readonly id: string;
}

/** A page of lines; `next` is where the following one begins, absent after the last. */
export interface LinesBehind {
  readonly lines: readonly LineBehind[];
  readonly next?: LinePlace;
}

/** A question about the lines behind a rate. */
export type LinesQuery = Omit<BehindQuery, 'part'> & { readonly part: Exclude<RatePart, 'subtracted'>; readonly stage?: string };

/** A question about the shares of delays behind the minutes charged to agencies and stages. */
export type DelaysQuery = Pick<LinesQuery, 'scope' | 'days' | 'at' | 'stage'>;

/** Dossiers whose ledgers are read by one statement, and how many a page looks at before it ends without having found enough. */
const BATCH = 100;
const LOOKED_AT = 2_000;

type PageAsked = { readonly after?: LinePlace; readonly limit: number };

/**
 * A page of what a rate of letters, payments or runs of stages counts, told from the ledgers by the steps that book the figures, so over
 * all pages there are as many lines as the number says. Earliest received dossiers first; a page ends with a dossier, so it may be a few
 * lines longer than asked for, or shorter, even empty, where many dossiers hold nothing for the scope. `undefined` where the rate is not
 * told of such lines, or not for such a scope; only runs of stages can be asked for by stage.
 */
export async function listLines(database: Pick<Database, 'read'>, query: LinesQuery, page: PageAsked): Promise<LinesBehind | undefined> {
  const counts = countsOf(query);
  const ofStages = getRate(query.rate).of === 'stages';
  return counts === undefined || (query.stage !== undefined && !ofStages) ? undefined : listCounted(database, query, counts, (moments) => (ofStages ? hadStages(moments) : hadEvents(counts, moments)), page);
}

/** A page of the shares of delays that ended within the days, as `listLines`: their minutes sum to those that are charged. `undefined` for a case or commune. */
export async function listDelays(database: Pick<Database, 'read'>, query: DelaysQuery, page: PageAsked): Promise<LinesBehind | undefined> {
  return query.scope.case !== undefined || query.scope.commune !== undefined
    ? undefined
    : listCounted(database, query, ['delayShareMinutes'], (moments) => `became_late_at IS NOT NULL AND ${hadStages(moments)}`, page);
}

async function listCounted(database: Pick<Database, 'read'>, query: DelaysQuery, counts: readonly LineCount[], may: (moments: Moments) => string, page: PageAsked): Promise<LinesBehind> {
  const { days, stage, scope: { agency, officer } } = query;
  const window = { days, ...(agency === undefined ? {} : { agency }), ...(officer === undefined ? {} : { officer }), ...(stage === undefined ? {} : { stage }) };
  const lines: LineBehind[] = [];
  let place = page.after;
  for (let looked = 0; looked < LOOKED_AT; looked += BATCH) {
    const candidates = await readCandidates(database, query, may, place);
    const ledgers = await ledgersOf(database.read, candidates.map(({ id }) => id));
    for (const { id, code, received_at: at, procedure_code, procedure_version } of candidates) {
      lines.push(...countedLines((ledgers.get(id) ?? []).map((row) => eventOfRow(chainedRowOf(row))), counts, window).map((line) => ({ ...line, code, procedure: { code: procedure_code, version: procedure_version } })));
      place = { at, id };
      if (lines.length >= page.limit) {
        return { lines, next: place };
      }
    }
    if (candidates.length < BATCH) {
      return { lines };
    }
  }
  return { lines, ...(place === undefined ? {} : { next: place }) };
}

/** Letters and payments belong to no officer, and no kept figure tells any of them by case or commune. */
function countsOf({ rate, part, scope }: LinesQuery): readonly LineCount[] | undefined {
  const told = scope.case === undefined && scope.commune === undefined && (scope.officer === undefined || getRate(rate).of === 'stages');
  return told ? lineCounts(getRate(rate)[part]) : undefined;
}

interface Candidate {
  readonly id: string;
  readonly code: string;
  readonly received_at: number;
  readonly procedure_code: string;
  readonly procedure_version: number;
}

async function readCandidates(database: Pick<Database, 'read'>, { scope, days, at }: DelaysQuery, may: (moments: Moments) => string, after: LinePlace | undefined): Promise<readonly Candidate[]> {
  const parameters = new Parameters();
  const condition = may(momentsOf(days, at, parameters));
  const place = after === undefined ? 'TRUE' : `(received_at, id) > (${parameters.add(after.at, 'bigint')}, ${parameters.add(after.id, 'uuid')})`;
  return database.read.rows<Candidate>(
    `SELECT id, code, received_at, procedure_code, procedure_version FROM dossier WHERE ${inScope(ofDossier(scope), DOSSIER_COLUMNS, parameters)} AND ${condition} AND ${place} ORDER BY received_at, id LIMIT ${parameters.add(BATCH, 'integer')}`,
    parameters.values,
  );
}

/** What a dossier keeps all its life: a line's agency and officer are those it was booked with. */
function ofDossier({ province, procedure, field, channel }: FigureScope): FigureScope {
  return { province, ...(procedure === undefined ? {} : { procedure }), ...(field === undefined ? {} : { field }), ...(channel === undefined ? {} : { channel }) };
}

/** SQL: was in the stock within the period; only there runs of stages are counted. One that was cancelled tells no day it left. */
function hadStages({ start, end }: Moments): string {
  return `(accepted_at < ${end} AND (in_stock OR finished_at IS NULL OR ${LEFT_AT} >= ${start}))`;
}

/** SQL: something the counts are about happened within the period; lateness that had come before acceptance counts from that on. */
function hadEvents(counts: readonly LineCount[], { start, end }: Moments): string {
  const types = counts.some((count) => count.startsWith('payments')) ? `'PaymentRecorded'` : `'DossierBecameLate', 'PromiseBroken', 'ApologySigned'`;
  const happened = `id IN (SELECT e.dossier_id FROM dossier_event e WHERE e.type IN (${types}) AND e.occurred_at >= ${start} AND e.occurred_at < ${end})`;
  return `(${happened} OR (became_late_at < accepted_at AND accepted_at >= ${start} AND accepted_at < ${end}))`;
}
