import { describe, expect, test } from 'vitest';
import { EMPTY_REGISTER, nextPlace, type RegisterEnd } from '#domain';
import { applyImport, closeEngine, enterAllDossiers, enterDossier, enterDossiers, openEngine, publishSettings } from '#service';
import { RelayMetrics } from '../../apps/relay/metrics.js';
import { relayLoops } from '../../apps/relay/schedule.js';
import { MASTER_KEY, person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T08:00:00+07:00');
const { clock, engine, database } = counter;
const LAYOUT = { linesPerPage: 2, pagesPerVolume: 2 };
await engine.database.transaction((tx) => publishSettings(tx, { registerLinesPerPage: LAYOUT.linesPerPage, registerPagesPerVolume: LAYOUT.pagesPerVolume }, clock.now(), 'installation'));

/** The loop waits for whatever transaction of the cluster is older, also of other files' databases. */
const OTHERS_END_MS = 600_000;
/** A desk no other test takes in at. */
const ELSEWHERE = { agencyCode: 'H99.32' };

interface Line {
  readonly register: string;
  readonly number: number;
  readonly dossier: string;
  readonly volume: number;
  readonly page: number;
}

/** Every line, register by register, in order of numbers. A register is named by its desk, field and year. */
async function lines(): Promise<readonly Line[]> {
  return engine.database.read.rows<Line>(
    `SELECT concat_ws(' ', agency, field_code, year) AS register, number, dossier_id AS dossier, e.volume, e.page
     FROM register_entry e JOIN register r ON r.id = e.register_id ORDER BY register, number`,
  );
}

/** The loop as the relay runs it; it asks for nothing but the engine. */
const [loop] = relayLoops({ engine } as unknown as Parameters<typeof relayLoops>[0], {} as Parameters<typeof relayLoops>[1], new RelayMetrics(), () => undefined).filter(({ name }) => name === 'register');

/** Lets the relay's loop pass until the dossier has its line: transactions of other test files hold it back, for it waits for every one of the cluster. */
async function untilEntered(dossierId: string): Promise<void> {
  while ((await lineOf(dossierId)) === undefined) {
    await loop!.once(clock.now());
  }
}

/** Waits until no running transaction of the cluster is older than what was written of a dossier: the loop enters all of it at once then. */
async function untilOver(dossierId: string): Promise<void> {
  while ((await engine.database.read.first<{ over: boolean }>('SELECT pg_snapshot_xmin(pg_current_snapshot()) > max(xact_id) AS over FROM dossier_event WHERE dossier_id = $1', [dossierId]))?.over !== true);
}

async function lineOf(dossierId: string): Promise<Line | undefined> {
  return (await lines()).find(({ dossier }) => dossier === dossierId);
}

/** What is wrong with the registers: gaps, doubles, places that do not follow each other, ends that differ, received dossiers without a line. */
async function faults(): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  const ends = await engine.database.read.rows<{ register: string; lines: number; volume: number; page: number; on_page: number }>(
    `SELECT concat_ws(' ', agency, field_code, year) AS register, lines, volume, page, lines_on_page AS on_page FROM register`,
  );
  const byRegister = Map.groupBy(await lines(), ({ register }) => register);
  for (const { register, ...end } of ends) {
    let last: RegisterEnd = EMPTY_REGISTER;
    for (const { number, volume, page } of byRegister.get(register) ?? []) {
      last = nextPlace(last, LAYOUT);
      if (number !== last.number || volume !== last.volume || page !== last.page) found.push({ register, number, volume, page, expected: last });
    }
    if (end.lines !== last.number || end.volume !== last.volume || end.page !== last.page || end.on_page !== last.linesOnPage) found.push({ register, end, expected: last });
  }
  return [
    ...found,
    ...(await engine.database.read.rows(
      `SELECT id, count(e.number) AS lines FROM dossier LEFT JOIN register_entry e ON e.dossier_id = id
       WHERE accepted_at IS NOT NULL AND NOT imported GROUP BY id HAVING count(e.number) <> 1`,
    )),
  ];
}

describe('a received dossier gets its line', () => {
  test('in the register of its desk, field and year, in order of acceptance, whoever was written first', async () => {
    clock.set('2026-08-19T10:00:00+07:00');
    const later = await counter.takeIn(ELSEWHERE);
    clock.set('2026-08-19T09:00:00+07:00');
    const earlier = await counter.takeIn(ELSEWHERE);
    await untilOver(earlier.id);
    await untilEntered(later.id);
    expect([await lineOf(earlier.id), await lineOf(later.id)]).toMatchObject([
      { register: 'H99.32 G17-XD11 2026', number: 1, volume: 1, page: 1 },
      { register: 'H99.32 G17-XD11 2026', number: 2, volume: 1, page: 1 },
    ]);
  });

  test('once, however often and by whomever it is entered, and keeps it', async () => {
    await counter.takeIn();
    await enterAllDossiers(engine, clock.now());
    const before = await lines();
    await enterDossiers(engine, clock.now());
    await enterAllDossiers(engine, clock.now());
    for (const { dossier } of before) await enterDossier(engine, dossier, clock.now());
    expect(await lines()).toEqual(before);
    await expect(engine.database.read.run(`UPDATE register_entry SET number = number + 10`)).rejects.toThrow('permission denied');
  });

  test('at the desk that received it, in its own field, wherever it is decided', async () => {
    const { id } = await counter.takeIn({ procedureCode: '1.012784', caseCode: '1.012784.01', agencyCode: 'H99.05.01', receivingAgencyCode: 'H99.02' });
    await enterAllDossiers(engine, clock.now());
    expect(await lineOf(id)).toMatchObject({ register: 'H99.02 G13-TN02 2026', number: 1 });
  });

  test('online only once it is accepted; a refused filing has none, a cancelled dossier keeps its own', async () => {
    const filing = await counter.takeIn({ channel: 'online' });
    const refused = await counter.takeIn({ refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' } });
    const mistaken = await counter.takeIn();
    await enterAllDossiers(engine, clock.now());
    expect([await lineOf(filing.id), await lineOf(refused.id)]).toEqual([undefined, undefined]);
    const line = await lineOf(mistaken.id);
    expect((await counter.give(person('head'), mistaken.code, 'Cancel', { reasonCode: 'wrong-procedure' }, { reason: 'Chọn nhầm' })).status).toBe('applied');
    expect((await counter.give(person('clerk'), filing.code, 'Accept', {})).status).toBe('applied');
    await enterAllDossiers(engine, clock.now());
    expect(await lineOf(mistaken.id)).toEqual(line);
    expect((await lineOf(filing.id))?.number).toBe((line?.number ?? 0) + 1);
  });

  test('not here when it was imported: it stands in the register of the system it came from', async () => {
    const fields = { code: 'OLD-1', procedureCode: '1.013225', agencyCode: 'H99.31', channel: 'counter', applicantName: 'Người nộp cũ', receivedAt: '2026-08-03T09:00:00+07:00', dueAt: '2026-08-31T09:00:00+07:00', finishedAt: '' };
    expect((await applyImport(engine, [{ line: 2, fields }], clock.now(), { source: 'old' })).taken).toBe(1);
    await enterAllDossiers(engine, clock.now());
    const imported = await engine.database.read.first<{ id: string }>(`SELECT id FROM dossier WHERE code = 'OLD-1'`);
    expect(await lineOf(imported?.id ?? '')).toBeUndefined();
  });

  test('on demand while another transaction is still running, for which the loop waits; the loop then skips it', async () => {
    const started = Promise.withResolvers<undefined>();
    const over = Promise.withResolvers<undefined>();
    const running = engine.database.transaction(async (tx) => {
      await tx.run('SELECT pg_current_xact_id()');
      started.resolve(undefined);
      await over.promise;
    });
    await started.promise;
    const [first, second] = [await counter.takeIn(), await counter.takeIn()];
    await enterDossiers(engine, clock.now());
    expect(await lineOf(first.id)).toBeUndefined();
    await enterDossier(engine, first.id, clock.now());
    const numbers = [(await lineOf(first.id))?.number, (await lineOf(second.id))?.number];
    over.resolve(undefined);
    await running;
    const next = await counter.takeIn();
    await untilEntered(next.id);
    expect([(await lineOf(first.id))?.number, (await lineOf(second.id))?.number]).toEqual(numbers);
    expect(await faults()).toEqual([]);
  }, OTHERS_END_MS);
});

test('numbers stay continuous and without doubles while desks take in and print, batches are small, and connections are killed', async () => {
  const writers = await Promise.all(
    [1, 2, 3].map((number) => openEngine({ databaseUrl: database.url, masterKey: MASTER_KEY, applicationName: `register-writer-${String(number)}`, poolSize: 2 })),
  );
  let isOver = false;
  let failures = 0;
  let kills = 0;
  const until = (work: () => Promise<unknown>) => async (): Promise<void> => {
    while (!isOver) await work();
  };
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch {
      failures += 1;
    }
  };
  const kill = async (): Promise<void> => {
    const killed = await engine.database.read.run(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'register-writer-%' AND xact_start IS NOT NULL ORDER BY random() LIMIT 1`,
    );
    kills += killed;
  };
  try {
    const loops = [
      ...writers.map((writer, index) => until(() => attempt(() => (index === 0 ? enterDossiers(writer, clock.now(), 2) : enterAllDossiers(writer, clock.now(), 3))))),
      until(kill),
    ].map((loop) => loop());
    const desk = async (agency: string): Promise<void> => {
      for (let count = 0; count < 25; count += 1) {
        clock.add(1_000);
        const { id } = await counter.takeIn({ procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: agency });
        if (count % 5 === 0) await attempt(() => enterDossier(writers[1] ?? engine, id, clock.now()));
      }
    };
    await Promise.all(['H99.31', 'H99.33', 'H99.33', 'H99.31'].map(desk));
    isOver = true;
    await Promise.all(loops);
  } finally {
    await Promise.all(writers.map(closeEngine));
  }
  expect(kills).toBeGreaterThan(0);
  expect(failures).toBeGreaterThan(0);
  await enterAllDossiers(engine, clock.now());
  expect(await faults()).toEqual([]);
}, 60_000);

test('a cluster that counts its transactions from below again is told of, not passed over', async () => {
  await engine.database.read.run(`UPDATE register_cursor SET until_xact = '9000000000'`);
  await expect(enterDossiers(engine, clock.now())).rejects.toThrow('filled from a logical dump');
  await engine.database.read.run(`UPDATE register_cursor SET until_xact = '0'`);
  await enterAllDossiers(engine, clock.now());
  expect(await faults()).toEqual([]);
});
