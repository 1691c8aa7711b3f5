import { expect, test } from 'vitest';
import { formatInstant, instant } from '#domain';
import { applyCalendarVersion, verifyLedger } from '#service';
import { nudgeOnce } from '../../apps/relay/loops.js';
import { assignmentsWith, closureOf, publishNow } from '../support/calendar-changes.js';
import { testCounter } from '../support/engine.js';
import { startVirtualDossiers } from '../support/virtual-dossiers.js';

const BEGINS = '2026-10-05T09:00:00+07:00';
const SLACK_MS = 2_000;

const counter = await testCounter(BEGINS);
const { engine, clock } = counter;
const { clockSkewMs, latenessSpreadMs } = engine.options;
const { gateway, transitions, liveUntil } = await startVirtualDossiers(counter, BEGINS);

async function change(...closed: readonly string[]): Promise<{ readonly moved: number; readonly nudged: number }> {
  await publishNow(counter, assignmentsWith(...(closed.length === 0 ? [] : [closureOf(...closed)])), clock.now());
  const tally = await applyCalendarVersion(engine, clock.now());
  expect((await nudgeOnce({ engine, gateway }, clock.now())).delivered).toBe(tally.nudged);
  return tally;
}

test('over calendars that move dates forth and back every workflow wakes when its law says and never for nothing that is done', async () => {
  for (const minute of [0, 20, 40]) {
    clock.set(`2026-10-05T09:${String(minute).padStart(2, '0')}:00+07:00`);
    for (const procedure of ['1.013225', '1.005144']) {
      const { id } = await counter.takeIn({ procedureCode: procedure, caseCode: `${procedure}.01` });
      await gateway.start(id);
    }
  }
  // A closure while everything runs: later dates, nobody has to be told.
  await liveUntil('2026-10-06T10:00:00+07:00');
  expect(await change('2026-10-09', '2026-10-12')).toMatchObject({ moved: 6, nudged: 0 });
  // Half of it taken back: printed dates stand, and one whose first stage was to be done after the closure is told.
  await liveUntil('2026-10-08T16:00:00+07:00');
  const { id: afternoon } = await counter.takeIn();
  await gateway.start(afternoon);
  await liveUntil('2026-10-08T16:30:00+07:00');
  expect(await change('2026-10-12')).toMatchObject({ moved: 0, nudged: 1 });
  await liveUntil('2026-10-30T09:00:00+07:00');

  const events = await engine.database.read.rows<{ dossier_id: string; type: string; cause: string; occurred_at: number; recorded_at: number }>(
    `SELECT dossier_id, type, cause, occurred_at, recorded_at FROM dossier_event WHERE cause LIKE '%@%' ORDER BY recorded_at`,
  );
  const late = events.filter(({ type }) => type === 'DossierBecameLate');
  expect(late.map(({ occurred_at: at }) => formatInstant(instant(at)).slice(0, 16)).sort()).toEqual([
    // Seven and ten working days from 5 October and seven from 8 October, Friday 9 and Monday 12 left out.
    '2026-10-16T09:00', '2026-10-16T09:20', '2026-10-16T09:40', '2026-10-21T09:00', '2026-10-21T09:20', '2026-10-21T09:40', '2026-10-21T16:00',
  ]);
  const delays = events.map(({ occurred_at: at, recorded_at: recorded }) => recorded - at);
  expect(Math.max(...delays)).toBeLessThanOrEqual(clockSkewMs + latenessSpreadMs + SLACK_MS);
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(clockSkewMs);
  const idle = transitions.filter(({ id, causes, at }) => causes.includes('wake') && !events.some((event) => event.dossier_id === id && event.recorded_at === at));
  expect(idle).toEqual([]);
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
});
