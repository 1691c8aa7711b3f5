import { expect, test } from 'vitest';
import type { Actor, SettingsChoice } from '#domain';
import { listLetters, produceLetter, publishSettings, readLetter } from '#service';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { openRuleBook } from '../../libs/service/rule-book.js';
import { person, testCounter, TestCounter } from '../support/engine.js';

const base = await testCounter('2026-08-19T09:00:00+07:00');
let elapsed = 0;
// Whatever is published is known at once.
const engine = { ...base.engine, rules: openRuleBook(() => (elapsed += 1_000)) };
const counter = new TestCounter(engine, base.database, base.clock);
const { clock } = counter;

const SIGNATORY = person('signatory');
const publish = (chosen: SettingsChoice): Promise<unknown> => engine.database.transaction((tx) => publishSettings(tx, chosen, clock.now(), 'test'));

async function printed(key: string): Promise<string> {
  await produceLetter(engine, key, clock.now());
  return (await readPdf(new Uint8Array((await readLetter(engine, key)) ?? []))).text.replace(/\s+/g, ' ');
}

async function tasks(id: string): Promise<readonly string[]> {
  const rows = await engine.database.read.rows<{ kind: string; agency: string }>('SELECT kind, agency FROM task WHERE dossier_id = $1 AND done_at IS NULL ORDER BY kind, agency', [id]);
  return rows.map(({ kind, agency }) => `${kind} ${agency}`);
}

test('only a reason of the list in force is taken, and it is printed in the words it had at the signature, whatever the list says later', async () => {
  clock.set('2026-08-19T09:00:00+07:00');
  const { code, id } = await counter.takeIn();
  const list = (text: string): SettingsChoice => ({ delayReasons: [{ code: 'rain', text }, { code: 'complex', endsOn: '2026-08-28' }] });
  clock.set('2026-08-27T17:00:00+07:00');
  await publish(list('Đo đạc chậm do mưa lũ'));
  clock.set('2026-08-28T09:00:00+07:00');
  await counter.wake(id);
  for (const reasonCode of ['overload', 'complex']) {
    const refused = await counter.give(SIGNATORY, code, 'SignApology', { reasonCode });
    expect(refused.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'unknown-delay-reason', data: { reasonCode, offered: 'rain' } } });
  }
  expect((await counter.give(SIGNATORY, code, 'SignApology', {})).outcome).toMatchObject({ kind: 'refused', refusal: { code: 'delay-reason-required' } });
  expect((await counter.give(SIGNATORY, code, 'SignApology', { reasonCode: 'rain' })).outcome).toMatchObject({ kind: 'applied' });
  clock.add(60_000);
  await publish(list('Mưa'));
  expect(await printed(`${id}:apology:1`)).toContain('Lý do: Đo đạc chậm do mưa lũ.');
  await publish({});
});

const HOME = 'H99.06';
const COMMUNE = 'H99.31';
const officer = (agency: string): Actor => person('officer', agency, `officer@${agency}`);

/** An allowance: five working days at the commune and seven in the province, where the department decides. Nobody at the commune moves it. */
async function allowance(): Promise<{ readonly code: string; readonly id: string }> {
  clock.set('2026-09-07T09:00:00+07:00');
  const made = await counter.takeIn({ procedureCode: '2.002755', caseCode: '2.002755.01', agencyCode: HOME, receivingAgencyCode: 'H99.02', placeCode: COMMUNE, components: [] });
  clock.set('2026-09-07T09:30:00+07:00');
  expect((await counter.give(person('clerk'), made.code, 'Forward', {})).outcome).toMatchObject({ kind: 'applied' });
  return made;
}

test('in an interlinked dossier the agency of the late stage is asked why, and the letter of the agency that decides says it in that agency\'s words', async () => {
  const { code, id } = await allowance();
  clock.set('2026-09-21T10:00:00+07:00');
  await counter.wake(id);
  expect(await tasks(id)).toEqual([`sign-apology ${HOME}`, `supply-delay-reason ${COMMUNE}`]);
  const early = await counter.give(person('signatory', HOME), code, 'SignApology', { reasonCode: 'complex' });
  expect(early.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'delay-reason-awaited', data: { agency: COMMUNE } } });
  expect((await counter.give(officer(COMMUNE), code, 'SupplyDelayReason', { reasonCode: 'staff-absence' }, { reason: 'Thay đổi nhân sự từ 07/9' })).outcome).toMatchObject({ kind: 'applied' });
  expect(await tasks(id)).toEqual([`sign-apology ${HOME}`]);
  const other = await counter.give(person('signatory', HOME), code, 'SignApology', { reasonCode: 'complex' });
  expect(other.outcome).toMatchObject({ kind: 'refused', refusal: { code: 'delay-reason-of-other', data: { reasonCode: 'staff-absence', agency: COMMUNE } } });
  expect((await counter.give(person('signatory', HOME), code, 'SignApology', {})).outcome).toMatchObject({ kind: 'applied' });
  expect(await tasks(id)).toEqual(['tell-new-date H99.02']);
  expect(await printed(`${id}:apology:1`)).toContain('Lý do: Người thụ lý vắng mặt chưa bố trí được người thay thế: Thay đổi nhân sự từ 07/9.');
  expect((await counter.give(person('clerk'), code, 'RecordContact', { party: 'agency' })).outcome).toMatchObject({ kind: 'applied' });
  expect(await tasks(id)).toEqual(['tell-new-date H99.02']);
  expect((await counter.give(person('clerk'), code, 'RecordContact', { party: 'applicant' })).outcome).toMatchObject({ kind: 'applied' });
  expect(await tasks(id)).toEqual([]);
});

test('a letter nobody can be sent any more is given up with its tasks: an entry by mistake, a person erased', async () => {
  clock.set('2026-09-07T09:00:00+07:00');
  const hour = await counter.takeIn({ procedureCode: '2.001159', caseCode: '2.001159.01', agencyCode: 'H99.81.31', components: [] });
  const matter = await counter.takeIn({ procedureCode: '2.001159', caseCode: '2.001159.01', agencyCode: 'H99.81.31', components: [] });
  clock.set('2026-09-07T10:30:00+07:00');
  await counter.wake(hour.id);
  await counter.wake(matter.id);
  expect(await tasks(hour.id)).toContain('sign-apology H99.81.31');
  expect((await counter.give(person('head'), hour.code, 'Cancel', { reasonCode: 'duplicate' }, { reason: 'Nhập trùng' })).outcome).toMatchObject({ kind: 'applied' });
  await counter.give(person('clerk'), matter.code, 'Withdraw', { reasonCode: 'own-wish' }, { reason: 'Không cần nữa' });
  expect(await tasks(matter.id)).toEqual(['sign-apology H99.81.31']);
  expect((await counter.give(person('admin'), matter.code, 'ErasePersonalData', { decisionNumber: '1/QĐ', secondPerson: 'second' })).outcome).toMatchObject({ kind: 'applied' });
  for (const { code, id } of [hour, matter]) {
    expect((await listLetters(engine, code)).filter(({ kind }) => kind === 'apology').map(({ status }) => status)).toEqual(['withdrawn']);
    expect(await tasks(id)).toEqual([]);
  }
});
