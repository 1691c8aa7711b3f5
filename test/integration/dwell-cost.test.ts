import { expect, test } from 'vitest';
import { acceptCommand, applyTransition } from '#service';
import { foldFigures, recountFigures } from '#service/figures';
import type { CommandBodies, CommandType } from '#domain';
import { insertDeltas } from '../../libs/service/figures/deltas.js';
import { MEASURES } from '../../libs/domain/performance/measures.js';
import { localDate } from '../../libs/domain/time/local-date.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;

/** The statements by which one command is applied. */
async function statementsOf<T extends CommandType>(code: string, type: T, body: CommandBodies[T]): Promise<readonly string[]> {
  const accepted = await acceptCommand(engine, clock, { actor: person('head'), idempotencyKey: counter.key(), dossierCode: code, type, body });
  if (accepted.kind !== 'accepted' || accepted.command.dossierId === undefined) {
    throw new Error(`Not accepted: ${JSON.stringify(accepted)}`);
  }
  const sent: string[] = [];
  const note = (sql: string): string => {
    sent.push(sql);
    return sql;
  };
  const database: typeof engine.database = {
    ...engine.database,
    transaction: (work) =>
      engine.database.transaction((tx) =>
        work({
          rows: (sql, parameters) => tx.rows(note(sql), parameters),
          first: (sql, parameters) => tx.first(note(sql), parameters),
          run: (sql, parameters) => tx.run(note(sql), parameters),
          attempt: (inner) => tx.attempt(inner),
        }),
      ),
  };
  await applyTransition({ ...engine, database }, accepted.command.dossierId, [accepted.command.id], clock.now());
  return sent;
}

test('a finished run is written by the statement that writes its event, and as one small row', async () => {
  const { code } = await counter.takeIn();
  expect((await statementsOf(code, 'Assign', { officer: 'u1' })).filter((sql) => sql.includes('dwell_delta'))).toEqual([]);
  clock.set('2026-08-19T10:00:00+07:00');
  const sent = await statementsOf(code, 'Forward', {});
  const writing = sent.filter((sql) => sql.includes('INSERT INTO dwell_delta'));
  expect([writing.length, writing[0]]).toEqual([1, expect.stringContaining('INSERT INTO dossier_event')]);
  const rows = await engine.database.read.rows<{ bytes: number }>('SELECT pg_column_size(d.*) AS bytes FROM dwell_delta d');
  expect(rows.map(({ bytes }) => bytes <= 96)).toEqual([true]);
  await foldFigures(engine);
  expect((await recountFigures(engine.database)).differences).toEqual([]);
});

test('minutes beyond what one delta holds go into several rows that sum to them', async () => {
  const measures = MEASURES.map((measure) => (measure === 'delayMinutes' ? 100_000 : measure === 'open' ? -40_000 : measure === 'finishedLate' ? 1 : 0));
  const scope = { day: localDate(1), province: 'H96', agency: 'H96.1', procedureCode: 'p', fieldCode: 'f', channel: 'counter', officer: '' };
  await engine.database.transaction((tx) => insertDeltas(tx, [{ ...scope, measures }]));
  const column = (name: (typeof MEASURES)[number]): string => `sum(measures[${String(MEASURES.indexOf(name) + 1)}])::bigint AS "${name}"`;
  expect(await engine.database.read.rows(`SELECT count(*) AS rows, ${(['delayMinutes', 'open', 'finishedLate', 'overdue'] as const).map(column).join(', ')} FROM figure_delta WHERE province = 'H96'`)).toEqual([
    { rows: 4, delayMinutes: 100_000, open: -40_000, finishedLate: 1, overdue: 0 },
  ]);
  await engine.database.transaction((tx) => tx.run(`DELETE FROM figure_delta WHERE province = 'H96'`));
});
