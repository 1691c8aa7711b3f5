import { CancelledFailure } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { describe, expect, test, vi } from 'vitest';
import { pageOf } from '../../apps/api/schemas/atoms.js';
import { publishedFigureSchema } from '../../apps/api/views/published-figure-view.js';
import { reportRunSchema } from '../../apps/api/views/report-run-view.js';
import { keepSchedulesOnce, type ReportScheduleKeeper } from '../../apps/relay/report-loop.js';
import { reportActivities } from '../../apps/worker/activities.js';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { makeDueReports, ReportNotReadyError, type ReportParts } from '../../libs/service/report-runs/make-reports.js';
import { composeDocuments } from '../../libs/service/report-runs/compose-documents.js';
import { composeRates, type ReportComposer } from '../../libs/service/report-runs/report-composer.js';
import { formatLocalDate, parseLocalDate, type ReportPeriod } from '#domain';
import { type Engine, verifyLedger } from '#service';
import { asOwner, createTestDatabase } from '../support/database.js';
import { type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine, files } = await startTestApi(database);
const MANAGER: Call = { as: 'manager' };
const parts = { files, compose: composeDocuments };

clock.set('2026-08-18T09:00:00+07:00');
const INTAKE = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Báo' } };
await post('/api/v1/dossiers', { as: 'clerk', key: 'report-intake', body: INTAKE });
await foldFigures(engine);

/** Makes what is due, again while transactions of other databases of the cluster hold the sealer back. */
async function make(report: ReportPeriod, with_: ReportParts = parts): Promise<number> {
  for (;;) {
    try {
      return await makeDueReports(engine, with_, report, clock.now());
    } catch (error) {
      if (!(error instanceof ReportNotReadyError)) throw error;
    }
  }
}

class Keeper implements ReportScheduleKeeper {
  readonly asked: string[] = [];
  ensure: ReportScheduleKeeper['ensure'] = (rules) => {
    this.asked.push(`ensure ${String(rules.month.cutOffDay)}`);
    return Promise.resolve();
  };
  trigger: ReportScheduleKeeper['trigger'] = (report) => {
    this.asked.push(`trigger ${report}`);
    return Promise.resolve();
  };
}

async function runs(call = MANAGER): Promise<ReturnType<typeof reportRunSchema.parse>[]> {
  return pageOf(reportRunSchema).parse((await get('/api/v1/report-runs', call)).body).items;
}

// One autumn, told in order.
describe('reports by schedule', { shuffle: false }, () => {
  test('none is made before its moment, the day after the cut-off at seven', async () => {
    clock.set('2026-09-15T06:59:59+07:00');
    expect(await make('quarter')).toBe(0);
    expect(await runs()).toEqual([]);
  });

  test('each is made once, with its figures published and the managers told, however often and by how many it is asked for', async () => {
    clock.set('2026-09-15T07:00:00+07:00');
    const tallies = await Promise.all([make('quarter'), make('quarter'), make('quarter')]);
    expect(tallies.reduce((sum, made) => sum + made, 0)).toBe(1);
    expect(await make('quarter')).toBe(0);
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ report: 'quarter', province: 'H99', period: { from: '2026-06-15', to: '2026-09-14' }, dueAt: '2026-09-15T07:00:00+07:00', madeAt: '2026-09-15T07:00:00+07:00' });
    const published = publishedFigureSchema.parse((await get(run?.published ?? '', MANAGER)).body);
    expect(published).toMatchObject({ period: { from: '2026-06-15', to: '2026-09-14' }, publishedBy: { role: 'system' }, differences: [] });
    const notices = await engine.database.read.rows(`SELECT kind, agency, role, data FROM staff_notice WHERE kind = 'report-made'`);
    expect(notices).toMatchObject([{ kind: 'report-made', agency: 'H99', data: { run: run?.id, report: 'quarter', first: '2026-06-15', last: '2026-09-14' } }]);
  });

  test('its file is kept encrypted and comes back as it was made, with the published numbers', async () => {
    const [run] = await runs();
    const documents = ['evidence', 'ii-06a', 'ii-07b', 'period', 'progress-766'];
    expect(run!.files.map(({ format }) => format)).toEqual(['csv', ...documents.flatMap((document) => ['csv', 'pdf', 'xlsx'].map((format) => `${document}-${format}`))]);
    const [file] = run!.files;
    const answer = await get(file!.link, MANAGER);
    expect(answer.text).toMatch(/^rate,numerator,denominator,percent\r\nlate-rate,1,1,100\.00\r\n/u);
    const row = await engine.database.read.first<{ location: string }>(`SELECT location FROM report_file WHERE format = 'csv'`);
    expect((await files.get(row!.location)).toString('latin1')).not.toContain('late-rate');
    expect((await get(`${file!.link}x`, MANAGER)).status).toBe(404);
    for (const call of [{ as: 'clerk' }, { as: { role: 'head', agency: 'H99.07' } }] satisfies Call[]) {
      expect([(await get('/api/v1/report-runs', call)).status, (await get(file!.link, call)).status]).toEqual([403, 403]);
    }
  });

  test('a document of a run is what asking for it at that moment gives, in each of its formats', async () => {
    const [run] = await runs();
    for (const [report, row] of [['ii-06a', 'Tổng số'], ['ii-07b', 'Tổng số'], ['period', 'Tỷ lệ quá hạn'], ['evidence', 'Tỷ lệ quá hạn']] as const) {
      for (const format of ['xlsx', 'pdf', 'csv']) {
        const file = run!.files.find((each) => each.format === `${report}-${format}`);
        expect(file?.name).toBe(`${report}_H99_2026-06-15_2026-09-14.${format}`);
        const [kept, asked] = [await get(file!.link, MANAGER), await get(`/api/v1/reports/${report}?from=2026-06-15&to=2026-09-14&format=${format}&bom=true`, MANAGER)];
        expect([report, format, Buffer.from(kept.bytes).equals(asked.bytes)]).toEqual([report, format, true]);
        if (format === 'csv') expect(Buffer.from(kept.bytes).toString('utf8')).toMatch(new RegExp(`^\uFEFF[^]*${row}`, 'u'));
      }
    }
  });

  test('a list of evidence too long to be held is left out of the run, and the rest is made', async () => {
    const asked = { report: 'quarter', days: { first: parseLocalDate('2026-06-15'), last: parseLocalDate('2026-09-14') }, scope: { province: 'H99' }, at: clock.now() } as const;
    const namesOf = async (most: number): Promise<readonly string[]> => (await composeDocuments(engine, asked, most)).files.map(({ format }) => format);
    const whole = await namesOf(1);
    expect(whole).toContain('evidence-pdf');
    expect(await namesOf(0)).toEqual(whole.filter((format) => !format.startsWith('evidence')));
  });

  test('a report without a run half an hour after its moment has its schedule run, and one that stands does not', async () => {
    const keeper = new Keeper();
    clock.set('2026-09-15T07:29:00+07:00');
    expect(await keepSchedulesOnce(engine, keeper, clock.now())).toEqual(['month']);
    expect(keeper.asked).toEqual(['ensure 14', 'trigger month']);
    clock.set('2026-09-15T07:30:00+07:00');
    expect(await keepSchedulesOnce(engine, keeper, clock.now())).toEqual(['month', 'nine-months']);
  });

  test('a run with fewer documents, as runs had before, stays valid beside those with more', async () => {
    expect(await make('nine-months', { files, compose: composeRates })).toBe(1);
    const [run] = (await runs()).filter(({ report }) => report === 'nine-months');
    expect(run?.files.map(({ format }) => format)).toEqual(['csv']);
    expect((await get(run!.files[0]!.link, MANAGER)).status).toBe(200);
    expect(await verifyLedger(engine)).toMatchObject({ ok: true, documents: 2 });
  });

  test('what was missed while the server was away is made at once by the next run, each period once', async () => {
    clock.set('2026-10-15T09:00:00+07:00');
    const broken: ReportComposer = (on, asked) => (formatLocalDate(asked.days.first) === '2026-08-15' ? Promise.reject(new Error('no font')) : composeDocuments(on, asked));
    await expect(make('month', { files, compose: broken })).rejects.toThrow('no font');
    expect((await runs()).filter(({ report }) => report === 'month').map(({ period }) => period.from), 'one that cannot be made holds up no other').toEqual(['2026-09-15']);
    expect(await make('month')).toBe(1);
    expect(await make('month')).toBe(0);
    expect((await runs()).map(({ report, period }) => `${report} ${period.from} ${period.to}`)).toEqual(['month 2026-09-15 2026-10-14', ...(await runs()).slice(1).map(({ report, period }) => `${report} ${period.from} ${period.to}`)]);
    expect((await runs()).filter(({ report }) => report === 'month').map(({ period }) => period)).toEqual([{ from: '2026-09-15', to: '2026-10-14' }, { from: '2026-08-15', to: '2026-09-14' }]);
  });

  test('one that cannot be composed leaves nothing behind and is made by the next run', async () => {
    clock.set('2026-11-15T07:00:00+07:00');
    await expect(make('month', { files, compose: () => Promise.reject(new Error('no printer')) })).rejects.toThrow('no printer');
    expect((await runs()).filter(({ report }) => report === 'month')).toHaveLength(2);
    expect(await make('month')).toBe(1);
  });

  test('told to stop it makes no further report, and who goes on makes the rest and none twice', async () => {
    clock.set('2027-01-15T07:00:00+07:00');
    const before = (await runs()).length;
    const stop = new AbortController();
    const stopping: ReportComposer = async (on, asked) => {
      const composed = await composeDocuments(on, asked);
      if ((await runs()).length > before) stop.abort(new Error('told to stop'));
      return composed;
    };
    await expect(
      (async () => {
        for (;;) {
          try {
            return await makeDueReports(engine, { files, compose: stopping }, 'month', clock.now(), stop.signal);
          } catch (error) {
            if (!(error instanceof ReportNotReadyError)) throw error;
          }
        }
      })(),
    ).rejects.toThrow('told to stop');
    expect((await runs()).length).toBe(before + 1);
    expect(await make('month')).toBe(1);
    expect(await make('month')).toBe(0);
    expect(new Set((await runs()).map(({ report, period }) => `${report} ${period.from}`)).size).toBe((await runs()).length);
  });

  test('the worker\'s activity shows that it lives while it composes, and ends as cancelled when it is, with nothing half made', async () => {
    clock.set('2027-02-15T07:00:00+07:00');
    const before = (await runs()).length;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      for (let failure: unknown; !(failure instanceof CancelledFailure); ) {
        const environment = new MockActivityEnvironment({ currentAttemptScheduledTimestampMs: 0, isLocal: false }, { logger: new DefaultLogger('ERROR') });
        let beats = 0;
        environment.on('heartbeat', () => { beats += 1; });
        const compose: ReportComposer = async (on, asked) => {
          const composed = await composeDocuments(on, asked);
          vi.advanceTimersByTime(10_000);
          environment.cancel('CANCELLED');
          return composed;
        };
        failure = await environment.run(() => reportActivities(engine, { files, compose }, () => undefined).makeDueReports('month', clock.now())).catch((reason: unknown) => reason);
        if (failure instanceof CancelledFailure) expect(beats).toBeGreaterThan(1);
        else expect(failure).toMatchObject({ type: 'ReportNotReadyError' });
      }
    } finally {
      vi.useRealTimers();
    }
    expect((await runs()).length).toBe(before);
    expect(await make('month')).toBe(1);
  });

  test('every file of a run is of one moment, whatever is written while it is composed', async () => {
    const asked = { report: 'month', days: { first: parseLocalDate('2026-08-01'), last: parseLocalDate('2026-08-31') }, scope: { province: 'H99' }, at: clock.set('2027-01-15T07:00:00+07:00') } as const;
    const quiet = await composeDocuments(engine, asked);
    let transactions = 0;
    const writing: Engine['database'] = {
      ...engine.database,
      transaction: (work, name) => {
        transactions += 1;
        return engine.database.transaction(async (tx) => {
          let isDisturbed = false;
          return work({
            first: (sql, parameters) => tx.first(sql, parameters),
            run: (sql, parameters) => tx.run(sql, parameters),
            attempt: (inner) => tx.attempt(inner),
            rows: async <Row extends object>(sql: string, parameters?: readonly unknown[]) => {
              const rows = await tx.rows<Row>(sql, parameters);
              if (!isDisturbed) {
                isDisturbed = true;
                await asOwner(database, `UPDATE figure_cell SET measures = array_fill(1000, ARRAY[cardinality(measures)])`);
              }
              return rows;
            },
          });
        }, name);
      },
    };
    const disturbed = await composeDocuments({ ...engine, database: writing }, asked);
    expect([disturbed.figuresHash, transactions]).toEqual([quiet.figuresHash, 1]);
    // What was written in between shows as soon as somebody asks again.
    await expect(composeDocuments(engine, asked)).rejects.toThrow('does not come out');
  });
});
