import { expect, test } from 'vitest';
import { instant, MS_PER_HOUR, parseInstant } from '#domain';
import { readQueueLengths } from '#service';
import { asOwner } from '../support/database.js';
import { testCounter } from '../support/engine.js';
import { listening, rowsRead } from '../support/plans.js';

const NOW = '2026-08-18T09:00:00+07:00';
const AT = parseInstant(NOW);
const OTHERS = 3_000;
const OTHER = 'H99.06';
const counter = await testCounter(NOW);
const { engine } = counter;

test('what others owe is not gathered to count what an agency owes', async () => {
  const { id } = await counter.takeIn();
  const owed = `INSERT INTO letter (key, dossier_id, kind, form, deadline_version, owed_by_seq, composed_from_seq, owed_at, status, awaits_signature) SELECT 'filled-' || n, $1, 'apology', '04', 1, 1, 1, $2, 'owed', true FROM generate_series(1, $3::integer) AS n`;
  await engine.database.read.run(owed, [id, AT, OTHERS]);
  const other = await counter.takeIn();
  await engine.database.read.run(`UPDATE dossier SET receiving_agency = $2, competent_agency = $2, holders = ARRAY[$2] WHERE id = $1`, [other.id, OTHER]);
  await asOwner(counter.database, 'ANALYZE');
  const { engine: on, heard } = listening(engine);
  const lengths = await readQueueLengths(on.database.read, { scope: { agencies: [OTHER] }, at: AT, endOfDay: instant(AT + 8 * MS_PER_HOUR), soonUntil: instant(AT + 48 * MS_PER_HOUR) });
  expect(['open', 'to-sign', 'owed-letters'].map((name) => lengths.find(({ queue }) => queue === name)?.count)).toEqual([1, 0, 0]);
  let looked = 0;
  for (const statement of heard) looked += await rowsRead(engine, statement, 'letter');
  expect(looked).toBe(0);
  // Whose they are, they are one dossier's.
  const own = await readQueueLengths(engine.database.read, { scope: { agencies: ['H99.31'] }, at: AT, endOfDay: AT, soonUntil: AT });
  expect(own.find(({ queue }) => queue === 'owed-letters')?.count).toBe(1);
});
