import { describe, expect, test } from 'vitest';
import { foldDossier, eventOfRow, instant, parseInstant } from '#domain';
import { applyImport, applyStageLog, applyTransition, type ImportSummary, readLedgerOf, searchDossiers, type SourceLine, verifyLedger, warnOfStages } from '#service';
import { readPersonal } from '../../libs/service/personal/index.js';
import { person, testCounter } from '../support/engine.js';
import { watchingBulk } from '../support/plans.js';

const NOW = '2026-03-02T08:00:00+07:00';
const AT = parseInstant(NOW);
const counter = await testCounter(NOW);
const { engine } = counter;
const { read } = engine.database;

const FINISHED = {
  procedureCode: '1.013225',
  agencyCode: 'H99.31',
  channel: 'counter',
  applicantName: 'Đặng Thị Bưởi',
  receivedAt: '2026-01-05T08:30:00+07:00',
  dueAt: '2026-01-14T08:30:00+07:00',
  finishedAt: '2026-01-12T08:30:00+07:00',
};
const RUNNING = { ...FINISHED, receivedAt: '2026-02-26T08:30:00+07:00', dueAt: '2026-03-06T08:30:00+07:00', finishedAt: '' };

interface Heard {
  readonly summary: ImportSummary;
  readonly rejects: readonly string[];
}

async function importLines(lines: readonly Readonly<Record<string, string>>[], options: { readonly source?: string; readonly batchSize?: number; readonly stages?: true } = {}): Promise<Heard> {
  const rejects: string[] = [];
  const source = lines.map((fields, index): SourceLine => ({ line: index + 2, fields }));
  const settings = {
    source: options.source ?? 'old',
    ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
    listener: {
      rejected: (line: number, code: string, { column, reason }: { readonly column: string; readonly reason: string }) => rejects.push(`${String(line)} ${code} ${column} ${reason}`),
      warned: () => undefined,
      progress: () => undefined,
    },
  };
  const summary = options.stages === true ? await applyStageLog(engine, source, AT, settings) : await applyImport(engine, source, AT, settings);
  return { summary, rejects };
}

interface Row {
  readonly id: string;
  readonly status: string;
  readonly workflow_seen_at: number | null;
  readonly next_point_kind: string | null;
}

async function rowOf(code: string): Promise<Row> {
  const row = await read.first<Row>('SELECT id, status, workflow_seen_at, next_point_kind FROM dossier WHERE code = $1', [code]);
  if (row === undefined) {
    throw new Error(`No dossier ${code}`);
  }
  return row;
}

describe('importing dossiers', () => {
  test('bad lines stay out with line, column and reason, and the rest goes in', async () => {
    const { summary, rejects } = await importLines([
      { ...FINISHED, code: 'B-1' },
      { ...FINISHED, code: 'B-2', receivedAt: 'soon' },
      { ...FINISHED, code: 'B-3', agencyCode: 'H00' },
      { ...FINISHED, code: 'B-4', dueAt: '' },
      { ...FINISHED, code: 'B-5' },
    ]);
    expect(summary).toEqual({ received: 5, taken: 2, unchanged: 0, rejected: 3, warnings: 0 });
    expect(rejects).toEqual(['3 B-2 receivedAt not-an-instant', '4 B-3 agencyCode unknown-agency', '5 B-4 dueAt missing-due-date']);
  });

  test('a date beyond the declared years keeps nobody from counting: only the ledger tells whether it is endangered', async () => {
    await importLines([{ ...RUNNING, code: 'Y-1', dueAt: '2061-03-06T08:30:00+07:00' }, { ...RUNNING, code: 'Y-2' }]);
    while ((await warnOfStages(engine, AT, 100)).looked > 0);
    expect(await read.rows(`SELECT code, endangered_from, stage_warn_at FROM dossier WHERE code IN ('Y-1', 'Y-2') ORDER BY code`)).toEqual([
      { code: 'Y-1', endangered_from: null, stage_warn_at: null },
      { code: 'Y-2', endangered_from: 9_000_000_000_000_000, stage_warn_at: null },
    ]);
  });

  test('the same content again is nothing; other content of the same code is rejected; identity is source and code', async () => {
    const line = { ...FINISHED, code: 'I-1' };
    expect((await importLines([line])).summary).toMatchObject({ taken: 1 });
    expect((await importLines([line])).summary).toMatchObject({ taken: 0, unchanged: 1 });
    expect((await importLines([{ ...line, applicantName: 'Another' }])).rejects).toEqual(['2 I-1 code content-differs']);
    expect((await importLines([line], { source: 'elsewhere' })).rejects).toEqual(['2 I-1 code code-taken']);
    expect(await readLedgerOf(engine, (await rowOf('I-1')).id)).toHaveLength(1);
  });

  test('a code given twice in one file goes in once, in the same batch or across batches', async () => {
    const [a, b] = [{ ...FINISHED, code: 'T-1' }, { ...FINISHED, code: 'T-2' }];
    const { summary, rejects } = await importLines([a, a, b, { ...a, phone: '0900000009' }, b, b], { batchSize: 2 });
    expect(summary).toEqual({ received: 6, taken: 2, unchanged: 3, rejected: 1, warnings: 0 });
    expect(rejects).toEqual(['5 T-1 code content-differs']);
  });

  test('two imports of one file at the same moment take each dossier once', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => ({ ...FINISHED, code: `C-${String(index)}` }));
    const both = await Promise.all([importLines(lines, { batchSize: 20 }), importLines(lines, { batchSize: 20 })]);
    expect(both[0].summary.taken + both[1].summary.taken).toBe(60);
    expect(both[0].summary.unchanged + both[1].summary.unchanged).toBe(60);
  });

  test('an import that is broken off in the middle leaves whole batches, and run again takes the rest once', async () => {
    const lines = Array.from({ length: 60 }, (_, index): SourceLine => ({ line: index + 2, fields: { ...FINISHED, code: `K-${String(index)}` } }));
    const [firstTwo, locked] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const progress = (done: number): void => (done === 20 ? firstTwo.resolve(undefined) : undefined);
    const whileReading = async function* (): AsyncGenerator<SourceLine> {
      yield* lines.slice(0, 20);
      await locked.promise;
      yield* lines.slice(20);
    };
    const brokenOff = applyImport(engine, whileReading(), AT, { source: 'killed', batchSize: 10, listener: { rejected: () => undefined, warned: () => undefined, progress } });
    await Promise.all([
      expect(brokenOff).rejects.toThrow(/terminat/i),
      engine.database.transaction(async (tx) => {
        await firstTwo.promise;
        await tx.run('LOCK TABLE dossier IN EXCLUSIVE MODE');
        locked.resolve(undefined);
        while ((await tx.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length === 0) {
          // The next batch is still being prepared.
        }
      }),
    ]);
    const left = (await read.first<{ n: number }>(`SELECT count(*) AS n FROM dossier_import WHERE source = 'killed'`))?.n ?? 0;
    // The batch beside the one that was ended may have gone in or not.
    expect([20, 30]).toContain(left);
    expect(await applyImport(engine, lines, AT, { source: 'killed', batchSize: 10 })).toEqual({ received: 60, taken: 60 - left, unchanged: left, rejected: 0, warnings: 0 });
  });

  test('a batch looks up its own codes and reads nothing else of what is there, however little the database knows of its tables yet', async () => {
    const lines = Array.from({ length: 1_500 }, (_, index) => ({ ...FINISHED, code: `M-${String(index)}` }));
    await importLines(lines);
    const { engine: watched, work } = watchingBulk(engine);
    const again: SourceLine[] = [...lines.slice(0, 5), ...lines.slice(0, 45).map((line) => ({ ...line, code: `N-${line.code}` }))].map((fields, index) => ({ line: index + 2, fields }));
    expect(await applyImport(watched, again, AT, { source: 'old', listener: { rejected: () => undefined, warned: () => undefined, progress: () => undefined } })).toMatchObject({ taken: 45, unchanged: 5 });
    const read = (table: string): number => work.reduce((sum, { rowsOf }) => sum + rowsOf(table), 0);
    expect([work.length > 0, read('dossier'), read('dossier_import')]).toEqual([true, 5, 5]);
  });

  test('a code our own counter has given is taken', async () => {
    const { code } = await counter.takeIn({ procedureCode: '3.000346', caseCode: '3.000346.01', agencyCode: 'H99.81' });
    expect((await importLines([{ ...FINISHED, code }])).rejects).toEqual([`2 ${code} code code-taken`]);
  });

  test('a file of nothing but bad lines writes nothing', async () => {
    const before = await read.first('SELECT count(*) AS n FROM dossier_event');
    expect((await importLines([{ code: '' }, {}])).summary).toMatchObject({ received: 2, taken: 0, rejected: 2 });
    expect(await read.first('SELECT count(*) AS n FROM dossier_event')).toEqual(before);
  });

  test('a name for a source that cannot stand in a cause is refused', async () => {
    await expect(importLines([], { source: 'two words' })).rejects.toThrow(RangeError);
  });

  test('people are stored encrypted and found by name without tone marks and by phone', async () => {
    await importLines([{ ...FINISHED, code: 'P-1', applicantName: 'Trịnh Quýt Hồng', phone: '+84 912 345 678', email: 'quyt@example.vn' }]);
    const { id } = await rowOf('P-1');
    const raw = await read.rows<{ payload: string }>('SELECT payload::text AS payload FROM dossier_event WHERE dossier_id = $1', [id]);
    expect(JSON.stringify(raw)).not.toMatch(/Quýt|912/);
    await engine.database.transaction(async (tx) => {
      expect(await readPersonal(tx, engine.vault, id, 1)).toEqual({ applicant: { name: 'Trịnh Quýt Hồng', phone: '+84 912 345 678', email: 'quyt@example.vn' } });
    });
    for (const text of ['trinh quyt hong', 'quyt', '0912345678']) {
      const found = await searchDossiers(engine, { text, scopes: ['H99.31'], limit: 10 });
      expect(found.hits.map(({ code }) => code)).toEqual(['P-1']);
    }
  });

  test('a running dossier waits for its workflow with its next point, and lives on like any other', async () => {
    await importLines([{ ...RUNNING, code: 'R-1', holder: 'officer-1' }]);
    const row = await rowOf('R-1');
    expect(row).toMatchObject({ status: 'in-progress', workflow_seen_at: null, next_point_kind: 'apology-draft' });
    const view = await applyTransition(engine, row.id, ['start'], AT);
    expect(view.points.length).toBeGreaterThan(0);
    counter.clock.set('2026-03-05T09:00:00+07:00');
    expect(await counter.give(person('clerk', 'H99'), 'R-1', 'RecordResult', { resultNumber: '12/GP' })).toMatchObject({ status: 'applied' });
    const state = foldDossier((await readLedgerOf(engine, row.id)).map(eventOfRow));
    expect(state).toMatchObject({ status: 'finished', basis: 'imported', finish: { punctuality: 'early' } });
    counter.clock.set(NOW);
  });

  test('a running dossier past its due date is late since then, and the engine does not record it again', async () => {
    await importLines([{ ...RUNNING, code: 'L-1', receivedAt: '2026-02-02T08:30:00+07:00', dueAt: '2026-02-27T08:30:00+07:00' }]);
    const { id } = await rowOf('L-1');
    await applyTransition(engine, id, ['start'], instant(AT + 60_000));
    const ledger = await readLedgerOf(engine, id);
    expect(ledger.filter(({ type }) => type === 'DossierBecameLate').map(({ occurredAt, cause }) => [occurredAt, cause])).toEqual([[parseInstant('2026-02-27T08:30:00+07:00'), 'import:old']]);
  });

  test('a dossier waiting for papers takes them up again and is given back what was left', async () => {
    await importLines([{ ...RUNNING, code: 'S-1', pausedAt: '2026-02-27T08:30:00+07:00', supplementCount: '1' }]);
    expect(await rowOf('S-1')).toMatchObject({ status: 'awaiting-supplement' });
    expect(await counter.give(person('clerk'), 'S-1', 'ReceiveSupplement', {})).toMatchObject({ status: 'applied' });
    const state = foldDossier((await readLedgerOf(engine, (await rowOf('S-1')).id)).map(eventOfRow));
    expect(state).toMatchObject({ status: 'in-progress' });
    expect(state).not.toHaveProperty('becameLateAt');
    expect(state.dueAt).toBeGreaterThan(parseInstant(RUNNING.dueAt));
  });

  test('after all of it the ledger verifies against rows, records and commitments', async () => {
    await importLines([{ ...FINISHED, code: 'V-1' }, { ...RUNNING, code: 'V-2' }]);
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });
});

describe('importing a stage log', () => {
  test('lines of dossiers nobody imported from this source stay out, the others go in once', async () => {
    await importLines([{ ...FINISHED, code: 'G-1' }]);
    await importLines([{ ...FINISHED, code: 'G-2' }], { source: 'elsewhere' });
    const stage = { stage: 'thẩm định', officer: 'officer-1', finishedAt: '2026-01-07T10:00:00+07:00' };
    const lines = [{ ...stage, code: 'G-1' }, { ...stage, code: 'G-9' }, { ...stage, code: 'G-2' }, { ...stage, code: 'G-1' }, { ...stage, code: 'G-1', id: '2' }, { ...stage, code: 'G-1', finishedAt: '' }];
    const { summary, rejects } = await importLines(lines, { stages: true });
    expect(summary).toEqual({ received: 6, taken: 2, unchanged: 1, rejected: 3, warnings: 0 });
    expect([...rejects].sort()).toEqual(['3 G-9 code unknown-dossier', '4 G-2 code unknown-dossier', '7 G-1 finishedAt missing']);
  });

  test('stages enter in order of time and change nothing but the end of the chain', async () => {
    await importLines([{ ...RUNNING, code: 'G-3' }]);
    const { id } = await rowOf('G-3');
    const before = foldDossier((await readLedgerOf(engine, id)).map(eventOfRow));
    await importLines([{ code: 'G-3', stage: 'b', finishedAt: '2026-02-27T10:00:00+07:00' }, { code: 'G-3', stage: 'a', finishedAt: '2026-02-26T10:00:00+07:00' }], { stages: true });
    const events = (await readLedgerOf(engine, id)).map(eventOfRow);
    expect(events.flatMap((event) => (event.type === 'StageImported' ? [event.payload.name] : []))).toEqual(['a', 'b']);
    expect(foldDossier(events)).toEqual({ ...before, lastSeq: 3 });
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });
});
