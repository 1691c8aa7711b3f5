import { describe, expect, test } from 'vitest';
import { applyTransition, followDossier, placeNotices, putStaff } from '#service';
import { noteSchema } from '../../apps/api/views/dossier-work-view.js';
import { dossierPageSchema, queuePageSchema } from '../../apps/api/views/list-views.js';
import { proposalSchema, signListSchema } from '../../apps/api/views/proposal-view.js';
import { noticePageSchema } from '../../apps/api/views/staff-view.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { HOUSE_PERMIT } from '../support/engine.js';
import { member } from '../support/staff.js';
import { apiDesk, ERASURE } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const api = await startTestApi(await createTestDatabase());
const { clock, engine, gateway, get, post } = api;
const { read } = engine.database;
const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } };
const OFFICER: Call = { as: { role: 'officer', agency: COMMUNE, subject: 'officer-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
const ELSEWHERE: Call = { as: { role: 'officer', agency: 'H99.05', subject: 'officer-05' } };
const desk = apiDesk(api, CLERK, HOUSE_PERMIT);
await putStaff(read, [member('officer-31', 'officer', COMMUNE), member('head-31', 'head', COMMUNE)], { subject: 'admin-1' }, clock.now());
const SUPPLEMENT = { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '8' } }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu bản vẽ hoàn công' } };

let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `work-key-${String(keys)}`;
};

async function atWork(): Promise<string> {
  clock.set('2026-08-19T09:00:00+07:00');
  const { links: { self } } = await desk.take();
  await desk.sendAll(self, { type: 'Forward', body: { stage: 'desk' } });
  return self;
}

describe('notes on a dossier', () => {
  test('tell who, when and what, are added and never changed, and are kept sealed', async () => {
    const path = await atWork();
    const key = newKey();
    const first = await post(`${path}/notes`, { ...OFFICER, key, body: { text: 'Đã gọi cho người nộp' } });
    expect([first.status, noteSchema.parse(first.body)]).toEqual([201, { number: 1, by: 'officer-31', byName: 'Họ tên của officer-31', role: 'officer', roleLabel: 'Người thụ lý', at: '2026-08-19T09:00:00+07:00', text: 'Đã gọi cho người nộp' }]);
    expect((await post(`${path}/notes`, { ...OFFICER, key, body: { text: 'Đã gọi cho người nộp' } })).body).toEqual(first.body);
    expect((await post(`${path}/notes`, { ...OFFICER, key, body: { text: 'Khác' } })).status).toBe(422);
    await post(`${path}/notes`, { ...CLERK, key: newKey(), body: { text: 'Đính chính: gọi lúc 8 giờ' } });
    const listed = (await get(`${path}/notes?limit=1`, HEAD)).body;
    expect([(listed['items'] as readonly { text: string }[]).map(({ text }) => text), listed['next']]).toEqual([['Đã gọi cho người nộp'], '1']);
    expect((await get(`${path}/notes?after=1`, HEAD)).body).toMatchObject({ items: [{ number: 2, by: 'clerk-31' }], next: null });
    const stored = await read.rows<{ content: Buffer }>('SELECT content FROM dossier_note WHERE content IS NOT NULL');
    expect(stored.every(({ content }) => !content.toString('utf8').includes('gọi'))).toBe(true);
  });

  test('are for who may read personal data of it, and go with them', async () => {
    const path = await atWork();
    await post(`${path}/notes`, { ...OFFICER, key: newKey(), body: { text: 'Người nộp đang đi vắng' } });
    expect((await get(`${path}/notes`, { as: 'manager' })).status).toBe(403);
    expect((await get(`${path}/notes`, ELSEWHERE)).status).toBe(404);
    expect((await post(`${path}/notes`, { as: 'manager', key: newKey(), body: { text: 'x' } })).status).toBe(403);
    await desk.send(path, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'Rút' } });
    await desk.byTwo(path, ERASURE);
    expect((await get(`${path}/notes`, HEAD)).body['items']).toMatchObject([{ number: 1, by: 'officer-31', text: null }]);
    expect((await post(`${path}/notes`, { ...OFFICER, key: newKey(), body: { text: 'Sau khi xóa' } })).body['code']).toBe('dossier-erased');
  });
});

describe('who follows a dossier', () => {
  const told = async (call: Call): Promise<readonly string[]> => {
    await placeNotices(engine, clock.now());
    return noticePageSchema.parse((await get('/api/v1/notices?limit=200', call)).body).items.filter(({ kind }) => kind === 'followed').map(({ dossierCode, lines }) => `${String(dossierCode)}: ${lines.join(' ')}`);
  };

  test('for its papers is told once when they come, and then no more', async () => {
    const path = await atWork();
    const code = path.split('/').at(-1) ?? '';
    await desk.sendAll(path, SUPPLEMENT);
    const begun = await post(`${path}/follows`, { ...OFFICER, body: { occasion: 'supplement' } });
    expect([begun.status, begun.body['once']]).toEqual([200, true]);
    expect((await post(`${path}/follows`, { ...OFFICER, body: { occasion: 'supplement' } })).body).toEqual(begun.body);
    clock.set('2026-08-20T09:00:00+07:00');
    await desk.sendAll(path, { type: 'ReceiveSupplement', body: { complete: false } }, { type: 'ReceiveSupplement' });
    const lines = (await told(OFFICER)).filter((line) => line.startsWith(code));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('Nhận một phần hồ sơ bổ sung');
    expect((await get(`/api/v1/follows?dossier=${code}`, OFFICER)).body['items']).toEqual([]);
  });

  test('for everything is told of what others do until they end it, and never of what they did themselves', async () => {
    const path = await atWork();
    const code = path.split('/').at(-1) ?? '';
    const { body } = await post(`${path}/follows`, { ...HEAD, body: { occasion: 'any', once: false } });
    await desk.send(path, { type: 'Assign', body: { officer: 'officer-31' } }, HEAD);
    expect((await told(HEAD)).filter((line) => line.startsWith(code))).toEqual([]);
    await desk.sendAll(path, { type: 'RecordContact', body: { party: 'applicant' } }, { type: 'RecordResult', body: { resultNumber: '9/GP-UBND' } });
    expect((await told(HEAD)).filter((line) => line.startsWith(code))).toHaveLength(2);
    const end = (body['links'] as { end: string }).end;
    expect((await post(end, OFFICER)).status).toBe(404);
    expect((await post(end, HEAD)).body['endedAt']).not.toBeNull();
    await desk.sendAll(path, { type: 'ShelveResult', body: { place: 'Kệ 3-B' } });
    expect((await told(HEAD)).filter((line) => line.startsWith(code))).toHaveLength(2);
  });

  test('and may not read it any more is told nothing, and follows it no longer', async () => {
    const path = await atWork();
    const code = path.split('/').at(-1) ?? '';
    const row = await read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code]);
    // Begun while the dossier was in the hands of an agency that has given it back since.
    await followDossier(read, row?.id ?? '', { subject: 'officer-05', role: 'officer', agency: 'H99.05' }, { occasion: 'any', once: false }, clock.now());
    await desk.send(path, { type: 'RecordContact', body: { party: 'applicant' } });
    expect((await told(ELSEWHERE)).filter((line) => line.startsWith(code))).toEqual([]);
    expect((await get(`/api/v1/follows?dossier=${code}`, ELSEWHERE)).body['items']).toEqual([]);
  });

  test('must be allowed to read it', async () => {
    const path = await atWork();
    expect((await post(`${path}/follows`, { ...ELSEWHERE, body: { occasion: 'result' } })).status).toBe(404);
  });
});

describe('what is prepared for who signs it', () => {
  const propose = (path: string, body: object = SUPPLEMENT, key = newKey()): Promise<Answer> => post(`${path}/proposals`, { ...OFFICER, key, body });
  const signList = async (call: Call): Promise<ReturnType<typeof signListSchema.parse>> => signListSchema.parse((await get('/api/v1/sign-list?limit=200', call)).body);

  /** One request for papers was made and answered: another takes the head. */
  async function supplementedOnce(): Promise<string> {
    const path = await atWork();
    await desk.sendAll(path, SUPPLEMENT, { type: 'ReceiveSupplement' });
    return path;
  }

  test('a second request for papers waits in the one list, shows its letter, and becomes the head\'s own command', async () => {
    const path = await supplementedOnce();
    const code = path.split('/').at(-1) ?? '';
    expect((await desk.send(path, SUPPLEMENT, OFFICER)).body['code']).toBe('second-supplement-needs-head');
    const key = newKey();
    const proposed = proposalSchema.parse((await propose(path, SUPPLEMENT, key)).body);
    expect(proposalSchema.parse((await propose(path, SUPPLEMENT, key)).body).id).toBe(proposed.id);
    expect((await propose(path, { ...SUPPLEMENT, text: { reason: 'Khác' } }, key)).status).toBe(422);
    const list = await signList(HEAD);
    expect(list.items.filter(({ dossierCode }) => dossierCode === code)).toMatchObject([{ kind: 'supplement', proposal: proposed.id, proposedByName: 'Họ tên của officer-31' }]);
    expect(list.count).toBe(list.items.length);
    expect((await signList(OFFICER)).items).toEqual([]);
    const letter = await get(proposed.links.preview, HEAD);
    expect([letter.status, letter.type]).toEqual([200, 'application/pdf']);
    expect((await readPdf(letter.bytes)).text.replace(/\s+/gu, ' ')).toContain('Thiếu bản vẽ hoàn công');
    const approved = proposalSchema.parse((await post(proposed.links.approve, HEAD)).body);
    expect([approved.outcome, approved.decidedBy]).toEqual(['approved', 'head-31']);
    expect((await desk.read(path)).status).toBe('awaiting-supplement');
    expect((await post(proposed.links.approve, HEAD)).body['code']).toBe('proposal-decided');
    expect((await signList(HEAD)).items.filter(({ dossierCode }) => dossierCode === code)).toEqual([]);
  });

  test('what the dossier refuses stays open; who prepared it withdraws it, a head turns it down, and nobody approves their own', async () => {
    const path = await supplementedOnce();
    const first = proposalSchema.parse((await propose(path)).body);
    await desk.sendAll(path, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'Rút' } });
    expect((await post(first.links.approve, HEAD)).status).toBe(409);
    expect(proposalSchema.parse((await get(first.links.self, OFFICER)).body).outcome).toBe('open');
    expect(proposalSchema.parse((await post(first.links.reject, OFFICER)).body).outcome).toBe('withdrawn');
    const other = await supplementedOnce();
    const second = proposalSchema.parse((await propose(other)).body);
    expect(proposalSchema.parse((await post(second.links.reject, HEAD)).body).outcome).toBe('rejected');
    const own = proposalSchema.parse((await post(`${other}/proposals`, { ...HEAD, key: newKey(), body: SUPPLEMENT })).body);
    expect((await post(own.links.approve, HEAD)).body['code']).toBe('proposed-by-same-person');
    expect((await get(second.links.self, ELSEWHERE)).status).toBe(404);
    expect(((await get(`${other}/proposals`, HEAD)).body['items'] as readonly { outcome: string; command: unknown }[]).map(({ outcome, command }) => [outcome, command])).toEqual(expect.arrayContaining([['rejected', null], ['open', null]]));
  });
});

describe('an approval', () => {
  const proposalOf = async (path: string): Promise<ReturnType<typeof proposalSchema.parse>> => proposalSchema.parse((await post(`${path}/proposals`, { ...OFFICER, key: newKey(), body: SUPPLEMENT })).body);
  const outcomeOf = async (self: string): Promise<string> => proposalSchema.parse((await get(self, OFFICER)).body).outcome;
  const listed = async (id: string): Promise<boolean> => signListSchema.parse((await get('/api/v1/sign-list?limit=200', HEAD)).body).items.some(({ proposal }) => proposal === id);
  const wake = async (code: string): Promise<void> => {
    const row = await read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code]);
    await applyTransition(engine, row?.id ?? '', ['wake'], clock.now());
  };

  async function supplementedOnce(): Promise<string> {
    const path = await atWork();
    await desk.sendAll(path, SUPPLEMENT, { type: 'ReceiveSupplement' });
    return path;
  }

  test('that was refused may be given again by the same person, and is then decided anew', async () => {
    const path = await atWork();
    await desk.sendAll(path, SUPPLEMENT);
    const { id, links } = await proposalOf(path);
    expect((await post(links.approve, HEAD)).body['code']).toBe('not-allowed-in-status');
    expect([await outcomeOf(links.self), await listed(id)]).toEqual(['open', true]);
    await desk.sendAll(path, { type: 'ReceiveSupplement' });
    expect(proposalSchema.parse((await post(links.approve, HEAD)).body).outcome).toBe('approved');
    expect(await listed(id)).toBe(false);
  });

  test('is pending until its command is decided: nobody turns it down meanwhile, and a repeat gives no second command', async () => {
    const path = await supplementedOnce();
    const code = path.split('/').at(-1) ?? '';
    const { id, links } = await proposalOf(path);
    gateway.down = true;
    expect(proposalSchema.parse((await post(links.approve, HEAD)).body)).toMatchObject({ outcome: 'pending', decidedAt: null });
    expect(proposalSchema.parse((await post(links.approve, HEAD)).body).outcome).toBe('pending');
    gateway.down = false;
    expect((await post(links.reject, OFFICER)).body['code']).toBe('proposal-decided');
    expect(await listed(id)).toBe(false);
    await wake(code);
    expect(proposalSchema.parse((await get(links.self, OFFICER)).body)).toMatchObject({ outcome: 'approved', decidedBy: 'head-31' });
    const given = await read.first<{ n: number }>(`SELECT count(*) AS n FROM command_inbox WHERE idempotency_key LIKE $1`, [`proposal:${id}%`]);
    expect(given?.n).toBe(1);
  });

  test('whose command is refused later leaves the proposal open', async () => {
    const path = await supplementedOnce();
    const code = path.split('/').at(-1) ?? '';
    const { id, links } = await proposalOf(path);
    gateway.down = true;
    await post(path.concat('/commands'), { ...HEAD, key: newKey(), body: SUPPLEMENT });
    expect(proposalSchema.parse((await post(links.approve, HEAD)).body).outcome).toBe('pending');
    gateway.down = false;
    await wake(code);
    expect([await outcomeOf(links.self), await listed(id)]).toEqual(['open', true]);
    expect(proposalSchema.parse((await post(links.reject, HEAD)).body).outcome).toBe('rejected');
  });
});

describe('queues', () => {
  test('tell the working time left, by the calendar, and below nought once it is late', async () => {
    const path = await atWork();
    const code = path.split('/').at(-1) ?? '';
    const minutes = async (): Promise<number | null | undefined> => dossierPageSchema.parse((await get(`/api/v1/dossiers?queue=open&search=${code}`, HEAD)).body).items.find((item) => item.code === code)?.remainingMinutes;
    const whole = (await minutes()) ?? 0;
    clock.set('2026-08-19T10:30:00+07:00');
    expect(await minutes()).toBe(whole - 90);
    clock.set('2026-09-07T09:00:00+07:00');
    expect(await minutes()).toBeLessThan(0);
  });

  test('are narrowed to a procedure and to the beginning of a code, with the badge as long as the list', async () => {
    const path = await atWork();
    const code = path.split('/').at(-1) ?? '';
    const of = async (query: string): Promise<readonly string[]> => dossierPageSchema.parse((await get(`/api/v1/dossiers?limit=200&queue=open&${query}`, HEAD)).body).items.map((item) => item.code);
    expect(await of(`search=${code}`)).toEqual([code]);
    expect(await of('procedure=2.002621')).toEqual([]);
    const listed = await of('procedure=1.013225');
    const badge = queuePageSchema.parse((await get('/api/v1/queues?procedure=1.013225', HEAD)).body).items.find(({ queue }) => queue === 'open');
    expect([listed.length, listed.includes(code)]).toEqual([badge?.count, true]);
  });

  test('hold a dossier that still owes its applicant a letter', async () => {
    const path = await atWork();
    const code = path.split('/').at(-1) ?? '';
    await desk.sendAll(path, SUPPLEMENT);
    const owed = dossierPageSchema.parse((await get('/api/v1/dossiers?limit=200&queue=owed-letters', HEAD)).body).items.map((item) => item.code);
    const badge = queuePageSchema.parse((await get('/api/v1/queues', HEAD)).body).items.find(({ queue }) => queue === 'owed-letters');
    expect([owed.includes(code), owed.length]).toEqual([true, badge?.count]);
  });
});
