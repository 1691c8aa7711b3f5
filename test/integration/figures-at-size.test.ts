import { beforeAll, describe, expect, test } from 'vitest';
import { instant, MS_PER_HOUR, parseInstant, parseLocalDate } from '#domain';
import { daysOf, seriesOf } from '#domain/figures';
import { openDatabase } from '#persistence';
import { countQueues, type Engine, listQueue, QUEUES, readWaitingWork, searchDossiers } from '#service';
import { checkBalance, countDataErrors, listDataErrors, listEndangered, listRisks, listTargets, readAgeing, readAgencyScores, readBudget, readFigure, readHandlingTable, readSeries, readStages, recountFigures, streamEvidence, watchBudgets } from '#service/figures';
import { loadHistory } from '../../apps/cli/bench/metrics/load-history.js';
import { publishNation, type Province } from '../../apps/cli/bench/metrics/nation.js';
import { plainGroupBy, QUESTIONS } from '../../apps/cli/bench/metrics/questions.js';
import { Random } from '../../apps/cli/simulation/random.js';
import { readTraces } from '../../libs/service/event-log/read-traces.js';
import { compareCodes } from '../../libs/service/portal-comparison/compare-codes.js';
import { compareCounts } from '../../libs/service/portal-comparison/compare-counts.js';
import { readOpenMoments } from '../../libs/service/risk/moments.js';
import { openRuleBook } from '../../libs/service/rule-book.js';
import { findRefilings } from '../../libs/service/watch/refilings.js';
import { testCounter } from '../support/engine.js';
import { type HeardStatement, listening } from '../support/plans.js';

const BEGINS = parseInstant('2023-10-01T08:00:00+07:00');
const AT = parseInstant('2026-09-28T09:00:00+07:00');
const SIZE = { finished: 98_000, open: 2_000, begins: BEGINS, at: AT, seed: 7 };
const TABLES_OF_SIZE = ['dossier', 'dossier_event', 'morning_line', 'figure_cell', 'dwell_cell', 'search_token', 'personal_record'];
const AUGUST = { first: parseLocalDate('2026-08-01'), last: parseLocalDate('2026-08-31') };
const LOADED_WITHIN_MS = 600_000;

const { engine, database } = await testCounter('2023-10-01T08:00:00+07:00');
let provinces: readonly [Province, ...Province[]];

beforeAll(async () => {
  const [first, ...others] = await publishNation(engine, { provinces: 34, procedures: 500 }, BEGINS);
  if (first === undefined) throw new Error('No province was published');
  provinces = [first, ...others];
  const owner = await openDatabase({ url: database.ownerUrl, poolSize: 2, applicationName: 'dunghan-load' });
  const { dossiers } = await loadHistory({ engine, owner }, provinces, SIZE, { written: () => undefined, step: () => undefined });
  await owner.close();
  if (dossiers !== SIZE.finished + SIZE.open) throw new Error(`${String(dossiers)} dossiers were loaded`);
}, LOADED_WITHIN_MS);

/** Reads a stream to its end. */
async function drained(stream: AsyncIterable<unknown>): Promise<number> {
  let parts = 0;
  for await (const part of stream) parts += part === undefined ? 0 : 1;
  return parts;
}

/** Tables that grow with the years and are read from end to end by a statement, and workers it would wait for. */
async function readWhole({ sql, parameters }: HeardStatement): Promise<readonly string[]> {
  // Says how the others are read, and reads nothing itself.
  if (sql.startsWith('SET TRANSACTION')) return [];
  const [row] = await engine.database.read.rows<{ 'QUERY PLAN': unknown }>(`EXPLAIN (FORMAT JSON) ${sql}`, parameters);
  const whole: string[] = [];
  JSON.stringify(row?.['QUERY PLAN'], (_key, value: unknown) => {
    const node = value as { readonly 'Node Type'?: string; readonly 'Relation Name'?: string } | null;
    const relation = node?.['Relation Name'];
    if (node?.['Node Type']?.startsWith('Gather') === true) whole.push('workers');
    if (node?.['Node Type'] === 'Seq Scan' && relation !== undefined && TABLES_OF_SIZE.includes(relation)) whole.push(relation);
    return value;
  });
  return whole;
}

/** Which of the indexes a statement is answered by. */
async function usedOf({ sql, parameters }: HeardStatement, indexes: readonly string[]): Promise<readonly string[]> {
  const plan = await engine.database.read.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, parameters);
  return indexes.filter((index) => plan.some((line) => new RegExp(` ${index}\\b`, 'u').test(line['QUERY PLAN'])));
}

describe('over a hundred thousand dossiers of 34 provinces', () => {
  test('figures by agency equal what counting the dossiers gives, in every province', async () => {
    for (const { code: province } of provinces) {
      const query = { scope: { province }, period: { kind: 'year', year: 2026 }, rates: ['late-rate'], groupBy: 'agency', at: AT } as const;
      const { figures } = await readFigure(engine.database, query);
      const { sql, parameters } = plainGroupBy(query);
      const counted = await engine.database.read.rows<{ key: string; received: number; carried: number; late: number; overdue: number }>(`${sql} ORDER BY 1`, parameters);
      const some = counted.filter(({ received, carried, late, overdue }) => received + carried + late + overdue > 0);
      expect(figures.map(({ group, counts }) => ({ key: group, received: counts.received, carried: counts.carriedOver, late: counts.finishedLate }))).toEqual(some.map(({ key, received, carried, late }) => ({ key, received, carried, late })));
    }
  });

  test.each(QUESTIONS.map((question) => [question.name, question] as const))('%s is one statement that reads no table from end to end', async (_name, question) => {
    const { engine: heardBy, heard } = listening(engine);
    const { source } = await readFigure(heardBy.database, question.ask(new Random(SIZE.seed), provinces, AT));
    expect([source, heard.length]).toEqual(['cells', 1]);
    for (const statement of heard) expect(await readWhole(statement)).toEqual([]);
  });

  test.each([['a province', {}], ['a procedure', { procedure: '8.000001' }]] as const)('what is not recorded yet, and what index 766 holds overdue, is found by partial indexes for %s', async (_scope, more) => {
    const { engine: on, heard } = listening(engine);
    await readFigure(on.database, { scope: { province: provinces[0].code, ...more }, period: { kind: 'month', year: 2026, month: 9 }, rates: ['late-rate', 'late-rate-by-current-promise', 'index-late-rate'], at: AT });
    const partial = ['dossier_due', 'dossier_reappointed', 'dossier_index_overdue'];
    expect(await usedOf(heard[0] ?? { sql: '', parameters: [] }, partial)).toEqual(partial);
    // Beside them none that holds the dossiers of all years, however few the others find: its entries are read one by one.
    expect(await usedOf(heard[0] ?? { sql: '', parameters: [] }, ['dossier_received', 'dossier_left', 'dossier_over'])).toEqual([]);
  });

  test('the versions that name the lines of a list are read by one statement, however many, and then kept', async () => {
    const { engine: heardBy, heard } = listening(engine);
    const unread = { ...heardBy, rules: openRuleBook() };
    const list = (): ReturnType<typeof listQueue> => listQueue(unread, { queue: 'open', scope: { province: provinces[0].code }, limit: 50, at: AT, endOfDay: AT, soonUntil: AT });
    expect(new Set((await list()).map(({ procedureCode }) => procedureCode)).size).toBeGreaterThan(5);
    expect(heard).toHaveLength(2);
    await list();
    expect(heard).toHaveLength(3);
  });

  test.each(QUEUES.filter((queue) => queue !== 'all' && queue !== 'cancelled'))('the queue %s of an agency and of a province is found without reading what is closed', async (queue) => {
    const moment = { at: AT, endOfDay: instant(AT + 8 * MS_PER_HOUR), soonUntil: instant(AT + 48 * MS_PER_HOUR) };
    const { engine: heardBy, heard } = listening(engine);
    const [agency] = provinces[0].handled[0].agencies;
    for (const scope of [{ agencies: [agency] }, { province: provinces[0].code }]) {
      // The versions that name procedures and stages are at hand from the first list on.
      await listQueue(engine, { queue, scope, limit: 50, ...moment });
      await listQueue(heardBy, { queue, scope, limit: 50, ...moment });
      await countQueues(heardBy.database.read, { scope, ...moment });
    }
    expect(heard).toHaveLength(4);
    for (const statement of heard) expect(await readWhole(statement)).toEqual([]);
  });

  test.each<readonly [string, (engine: Engine) => Promise<unknown>]>([
    ['the balance', ({ database }) => checkBalance(database)],
    ['the budgets of the provinces', (on) => watchBudgets(on, AT)],
    ['what waits', (on) => readWaitingWork(on, AT)],
    ['the next open dossiers to be scored', ({ database }) => readOpenMoments(database.read, new Map(), AT, { after: '00000000-0000-0000-0000-000000000000', limit: 1_000 })],
  ])('%s, which the relay looks at again and again, is found without reading what is closed', async (_name, look) => {
    const { engine: heardBy, heard } = listening(engine);
    await look(heardBy);
    expect(heard.length).toBeGreaterThan(0);
    for (const statement of heard) expect([statement.sql, await readWhole(statement)]).toEqual([statement.sql, []]);
  });

  test.each<readonly [string, (engine: Engine, province: Province) => Promise<unknown>]>([
    ['the list of evidence', (on, { code }) => drained(streamEvidence(on, { days: AUGUST, scope: { province: code }, at: AT }, 'csv').bytes)],
    ['the export of the event log', (on, { code }) => drained(readTraces(on, { province: code, days: AUGUST }))],
    ['the search by a code', (on, { code }) => searchDossiers(on, { text: `000.00.01.${code}-260901-0001`, scopes: [code], limit: 20 })],
    ['the search by a name', (on, { code }) => searchDossiers(on, { text: 'Nguyễn Văn An', scopes: [code], limit: 20 })],
    ['the search by a telephone', (on, { code }) => searchDossiers(on, { text: '0900000001', scopes: [code], limit: 20 })],
    ['the data errors', ({ database }, { code }) => listDataErrors(database, { province: code }, { limit: 50 })],
    ['the number of data errors', ({ database }, { code }) => countDataErrors(database, { province: code })],
    ['the endangered', (on, { code }) => listEndangered(on, { scope: { province: code }, limit: 50, at: AT, until: instant(AT + 48 * MS_PER_HOUR) })],
    ['the age of open dossiers', (on, { code }) => readAgeing(on, { province: code }, 'agency', AT)],
    ['the late rate of the past months', ({ database }, { code }) => readSeries(database, { scope: { province: code }, rates: ['late-rate', 'late-rate-by-date', 'complaint-share'], at: AT }, seriesOf({ kind: 'year', year: 2026 }, 'month').slice(0, 9))],
    ['the late rate of the past weeks', ({ database }, { code, handled }) => readSeries(database, { scope: { province: code, agency: handled[0].agencies[0] }, rates: ['late-rate'], at: AT }, seriesOf({ kind: 'quarter', year: 2026, quarter: 3 }, 'week'))],
    ['what was received, done and is pending', ({ database }, { code }) => readHandlingTable(database, { scope: { province: code }, by: 'agency', comparison: 'minute', days: AUGUST, at: AT })],
    ['the lateness of the stages of a procedure', ({ database }, { code, handled }) => readStages(database, { province: code, procedure: handled[0].code }, daysOf({ kind: 'year', year: 2026 }))],
    ['the targets', ({ database }, { code }) => listTargets(database.read, { province: code, limit: 50 })],
    ['the budget', (on, { code }) => readBudget(on, { scope: { province: code }, period: { kind: 'month', year: 2026, month: 9 }, at: AT })],
    ['a comparison of the portal\'s counts', (on, { code }) => compareCounts(on.database, [], 'agency', { province: code, days: AUGUST, at: AT })],
    ['a comparison of a list of the portal', (on, { code }) => compareCodes(on.database.read, [{ code: `000.00.01.${code}-260901-0001`, row: 2 }], { province: code, days: AUGUST, at: AT })],
    ['the scores of an agency', (on, { handled }) => readAgencyScores(on, { agency: handled[0].agencies[0], days: AUGUST, at: AT })],
    ['the risks', (on, { code }) => listRisks(on, { scope: { province: code }, limit: 50 })],
    ['what filings again are compared with', (on) => on.database.transaction(async (tx) => findRefilings(on, tx, (await tx.rows<{ id: string }>('SELECT id FROM dossier WHERE NOT imported ORDER BY id LIMIT 20')).map(({ id }) => id), 10))],
  ])('%s of a province is found by an index, whatever was closed over the years', async (_name, look) => {
    const { engine: heardBy, heard } = listening(engine);
    await look(heardBy, provinces[0]);
    expect(heard.length).toBeGreaterThan(0);
    for (const statement of heard) expect([statement.sql, await readWhole(statement)]).toEqual([statement.sql, []]);
  });

  test('a recount from the ledger agrees with every kept figure, and every agency balances', async () => {
    const { dossiers, differences } = await recountFigures(engine.database);
    expect(dossiers).toBe(SIZE.finished + SIZE.open + 60);
    expect(differences).toEqual([]);
    expect(await checkBalance(engine.database)).toEqual([]);
  }, LOADED_WITHIN_MS);
});
