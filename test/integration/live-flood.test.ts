import { expect, test } from 'vitest';
import { NAMED_AT_MOST } from '#service';
import { ChangeHub } from '../../apps/api/live/change-hub.js';
import { person, testCounter } from '../support/engine.js';
import { readerOf } from '../support/live-reader.js';
import { insertCase } from '../support/raw-cases.js';

const counter = await testCounter('2026-08-18T09:00:00+07:00');
const { engine, clock } = counter;
const NEVER = Date.parse('2100-01-01T00:00:00Z');

test('readers are told that dossiers changed, not which, when there are too many to name; so is who comes back behind them', async () => {
  const { id } = await counter.takeIn();
  const hub = new ChangeHub(engine, clock);
  const reader = readerOf(await hub.open({ actor: person('clerk', 'H99.31', 'clerk-1'), expiresAt: NEVER }));
  reader.news();
  await engine.database.transaction((tx) =>
    tx.run(
      `INSERT INTO dossier_event (dossier_id, seq, cause, ordinal, type, payload, actor, occurred_at, recorded_at, calendar_snapshot, prev_hash, hash)
       SELECT dossier_id, 1000 + n, 'many', n, type, payload, actor, occurred_at, recorded_at, calendar_snapshot, prev_hash, hash FROM dossier_event, generate_series(0, $2) AS n WHERE dossier_id = $1 AND seq = 1`,
      [id, NAMED_AT_MOST],
    ),
  );
  const before = reader.lastId();
  await hub.look();
  expect(reader.news()).toEqual(['dossiers', 'queues', 'figures']);
  const back = readerOf(await hub.open({ actor: person('manager', 'H99', 'manager-1'), expiresAt: NEVER, ...(before === undefined ? {} : { lastId: before }) }));
  expect(back.news()).toEqual(['dossiers', 'queues', 'figures']);
});

test('whose case changed among more than can be read at once are told that cases changed, wherever their event stood among the others', async () => {
  const hub = new ChangeHub(engine, clock);
  const readers = [];
  for (const agency of ['H99.31', 'H99.05']) readers.push(readerOf(await hub.open({ actor: person('officer', agency, `officer@${agency}`), expiresAt: NEVER })));
  for (const reader of readers) reader.news();
  await engine.database.transaction(async (tx) => {
    await insertCase(tx, 'H99.31', NAMED_AT_MOST + 1);
    await insertCase(tx, 'H99.05', 1);
  });
  await hub.look();
  expect(readers.map((reader) => reader.news())).toEqual([['cases'], ['cases']]);
});
