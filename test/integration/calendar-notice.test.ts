import { expect, test } from 'vitest';
import { computeNextImpact, currentCalendar, proposedCalendarYear, publishCalendarDraft, raiseYearAlarms, readCalendarDraft, readNotice } from '#service';
import { draftNotice } from '../../apps/cli/calendar/draft.js';
import { UsageError } from '../../apps/cli/usage.js';
import { person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-12-02T09:00:00+07:00');
const { engine, clock } = counter;
const DECREE = 'Thông báo 1234/TB-BNV ngày 01/12/2026';

function notice(text: string, year?: number): ReturnType<typeof readNotice> {
  return readNotice({ name: 'notice.csv', bytes: new TextEncoder().encode(text) }, { decree: DECREE, ...(year === undefined ? {} : { year }) });
}

test('a notice becomes a draft that changes nothing until another person publishes it; then its year is confirmed and its alarm ends', async () => {
  await raiseYearAlarms(engine, clock.now());
  const { days } = await proposedCalendarYear(2027);
  const csv = ['date,kind,name', ...days.map(({ date, kind, name }) => `${date},${kind},"${name}"`), '2027-02-03,holiday,Tết Nguyên đán'].join('\n');
  const { id, difference } = await draftNotice(engine, clock, await notice(csv, 2027), { layer: 'vn', by: 'admin-1' });
  expect(difference.days.filter(({ changesHours }) => changesHours).map(({ date }) => date)).toEqual(['2027-02-03']);
  expect(await readCalendarDraft(engine, id)).toMatchObject({ draft: { status: 'draft', source: DECREE, createdBy: 'admin-1' } });
  const statusOf = async (): Promise<unknown> => (await currentCalendar(engine)).layers.get('vn')?.years?.find(({ year }) => year === 2027)?.status;
  expect([await statusOf(), (await raiseYearAlarms(engine, clock.now())).length]).toEqual(['proposed', 1]);
  while (await computeNextImpact(engine, clock.now()));
  expect(await publishCalendarDraft(engine, id, person('admin', 'H99', 'admin-1'), clock)).toMatchObject({ kind: 'refused', reason: 'same-person' });
  expect((await publishCalendarDraft(engine, id, person('admin', 'H99', 'admin-2'), clock)).kind).toBe('published');
  expect([await statusOf(), await raiseYearAlarms(engine, clock.now())]).toEqual(['confirmed', []]);
});

test('a layer the installation does not have is named with those it has', async () => {
  const single = await notice('date,kind,name\n2028-11-27,holiday,Lễ\n');
  await expect(draftNotice(engine, clock, single, { layer: 'nowhere', by: 'admin-1' })).rejects.toThrow(UsageError);
  await expect(draftNotice(engine, clock, single, { layer: 'nowhere', by: 'admin-1' })).rejects.toThrow('there are demo-province, vn');
});
