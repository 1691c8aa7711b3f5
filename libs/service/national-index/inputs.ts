import { addCalendarDays, type Channel, FEEDBACK_CLOCKS, type FeedbackClock, feedbackRates, formatLocalDate, type Instant, type IssuerLevel, instant, publicationFigure, type PublicationFigureName, startOfDay } from '#domain';
import { type Counted, daysOf, INDEX_ON_TIME, type IndexInputs, NO_FIGURES, type Period, type PeriodFigures, RECEIVED, toProcess, totalOf } from '#domain/figures';
import { readCaseFigures } from '../cases/case-figures.js';
import type { Engine } from '../engine.js';
import { readFeedbackCounts } from '../feedback/feedback-counts.js';
import { countsQueryOf } from '../feedback/feedback-figures.js';
import { readFigure } from '../figures/read-figure.js';
import { readPublicationFacts } from '../publication/publication-facts.js';

/** Whose index, over which days, as known at `at`. */
export interface IndexQuestion {
  readonly province: string;
  /** The whole province where absent. */
  readonly agency?: string;
  readonly period: Period;
  readonly at: Instant;
}

type Counts = { readonly [Input in keyof IndexInputs]: Counted };

/** Terms of feedback the index counts: to refuse, to ask for more, to answer, to publish the answer. */
const INDEX_CLOCKS: readonly FeedbackClock[] = FEEDBACK_CLOCKS.filter((clock) => ['refuse', 'ask', 'answer', 'publish-answer'].includes(clock));

/**
 * What is counted of a scope and period. Online payment, electronic results and digitised papers are not: whoever counts them adds them
 * here. Every number is that of the figure of its name, read the same way.
 */
export async function readIndexInputs(engine: Engine, question: IndexQuestion): Promise<IndexInputs> {
  const { province, agency, period, at } = question;
  const scope = { province, ...(agency === undefined ? {} : { agency }) };
  const { figures } = await readFigure(engine.database, { scope, period, rates: [], at });
  const counts: PeriodFigures = { ...NO_FIGURES, ...figures[0]?.counts };
  return {
    ...(await publicationInputs(engine, question)),
    ...(await onlineInputs(engine, question)),
    ...(await feedbackInputs(engine, question, counts)),
    'dossiers-synchronised': await synchronised(engine, question),
    'in-time': { n: totalOf(INDEX_ON_TIME, counts), d: totalOf(RECEIVED, counts) },
    'dossiers-online': { n: counts.receivedOnline, d: counts.received },
  };
}

async function publicationInputs(engine: Engine, { province, agency, period, at }: IndexQuestion): Promise<Counts> {
  const days = daysOf(period);
  const [first, last] = [formatLocalDate(days.first), formatLocalDate(days.last)];
  const level: IssuerLevel = 'province';
  const facts = await readPublicationFacts(engine, { province, last, ...(agency === undefined ? {} : { agency }) });
  const judged = { first, last, level, now: at, closesAt: Math.min(at, startOfDay(addCalendarDays(days.last, 1))) };
  const of = (name: PublicationFigureName): Counted => countedOf(publicationFigure(name, facts, judged));
  return { 'announced-in-time': of('lead-in-time'), 'published-in-time': of('database-in-time'), 'complete-parts': of('fully-posted') };
}

interface ProcedureRow {
  readonly code: string;
  readonly channels: readonly Channel[];
  readonly agencies: readonly string[];
  readonly ends_on: string | null;
}

async function onlineInputs({ database }: Pick<Engine, 'database'>, { province, agency, period, at }: IndexQuestion): Promise<Counts> {
  const last = formatLocalDate(daysOf(period).last);
  const rows = await database.read.rows<ProcedureRow>(
    `SELECT DISTINCT ON (code) code, data->'channels' AS channels, data->'competentAgencies' AS agencies, data->>'endsOn' AS ends_on
     FROM procedure_version WHERE effective_from <= $1 ORDER BY code, effective_from DESC, version DESC`,
    [last],
  );
  const inForce = rows.filter(({ agencies, ends_on }) => (agency === undefined || agencies.includes(agency)) && (ends_on === null || ends_on > last));
  const online = new Set(inForce.filter(({ channels }) => channels.includes('online')).map(({ code }) => code));
  const { figures } = await readFigure(database, { scope: { province, ...(agency === undefined ? {} : { agency }) }, period, rates: [], groupBy: 'procedure', at });
  const used = figures.filter(({ group, counts }) => online.has(group) && (counts.receivedOnline ?? 0) > 0);
  return { 'procedures-online': { n: online.size, d: inForce.length }, 'online-procedures-used': { n: used.length, d: online.size } };
}

/** Overdue dossiers of item 5.4 are those of item 2.1: the index speaks of one clock throughout. */
async function feedbackInputs(engine: Engine, question: IndexQuestion, figures: PeriodFigures): Promise<Counts> {
  const { province, agency, at } = question;
  const { read } = engine.database;
  const time = countsQueryOf(question);
  const counts = await readFeedbackCounts(read, time);
  const rates = feedbackRates(counts, { all: toProcess(figures), overdue: figures.indexLate + figures.indexOverdue });
  const agencies = agency === undefined ? await agenciesOf(engine, province) : [agency];
  const clocks = await readCaseFigures(read, { agencies, kind: 'feedback' }, { from: time.from, until: time.until, at });
  const inTime = clocks.filter(({ rate, clock }) => rate === 'clock-on-time' && INDEX_CLOCKS.some((each) => each === clock));
  return {
    'feedback-in-time': sumOf(inTime.map(({ value }) => value)),
    'feedback-answered-well': countedOf(rates.answeredWell),
    satisfaction: countedOf(rates.satisfaction),
  };
}

/** Dossiers whose first event the portal had to be told of in the period, and took, whenever it did; what a person settled otherwise it did not take. */
async function synchronised(engine: Engine, { province, agency, period, at }: IndexQuestion): Promise<Counted> {
  const { first, last } = daysOf(period);
  const agencies = agency === undefined ? await agenciesOf(engine, province) : [agency];
  const row = await engine.database.read.first<Counted>(
    `SELECT count(*) FILTER (WHERE outcome = 'acknowledged') AS n, count(*) AS d FROM sync_outbox
     WHERE agency = ANY($1::text[]) AND owed_at >= $2::bigint AND owed_at < $3::bigint AND from_seq = 1 AND outcome IS DISTINCT FROM 'not-owed'`,
    [agencies, startOfDay(first), instant(Math.min(startOfDay(addCalendarDays(last, 1)), at + 1))],
  );
  return row ?? { n: 0, d: 0 };
}

async function agenciesOf({ database, rules }: Pick<Engine, 'database' | 'rules'>, province: string): Promise<readonly string[]> {
  return [...(await rules.agencies(database.read)).values()].filter((each) => each.province === province).map(({ code }) => code);
}

function countedOf({ n, d }: Counted): Counted {
  return { n, d };
}

function sumOf(parts: readonly Counted[]): Counted {
  return parts.reduce<Counted>((sum, { n, d }) => ({ n: sum.n + n, d: sum.d + d }), { n: 0, d: 0 });
}
