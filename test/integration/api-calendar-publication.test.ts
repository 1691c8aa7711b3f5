import { describe, expect, test } from 'vitest';
import { parseInstant } from '#domain';
import { applyCalendarVersion, produceLetter } from '#service';
import { dueDateAndTime } from '../../libs/letters/form-dates.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { apiDesk } from './api-desk.js';
import { AUTHOR, calendarDesk, closureOn, codeOf, DRAFTS, SECOND } from './api-calendar-desk.js';
import { startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const api = await startTestApi(database);
const { get, post, engine, clock } = api;
const { drafted, computed, publish, nextWeek } = calendarDesk(api);
const desk = apiDesk(api, { as: 'clerk' }, { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Thị Phượng Ước' } });

describe('publication', () => {
  test('a closed day: the list shows the dossier, its author may not publish, a second person does, and the date, its reason, the letter and the slip follow', async () => {
    const { day, at } = nextWeek();
    const [friday, monday] = [at(3, '09:00'), at(6, '09:00')];
    const { links, code, dueAt } = await desk.take();
    expect(dueAt).toBe(friday);
    const { link } = await drafted(closureOn(day(2)));

    expect(codeOf(await post(`${link}/publish`, SECOND))).toEqual([409, 'impact-not-computed']);
    expect((await get(`${link}/impact`, SECOND)).body).toEqual({ items: [], next: null, impact: null });
    await computed();
    const { body: impact } = await get(`${link}/impact`, SECOND);
    expect(impact).toMatchObject({
      impact: { kinds: { movingLater: 1 } },
      items: [{ code, competentAgency: 'H99.07', dueAt: { from: friday, to: monday }, appointment: { from: friday, to: monday } }],
      next: null,
    });
    expect(JSON.stringify(impact)).not.toContain('Phượng');

    const refused = await post(`${link}/publish`, AUTHOR);
    expect([...codeOf(refused), refused.body['title']]).toEqual([409, 'same-person', 'Người soạn dự thảo lịch không được tự công bố; hãy để người thứ hai có quyền kiểm tra và công bố.']);
    clock.set(at(0, '10:00'));
    const published = await post(`${link}/publish`, SECOND);
    expect([published.status, published.body]).toMatchObject([200, { status: 'published', endedBy: 'second', endedAt: at(0, '10:00') }]);
    expect((await post(`${link}/publish`, SECOND)).body).toEqual(published.body);
    expect(codeOf(await post(`${link}/publish`, AUTHOR))).toEqual([409, 'draft-ended']);

    await applyCalendarVersion(engine, clock.now());
    const moved = await desk.read(links.self);
    expect(moved).toMatchObject({ firstAppointment: friday, dueAt: monday, appointment: monday });
    const { body: timeline } = await get(links.timeline, { as: 'clerk' });
    expect((timeline['items'] as { type: string }[]).map(({ type }) => type)).toEqual(['DossierReceived', 'DeadlineMoved']);
    expect(moved.explanation.join('\n')).toContain('cơ quan đóng cửa do bão: Bão số 5 (Công điện 12/CĐ-UBND ngày 18/8/2026)');

    const { body: letters } = await get(links.letters, { as: 'clerk' });
    const [letter, ...others] = letters['items'] as { key: string; kind: string; form: string; link: string; status: string }[];
    expect([letter, others]).toMatchObject([{ kind: 'date-moved', form: '00', status: 'owed' }, []]);
    await produceLetter(engine, letter?.key ?? '', clock.now());
    await applyCalendarVersion(engine, clock.now());
    expect((await get(links.letters, { as: 'clerk' })).body['items']).toMatchObject([{ key: letter?.key, status: 'produced' }]);
    const { text } = await readPdf((await get(letter?.link ?? '', { as: 'clerk' })).bytes);
    const vietnamese = (date: string): string => date.split('-').reverse().join('/');
    for (const part of ['ĐIỀU CHỈNH THỜI GIAN', code, 'Nguyễn Thị Phượng Ước', `Thứ Năm ${vietnamese(day(2))}: cơ quan đóng cửa do bão: Bão số 5 (Công điện 12/CĐ-UBND ngày 18/8/2026)`]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(new RegExp(`đã thông báo: ${dueDateAndTime(parseInstant(friday))}[^]*được điều chỉnh: ${dueDateAndTime(parseInstant(monday))}`, 'u'));
    const slip = await readPdf((await get(links.receipt, { as: 'clerk' })).bytes);
    expect(slip.text).toContain(`${dueDateAndTime(parseInstant(monday))}; điều chỉnh theo thay đổi lịch làm việc`);
    expect(slip.text).toContain('Bão số 5');
  });

  test('that moves a dossier on from a calendar which had left it alone is told on its page, in its explanation and in the letter', async () => {
    const { day, at } = nextWeek();
    const { links } = await desk.take();
    await publish(closureOn(day(-1)));
    await applyCalendarVersion(engine, clock.now());
    expect((await get(links.timeline, { as: 'clerk' })).body['items']).toHaveLength(1);
    await publish(closureOn(day(2)));
    await applyCalendarVersion(engine, clock.now());
    expect(await desk.read(links.self)).toMatchObject({ firstAppointment: at(3, '09:00'), dueAt: at(6, '09:00') });
    const explanation = await get(links.explanation, { as: 'clerk' });
    expect([explanation.status, explanation.body]).toMatchObject([200, { dueAt: at(6, '09:00') }]);
    const { body: letters } = await get(links.letters, { as: 'clerk' });
    const [letter] = letters['items'] as { key: string }[];
    await produceLetter(engine, letter?.key ?? '', clock.now());
    expect((await get(links.letters, { as: 'clerk' })).body['items']).toMatchObject([{ kind: 'date-moved', status: 'produced' }]);
  });

  test('on top of another publication is refused until the draft is put on the current calendars, and keeps what the other changed', async () => {
    const { day } = nextWeek();
    const first = await drafted(closureOn(day(1)));
    const second = await drafted(closureOn(day(2)));
    await computed();
    expect((await post(`${first.link}/publish`, SECOND)).status).toBe(200);
    expect(codeOf(await post(`${second.link}/publish`, SECOND))).toEqual([409, 'stale-draft']);
    expect((await get(second.link, SECOND)).body).toMatchObject({ isBaseCurrent: false });
    const rebased = await post(`${second.link}/rebase`, AUTHOR);
    expect(rebased.body).toMatchObject({ isBaseCurrent: true, impact: null, layers: [{ days: [{ date: day(2) }] }] });
    await computed();
    expect((await post(`${second.link}/publish`, SECOND)).status).toBe(200);
    const { body } = await get('/api/v1/calendars/H99.07/years/2026', { as: 'clerk' });
    const closed = (body['months'] as { days: { date: string; kind: string }[] }[]).flatMap(({ days }) => days.filter(({ kind }) => kind === 'closure').map(({ date }) => date));
    expect(closed).toEqual(expect.arrayContaining([day(1), day(2)]));
  });

  test('of a draft that changes nothing is refused, and of one given up too', async () => {
    const { day } = nextWeek();
    await publish(closureOn(day(2)));
    const same = await drafted(closureOn(day(2)));
    const given = await drafted(closureOn(day(3)));
    await computed();
    expect(codeOf(await post(`${same.link}/publish`, SECOND))).toEqual([409, 'nothing-changes']);
    const discarded = await post(`${given.link}/discard`, AUTHOR);
    expect(discarded.body).toMatchObject({ status: 'discarded', endedBy: 'author' });
    expect((await post(`${given.link}/discard`, AUTHOR)).body).toEqual(discarded.body);
    expect(codeOf(await post(`${given.link}/discard`, SECOND))).toEqual([409, 'draft-ended']);
    expect(codeOf(await post(`${given.link}/publish`, SECOND))).toEqual([409, 'draft-ended']);
    expect(codeOf(await post(`${DRAFTS}/00000000-0000-4000-8000-000000000000/publish`, SECOND))).toEqual([404, 'not-found']);
  });

  test('drafts are listed by status in pages, the newest first', async () => {
    const { day, at } = nextWeek();
    await publish(closureOn(day(2)));
    clock.set(at(0, '10:00'));
    const newest = await drafted(closureOn(day(3)));
    const { body: page } = await get(`${DRAFTS}?limit=1`, AUTHOR);
    expect(page['items']).toMatchObject([{ id: newest.id, status: 'draft' }]);
    const { body: rest } = await get(`${DRAFTS}?after=${String(page['next'])}`, AUTHOR);
    expect((rest['items'] as { id: string }[]).map(({ id }) => id)).not.toContain(newest.id);
    const { body: published } = await get(`${DRAFTS}?status=published`, AUTHOR);
    expect(new Set((published['items'] as { status: string }[]).map(({ status }) => status))).toEqual(new Set(['published']));
  });
});

describe('recorded lateness', () => {
  test('stays when the day it fell on is closed afterwards; an excuse stands beside the rate', async () => {
    const { day, at } = nextWeek();
    const { links, dueAt } = await desk.take();
    expect(dueAt).toBe(at(3, '09:00'));
    clock.set(at(6, '09:00'));
    await desk.sendAll(links.self, { type: 'RecordContact', body: { party: 'applicant' } });
    expect((await desk.read(links.self)).becameLateAt).toBe(dueAt);
    await publish(closureOn(day(3)));
    await applyCalendarVersion(engine, clock.now());
    expect(await desk.read(links.self)).toMatchObject({ dueAt, becameLateAt: dueAt, standing: 'late', excused: false });
    const excuse = { type: 'ExcuseLateness', body: { ground: 'natural-disaster', decisionNumber: '12/CĐ-UBND' }, text: { reason: 'Bão số 5' } };
    await desk.byTwo(links.self, excuse);
    expect(await desk.read(links.self)).toMatchObject({ dueAt, becameLateAt: dueAt, standing: 'late', excused: true });
  });
});
