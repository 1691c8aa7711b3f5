import { describe, expect, test } from 'vitest';
import { publishSettings } from '#service';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';
import { itemsOf, MANAGER, POSTER, publicationDesk, SECOND } from './publication-desk.js';

const api = await startTestApi(await createTestDatabase());
const { get, post, engine, clock } = api;
const { key, decision, enter, announced, click } = publicationDesk(api);

describe('a correction of a decision', () => {
  const reason = 'Nhập nhầm ngày ký';

  function correct(code: string, body: object, call = SECOND, given = key()): Promise<Answer> {
    return post(`/api/v1/announcements/${code}/corrections`, { ...call, key: given, body: { ...body, reason } });
  }

  test('is a second person\'s, counts every clock from the true day, and leaves what was entered in the ledger', async () => {
    const body = await decision();
    const { body: entered } = await enter(body);
    const code = String(entered['code']);
    expect((await correct(code, body, MANAGER)).body['code']).toBe('second-person-required');
    const given = key();
    const applied = await correct(code, { ...body, signedOn: '2026-08-14' }, SECOND, given);
    expect([applied.status, (await correct(code, { ...body, signedOn: '2026-08-14' }, SECOND, given)).body]).toEqual([200, applied.body]);
    const after = await get(`/api/v1/announcements/${code}`, MANAGER);
    expect([after.body['by'], after.body['signedOn'], itemsOf(after)[0]?.places[0]?.dueAt]).toEqual(['manager-2', '2026-08-14', '2026-08-22T00:00:00+07:00']);
    const types = await engine.database.read.rows<{ type: string }>('SELECT e.type FROM case_event e JOIN deadline_case c ON c.id = e.case_id WHERE c.code = $1 ORDER BY e.seq', [code]);
    expect(types.map(({ type }) => type)).toEqual(['CaseOpened', 'AnnouncementEntered', 'CaseClosed', 'AnnouncementCorrected']);
  });

  test('withdraws what it no longer names and opens what was left out', async () => {
    const body = await decision();
    const { body: entered } = await enter(body);
    const code = String(entered['code']);
    const [before] = itemsOf({ body: entered } as unknown as Answer);
    expect((await correct(code, { ...body, items: [{ kind: 'procedure', code: '1.001193', version: 1, change: 'new' }] })).status).toBe(200);
    const after = itemsOf(await get(`/api/v1/announcements/${code}`, MANAGER));
    expect(after.map((item) => item.code)).toEqual(['1.001193']);
    expect((await get(`/api/v1/publications/${before?.publication ?? ''}`, POSTER)).body['outcome']).toBe('withdrawn');
  });

  test('is refused whole where something was posted before the day it gives, and where it would undo a repeal', async () => {
    const body = await decision();
    const answer = await enter(body);
    await click(itemsOf(answer)[0]?.publication ?? '', 'counter', '2026-08-17T08:00:00+07:00');
    const code = String(answer.body['code']);
    expect((await correct(code, { ...body, signedOn: '2026-08-18' })).body['code']).toBe('proof-before-decision');
    expect((await get(`/api/v1/announcements/${code}`, MANAGER)).body['signedOn']).toBe('2026-08-17');
    const repeal = await decision({ items: [{ kind: 'procedure', code: '2.000635', version: 1, change: 'repealed' }] });
    const repealed = await enter(repeal);
    expect((await correct(String(repealed.body['code']), { ...repeal, items: body['items'] })).body['code']).toBe('repeal-stands');
  });
});

describe('what agencies keep posted', () => {
  const CLERK: Call = { as: { role: 'clerk', agency: 'H99.02', subject: 'clerk-9' } };

  function set(item: string, changedOn: string, content: string, given = key(), call = CLERK): Promise<Answer> {
    return post('/api/v1/posted-items', { ...call, key: given, body: { agency: 'H99.02', item, changedOn, content } });
  }

  test('is posted with proof, and anew in the same publication when it changes', async () => {
    const given = key();
    const first = await set('hotline', '2026-08-17', '0299 3 111 111', given);
    expect([first.status, (await set('hotline', '2026-08-17', '0299 3 111 111', given)).body]).toEqual([201, first.body]);
    expect((await set('hotline', '2026-08-17', 'another', given)).body['code']).toBe('idempotency-key-reused');
    const publication = String(first.body['publication']);
    expect((await set('hotline', '2026-08-18', '0299 3 222 222')).body['code']).toBe('posting-still-due');
    expect((await click(publication, 'hotline', '2026-08-18T08:00:00+07:00', CLERK)).status).toBe(200);
    expect((await set('hotline', '2026-08-18', '0299 3 222 222')).body).toEqual(first.body);
    const { body } = await get(`/api/v1/publications/${publication}`, CLERK);
    // Five working days after Tuesday 18 August, the make-up Saturday among them.
    expect(body).toMatchObject({ outcome: null, postedItem: { item: 'hotline', changedOn: '2026-08-18', content: '0299 3 222 222' }, clocks: [{ clock: 'hotline', round: 2, standing: 'running', dueAt: '2026-08-25T00:00:00+07:00' }] });
    expect((await set('feedback-rules', '2026-08-19', 'Quy chế')).body['code']).toBe('change-out-of-order');
  });

  test('is its agency\'s own', async () => {
    expect((await set('feedback-rules', '2026-08-17', 'Quy chế', key(), { as: { role: 'clerk', agency: 'H99.31' } })).status).toBe(403);
    expect((await get('/api/v1/publications/CK-H99-2026-999999', CLERK)).status).toBe(404);
  });
});

describe('the overview', () => {
  test('shows what is due and what is late, the most urgent first, to whom it concerns', async () => {
    const late = await announced({ signedOn: '2026-06-01' });
    const due = await announced();
    const { body } = await get('/api/v1/publications/due?state=late&limit=200', MANAGER);
    const items = body['items'] as readonly { readonly publication: string; readonly dueAt: string; readonly late: boolean }[];
    expect(items.filter(({ publication }) => publication === late.publication)).toHaveLength(5);
    expect(items.some(({ publication }) => publication === due.publication)).toBe(false);
    expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).toSorted());
    const page = await get('/api/v1/publications/due?limit=3', MANAGER);
    const next = await get(`/api/v1/publications/due?limit=3&after=${String(page.body['next'])}`, MANAGER);
    expect((next.body['items'] as readonly unknown[]).length).toBe(3);
    expect(next.body['items']).not.toEqual(page.body['items']);
    expect((await get('/api/v1/publications/due', { as: { role: 'clerk', agency: 'H99.31' } })).body['items']).toEqual([]);
  });
});

describe('settings', () => {
  test('name another owner, terms and the agency that posts in a place, for decisions entered from then on', async () => {
    const before = await engine.rules.settings(engine.database.read);
    const five = { limit: { unit: 'working-days', amount: 5 }, from: 'decision' } as const;
    const publication = {
      ...before.publication,
      owner: 'H99.01',
      places: { counter: { limit: { unit: 'working-days', amount: 3 }, from: 'decision', agency: 'H99.02' }, website: { limit: { unit: 'working-days', amount: 1 }, from: 'database-posting' }, portal: five, 'internal-process': five },
    } as const;
    await engine.database.transaction((tx) => publishSettings(tx, { publication }, clock.now(), 'test'));
    engine.rules.doubt();
    try {
      const answer = await enter(await decision());
      expect(answer.body['agency']).toBe('H99.01');
      const [item] = itemsOf(answer);
      expect(item?.places).toMatchObject([{ place: 'national-database' }, { place: 'counter', dueAt: '2026-08-21T00:00:00+07:00' }, { place: 'website', standing: 'awaiting', dueAt: null }, {}, {}]);
      expect((await click(item?.publication ?? '', 'counter', '2026-08-18T08:00:00+07:00', { as: { role: 'clerk', agency: 'H99.02' } })).status).toBe(200);
      expect((await click(item?.publication ?? '', 'portal', '2026-08-18T08:00:00+07:00', { as: { role: 'clerk', agency: 'H99.02' } })).status).toBe(403);
      expect((await click(item?.publication ?? '', 'website', '2026-08-18T08:00:00+07:00', { as: { role: 'officer', agency: 'H99.01' } })).body['code']).toBe('awaits-database-posting');
    } finally {
      await engine.database.transaction((tx) => publishSettings(tx, {}, clock.now(), 'test'));
      engine.rules.doubt();
    }
  });
});
