import { expect, test } from 'vitest';
import type { Actor } from '#domain';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-09-07T09:00:00+07:00');
const { clock, engine } = counter;

const HOME = 'H99.07';
const POLICE = 'H99.81';
const COMMUNE = 'H99.31';
const officer = (agency: string): Actor => person('officer', agency, `officer@${agency}`);

async function tasks(id: string): Promise<readonly string[]> {
  const rows = await engine.database.read.rows<{ kind: string; agency: string }>('SELECT kind, agency FROM task WHERE dossier_id = $1 AND done_at IS NULL ORDER BY kind, agency', [id]);
  return rows.map(({ kind, agency }) => `${kind} ${agency}`);
}

/** A karaoke licence of 16 working days: three each at commune and police, then the department of culture, which decides. Received 7/9/2026, due 29/9. */
async function licence(): Promise<{ readonly code: string; readonly id: string }> {
  clock.set('2026-09-07T09:00:00+07:00');
  const made = await counter.takeIn({ procedureCode: '1.001029', caseCode: '1.001029.01', agencyCode: HOME, receivingAgencyCode: 'H99.02', placeCode: COMMUNE, channel: 'online', components: [] });
  expect((await counter.give(person('clerk'), made.code, 'Accept', {})).outcome).toMatchObject({ kind: 'applied' });
  return made;
}

test('the agency whose stage ran late says why although the work has gone on to another one', async () => {
  const { code, id } = await licence();
  clock.set('2026-09-15T09:00:00+07:00');
  expect((await counter.give(person('head'), code, 'Forward', {})).outcome).toMatchObject({ kind: 'applied' });
  expect((await counter.give(officer(POLICE), code, 'AcceptHandover', {})).outcome).toMatchObject({ kind: 'applied' });
  clock.set('2026-09-29T10:00:00+07:00');
  await counter.wake(id);
  expect(await tasks(id)).toEqual([`sign-apology ${HOME}`, `supply-delay-reason ${COMMUNE}`, `supply-delay-reason ${POLICE}`]);
  expect((await counter.give(officer(COMMUNE), code, 'SupplyDelayReason', { reasonCode: 'staff-absence' }, { reason: 'Thay đổi nhân sự từ 07/9' })).outcome).toMatchObject({ kind: 'applied' });
  expect(await tasks(id)).toEqual([`sign-apology ${HOME}`]);
});
