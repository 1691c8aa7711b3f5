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

test('an apology that waits goes with its dossier to the agency that decides from now on, which alone can sign it', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  expect(await tasks(id)).toEqual(['sign-apology H99.31']);
  expect((await counter.give(person('head'), code, 'Transfer', { agency: 'H99.32', reasonCode: 'competence' })).outcome).toMatchObject({ kind: 'applied' });
  expect(await tasks(id)).toEqual(['sign-apology H99.32', 'supply-delay-reason H99.31']);
  expect((await counter.give(person('signatory', 'H99.31'), code, 'SignApology', { reasonCode: 'complex' })).outcome).toMatchObject({ kind: 'refused', refusal: { code: 'no-signing-authority' } });
  const signed = await counter.give(person('signatory', 'H99.32'), code, 'SignApology', { reasonCode: 'complex' });
  expect(signed.outcome).toMatchObject({ kind: 'applied' });
  expect(await tasks(id)).toEqual(['tell-new-date H99.31']);
});

test('an agency that runs late after the draft is asked why at expiry too, although another has not answered yet', async () => {
  clock.set('2026-09-07T09:00:00+07:00');
  const { code, id } = await counter.takeIn({ procedureCode: '2.002755', caseCode: '2.002755.01', agencyCode: 'H99.06', receivingAgencyCode: 'H99.02', placeCode: COMMUNE, components: [] });
  await counter.give(person('clerk'), code, 'Forward', {});
  clock.set('2026-09-21T10:00:00+07:00');
  await counter.wake(id);
  expect(await tasks(id)).toEqual(['sign-apology H99.06', `supply-delay-reason ${COMMUNE}`]);
  for (let stage = 0; stage < 5; stage += 1) {
    expect((await counter.give(person('head'), code, 'Forward', {})).outcome).toMatchObject({ kind: 'applied' });
  }
  clock.set('2026-09-23T10:00:00+07:00');
  await counter.wake(id);
  expect(await tasks(id)).toEqual(['sign-apology H99.06', 'supply-delay-reason H99.02', `supply-delay-reason ${COMMUNE}`]);
});
