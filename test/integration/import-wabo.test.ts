import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { findChainFault, genesisHead, type Instant, parseInstant } from '#domain';
import type { PeriodFigures } from '#domain/figures';
import {
  applyImport,
  applyStageLog,
  DOSSIER_COLUMNS,
  type Engine,
  type ImportSummary,
  OPTIONAL_DOSSIER_COLUMNS,
  OPTIONAL_STAGE_COLUMNS,
  publishAgencies,
  publishCalendars,
  publishProcedure,
  readLedgerOf,
  sha256,
  STAGE_COLUMNS,
  verifyLedger,
} from '#service';
import { readImportFile } from '../../apps/cli/import-reader.js';
import { checkBalance } from '../../libs/service/figures/check-balance.js';
import { readFigure } from '../../libs/service/figures/read-figure.js';
import { Random } from '../../apps/cli/simulation/random.js';
import { demoProvince, national } from '../fixtures/calendar/calendars.js';
import { hasWaboLog, readWaboCases, WABO_AGENCIES, WABO_PROCEDURE, WABO_PROVINCE, type WaboCase, waboDossiersCsv, waboStageLines } from '../fixtures/wabo-conversion.js';
import { testCounter } from '../support/engine.js';

const AT = parseInstant('2026-03-02T08:00:00+07:00');
const SOURCE = 'wabo';

const { engine } = await testCounter('2026-03-02T08:00:00+07:00');
const { engine: other } = await testCounter('2026-03-02T08:00:00+07:00');

async function publishMunicipality({ database }: Engine): Promise<void> {
  await database.transaction(async (tx) => {
    const assignments = WABO_AGENCIES.map(({ code }) => ({ agency: code, processing: [national, demoProvince], intake: [national, demoProvince] }));
    await publishAgencies(tx, WABO_AGENCIES);
    await publishCalendars(tx, assignments, sha256, AT, 'test');
    await publishProcedure(tx, WABO_PROCEDURE, new Set(WABO_AGENCIES.map(({ code }) => code)), sha256, AT);
  });
}

interface Heard {
  readonly summary: ImportSummary;
  readonly rejects: readonly string[];
  readonly warnings: readonly string[];
}

async function importDossiers(into: Engine, csv: string): Promise<Heard> {
  const [rejects, warnings]: [string[], string[]] = [[], []];
  const lines = readImportFile('wabo.csv', Readable.from([csv]), { required: DOSSIER_COLUMNS, optional: OPTIONAL_DOSSIER_COLUMNS }, () => undefined);
  const listener = {
    rejected: (line: number, code: string, { column, reason }: { readonly column: string; readonly reason: string }) => rejects.push(`${String(line)} ${code} ${column} ${reason}`),
    warned: (line: number, code: string, { column, reason }: { readonly column: string; readonly reason: string }) => warnings.push(`${String(line)} ${code} ${column} ${reason}`),
    progress: () => undefined,
  };
  const summary = await applyImport(into, lines, AT, { source: SOURCE, listener, batchSize: 200 });
  return { summary, rejects, warnings };
}

async function importStages(into: Engine, lines: readonly string[]): Promise<ImportSummary> {
  const read = readImportFile('wabo.csv', Readable.from([lines.join('\n')]), { required: STAGE_COLUMNS, optional: OPTIONAL_STAGE_COLUMNS }, () => undefined);
  return applyStageLog(into, read, AT, { source: SOURCE, batchSize: 100 });
}

async function count(where: string): Promise<number> {
  const row = await engine.database.read.first<{ n: number }>(`SELECT count(*) AS n FROM dossier WHERE ${where}`);
  return row?.n ?? 0;
}

async function figures(period: { readonly kind: 'year'; readonly year: number } | { readonly kind: 'month'; readonly year: number; readonly month: number }): Promise<Partial<PeriodFigures>> {
  const answer = await readFigure(engine.database, { scope: { province: WABO_PROVINCE }, period, rates: [], at: AT });
  return answer.figures[0]?.counts ?? {};
}

/** What a plain count over the log gives for a span of instants. */
function plainCount(cases: readonly WaboCase[], from: Instant, until: Instant): Partial<PeriodFigures> {
  const inside = (text: string): boolean => text !== '' && ms(text) >= from && ms(text) < until;
  const openAt = (row: WaboCase, at: number): boolean => ms(row.start) < at && (row.end === '' || ms(row.end) >= at);
  const isLate = (row: WaboCase): boolean => row.end !== '' && ms(row.end) > ms(row.plannedEnd);
  return {
    received: cases.filter((row) => inside(row.start)).length,
    finishedLate: cases.filter((row) => inside(row.end) && isLate(row)).length,
    carriedOver: cases.filter((row) => openAt(row, from)).length,
    open: cases.filter((row) => openAt(row, until)).length,
    overdue: cases.filter((row) => openAt(row, until) && ms(row.plannedEnd) < until).length,
  };
}

function ms(text: string): number {
  return Date.parse(text);
}

describe.skipIf(!hasWaboLog)('the real intake log of 715 dossiers (skipped where the log does not lie beside the project)', () => {
  const cases = hasWaboLog ? readWaboCases() : [];
  let heard: Heard;

  beforeAll(async () => {
    await publishMunicipality(engine);
    await publishMunicipality(other);
    heard = await importDossiers(engine, waboDossiersCsv(cases));
    await importDossiers(other, waboDossiersCsv(cases));
  });

  test('every line goes in; the one that ended before it began goes in with a warning', () => {
    expect(heard.summary).toEqual({ received: 715, taken: 715, unchanged: 0, rejected: 0, warnings: 1 });
    expect(heard.rejects).toEqual([]);
    expect(heard.warnings).toEqual([expect.stringMatching(/^\d+ case-8267 finishedAt finished-before-received$/)]);
  });

  test('668 are finished, 192 of them late by the instant; by local date it would be 158', async () => {
    expect(await count(`status = 'finished'`)).toBe(668);
    expect(await count(`status = 'finished' AND punctuality = 'late' AND became_late_at = due_at`)).toBe(192);
    expect(await count(`status = 'finished' AND (finished_at + 25200000) / 86400000 > (due_at + 25200000) / 86400000`)).toBe(158);
    expect(await count(`punctuality = 'early'`)).toBe(cases.filter((row) => row.end !== '' && dayOf(row.end) < dayOf(row.plannedEnd)).length);
  });

  test('the 47 still open are late since their planned end, owe their apology, each with a task to sign it, and wait for their workflow; finished ones wait for nothing', async () => {
    expect(await count(`in_stock AND became_late_at = due_at AND workflow_seen_at IS NULL`)).toBe(47);
    expect(await count(`status = 'finished' AND workflow_seen_at IS NOT NULL AND next_point_at IS NULL`)).toBe(668);
    const letters = await engine.database.read.rows<{ dossier_id: string }>(`SELECT dossier_id FROM letter WHERE kind = 'apology' AND promise = 1 AND status = 'owed'`);
    expect(letters).toHaveLength(47);
    const asked = await engine.database.read.rows<{ dossier_id: string; agency: string; competent_agency: string }>(
      `SELECT t.dossier_id, t.agency, d.competent_agency FROM task t JOIN dossier d ON d.id = t.dossier_id WHERE t.kind = 'sign-apology' AND t.done_at IS NULL`,
    );
    expect(new Set(asked.map(({ dossier_id: id }) => id))).toEqual(new Set(letters.map(({ dossier_id: id }) => id)));
    expect(asked.filter(({ agency, competent_agency: competent }) => agency !== competent)).toEqual([]);
  });

  test('every ledger is one DossierImported, followed by DossierBecameLate when late, in a whole chain', async () => {
    const rows = await engine.database.read.rows<{ id: string; last_seq: number; last_hash: string; became_late_at: number | null }>('SELECT id, last_seq, last_hash, became_late_at FROM dossier ORDER BY code LIMIT 60');
    for (const row of rows) {
      const ledger = await readLedgerOf(engine, row.id);
      expect(ledger.filter(({ type }) => type !== 'StageImported').map(({ type, cause, ordinal }) => `${type} ${cause} ${String(ordinal)}`)).toEqual([
        'DossierImported import:wabo 0',
        ...(row.became_late_at === null ? [] : ['DossierBecameLate import:wabo 1']),
      ]);
      expect(findChainFault(row.id, ledger, { seq: row.last_seq, hash: row.last_hash }, sha256)).toBeUndefined();
      expect(ledger[0]?.prevHash).toBe(genesisHead(row.id, sha256).hash);
    }
  });

  test.each([
    ['the year 2011', { kind: 'year', year: 2011 } as const, '2011-01-01', '2012-01-01'],
    ['March 2011', { kind: 'month', year: 2011, month: 3 } as const, '2011-03-01', '2011-04-01'],
    ['November 2011', { kind: 'month', year: 2011, month: 11 } as const, '2011-11-01', '2011-12-01'],
    ['January 2012', { kind: 'month', year: 2012, month: 1 } as const, '2012-01-01', '2012-02-01'],
  ])('the figures of %s equal a plain count over the log', async (_, period, first, next) => {
    const expected = plainCount(cases, parseInstant(`${first}T00:00:00+07:00`), parseInstant(`${next}T00:00:00+07:00`));
    expect(expected.received).toBeGreaterThan(0);
    expect(await figures(period)).toMatchObject(expected);
  });

  test('the balance holds and the ledger verifies against rows, records and commitments', async () => {
    expect(await checkBalance(engine.database)).toEqual([]);
    expect(await verifyLedger(engine)).toMatchObject({ ok: true, dossiers: 715 });
  });

  test('the same file a second time changes nothing', async () => {
    const state = `SELECT md5(string_agg(last_hash, ',' ORDER BY code)) AS chains, (SELECT count(*) FROM figure_delta) AS deltas, (SELECT count(*) FROM personal_record) AS records, (SELECT count(*) FROM search_token) AS tokens FROM dossier`;
    const before = await engine.database.read.first(state);
    const again = await importDossiers(engine, waboDossiersCsv(cases));
    expect(again.summary).toEqual({ received: 715, taken: 0, unchanged: 715, rejected: 0, warnings: 0 });
    expect(await engine.database.read.first(state)).toEqual(before);
  });

  test('the stage log in shuffled order, given twice, makes the same ledgers as in order of time', async () => {
    const [header, ...lines] = waboStageLines();
    const shuffled = shuffle(lines, new Random(20));
    expect(await importStages(engine, [header, ...lines])).toMatchObject({ received: 4174, taken: 4174, rejected: 0 });
    expect(await importStages(other, [header, ...shuffled])).toMatchObject({ received: 4174, taken: 4174, rejected: 0 });
    expect(await importStages(other, [header, ...lines])).toMatchObject({ received: 4174, taken: 0, unchanged: 4174 });
    expect(await stagesOf(other)).toEqual(await stagesOf(engine));
    expect(await verifyLedger(other)).toMatchObject({ ok: true });
    const left = await other.database.read.rows('SELECT 1 FROM import_line');
    expect(left).toEqual([]);
  });
});

async function stagesOf({ database }: Engine): Promise<readonly object[]> {
  return database.read.rows(
    `SELECT d.code, e.seq, e.cause, e.payload::text AS payload, e.occurred_at FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id
     WHERE e.type = 'StageImported' ORDER BY d.code, e.seq`,
  );
}

/** The Vietnamese day of a time, as a number. */
function dayOf(text: string): number {
  return Math.floor((ms(text) + 7 * 3_600_000) / 86_400_000);
}

function shuffle<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
