import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#persistence';
import { sha256 } from '#service';
import { verifyRules } from '../../libs/service/ledger/verify-rules.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const owner = await openDatabase({ url: counter.database.ownerUrl, poolSize: 1 });
afterAll(() => owner.close());
await publishNow(counter, assignmentsWith(closureOf('2026-10-08')), counter.clock.add(60_000));
await publishNow(counter, assignmentsWith(closureOf('2026-10-09')), counter.clock.add(60_000));

const HEAD = '(SELECT version_id FROM calendar_head)';

test('published calendars give their hashes, their layers and their predecessors', async () => {
  expect(await owner.transaction((tx) => verifyRules(tx, sha256))).toMatchObject({ snapshots: { size: 3 } });
});

/** The owner of the database alone can put off what refuses changes. */
const TABLES = ['calendar_layer', 'calendar_version', 'calendar_version_layer'];

test.each([
  ['a layer changed afterwards', `UPDATE calendar_layer SET definition = replace(definition::text, 'Nghỉ bão', 'Nghỉ lũ')::json WHERE layer_id = 'closure'`, /^calendar layer closure does not give the hash/],
  ['a layer exchanged for that of another version', `UPDATE calendar_version_layer SET hash = (SELECT min(hash) FROM calendar_layer WHERE layer_id = 'closure') WHERE layer_id = 'closure'`, /do not make the calendar agency H99 has in it/],
  ['a layer gone from a version', `DELETE FROM calendar_version_layer WHERE layer_id = 'closure' AND version_id = ${HEAD}`, /do not make the calendar/],
  ['a version cut off from the one before', `UPDATE calendar_version SET previous_id = NULL WHERE id = ${HEAD}`, /does not give its hash: .* or the version before it exchanged/],
])('%s is found', async (_what, sql, detail) => {
  const undone = new Error('undone');
  await expect(
    owner.transaction(async (tx) => {
      for (const table of TABLES) await tx.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await tx.run(sql);
      const verdict = await verifyRules(tx, sha256);
      expect(verdict).toMatchObject({ fault: { kind: 'calendar-edited', detail: expect.stringMatching(detail) as string } });
      throw undone;
    }),
  ).rejects.toBe(undone);
});

test('the application can neither change nor delete what is published', async () => {
  for (const sql of [`UPDATE calendar_layer SET layer_id = 'x'`, 'DELETE FROM calendar_version_layer', 'UPDATE calendar_version SET previous_id = NULL', 'DELETE FROM calendar_draft']) {
    await expect(counter.engine.database.read.run(sql), sql).rejects.toThrow('permission denied');
  }
});
