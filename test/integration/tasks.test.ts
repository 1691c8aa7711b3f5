import { describe, expect, test } from 'vitest';
import type { Actor } from '#domain';
import { TASK_KINDS, type TaskKind } from '../../libs/service/effects.js';
import { createTestDatabase } from '../support/database.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, gateway, engine } = await startTestApi(database);

const DESK = 'H99.02';
const CLERK: Call = { as: 'clerk' };
const BY_HAND: readonly TaskKind[] = ['command-refused', 'command-dead', 'remind-applicant', 'uncollected-result', 'notify-result', 'pause-ended', 'agency-warned', 'opinion-late', 'promise-broken', 'second-reappointment', 'correct-fault', 'needed-result', 'letter-returned'];
let made = 0;

async function open(kind: TaskKind, subject: string | null = null): Promise<string> {
  made += 1;
  const key = `made-${String(made)}:${kind}`;
  await engine.database.read.run('INSERT INTO task (key, kind, agency, subject, data, created_at) VALUES ($1, $2, $3, $4, $5, $6)', [key, kind, DESK, subject, '{}', clock.now()]);
  return key;
}

function finish(key: string, call: Call = CLERK): Promise<Answer> {
  return post(`/api/v1/tasks/${encodeURIComponent(key)}/done`, call);
}

async function listed(call: Call): Promise<readonly string[]> {
  return ((await get('/api/v1/tasks?limit=200', call)).body['items'] as readonly { readonly key: string }[]).map(({ key }) => key);
}

function as(role: Actor['role'], agency: string, subject = `${role}@${agency}`): Call {
  return { as: { role, agency, subject } };
}

describe('a task', () => {
  test.each(BY_HAND)('of kind %s is done by a person, at the clock\'s hour and under their name', async (kind) => {
    clock.set('2026-08-18T09:00:00+07:00');
    const key = await open(kind);
    clock.set('2026-08-18T10:30:00+07:00');
    const { status, body } = await finish(key, as('head', DESK));
    expect([status, body]).toEqual([200, { key, kind, agency: DESK, subject: null, doneAt: '2026-08-18T10:30:00+07:00', doneBy: 'head@H99.02' }]);
    expect(await listed(CLERK)).not.toContain(key);
  });

  test.each(TASK_KINDS.filter((kind) => !BY_HAND.includes(kind)))('of kind %s ends only with its event', async (kind) => {
    const key = await open(kind);
    const { status, body } = await finish(key);
    expect([status, body['code']]).toEqual([409, 'task-closed-by-event']);
    expect(body['title']).toContain('chỉ kết thúc khi');
    expect(await listed(CLERK)).toContain(key);
  });

  test('that is done stays as the first person left it, whoever asks again', async () => {
    clock.set('2026-08-18T11:00:00+07:00');
    const key = await open('opinion-late');
    const first = await finish(key);
    clock.set('2026-08-18T15:00:00+07:00');
    const again = await finish(key, as('clerk', DESK, 'colleague'));
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  test('finished by two at once is done by one of them', async () => {
    const key = await open('pause-ended');
    const answers = await Promise.all(['one', 'two', 'three'].map((subject) => finish(key, as('clerk', DESK, subject))));
    expect(new Set(answers.map(({ body }) => body['doneBy'])).size).toBe(1);
  });

  test('that an event has closed says so', async () => {
    const key = await open('notify-result');
    await engine.database.read.run('UPDATE task SET done_at = $2 WHERE key = $1', [key, clock.now()]);
    const { status, body } = await finish(key);
    expect([status, body['doneBy']]).toEqual([200, null]);
  });

  test('that does not exist is not found', async () => {
    const { status, body } = await finish('no-such-task');
    expect([status, body['code']]).toEqual([404, 'not-found']);
  });

  test.each([
    ['clerk', DESK, 200],
    ['officer', DESK, 200],
    ['head', DESK, 200],
    ['head', 'H99', 200],
    ['clerk', 'H99.05', 404],
    ['head', 'H99.05', 404],
    ['manager', 'H99', 403],
    ['admin', 'H99', 403],
    ['auditor', 'H99', 403],
    ['citizen', DESK, 404],
  ] as const)('of the desk, asked for by a %s of %s, is answered %i', async (role, agency, status) => {
    expect((await finish(await open('uncollected-result'), as(role, agency))).status).toBe(status);
  });

  test.each([
    ['clerk', DESK, 403],
    ['officer', DESK, 403],
    ['head', DESK, 200],
    ['signatory', DESK, 200],
    ['head', 'H99.05', 404],
  ] as const)('of the leader, asked for by a %s of %s, is answered %i', async (role, agency, status) => {
    const answers = await Promise.all((['promise-broken', 'second-reappointment'] as const).map(async (kind) => finish(await open(kind), as(role, agency))));
    expect(answers.map((answer) => answer.status)).toEqual([status, status]);
  });

  test.each([
    ['the person it belongs to', as('officer', 'H99.05', 'owner'), 200],
    ['a colleague', as('clerk', DESK, 'colleague'), 403],
    ['the head of its agency', as('head', DESK), 200],
    ['the head of another agency', as('head', 'H99.05'), 404],
  ] as const)('of one person, asked for by %s, is answered as its owner would expect', async (_who, call, status) => {
    expect((await finish(await open('command-dead', 'owner'), call)).status).toBe(status);
  });

  test('of one person is listed for that person and for the head, not for colleagues', async () => {
    const key = await open('command-refused', 'owner');
    const seen = await Promise.all([as('clerk', DESK, 'owner'), as('head', DESK), as('clerk', DESK, 'colleague')].map(async (call) => (await listed(call)).includes(key)));
    expect(seen).toEqual([true, true, false]);
  });

  test.each([
    ['an online filing that is withdrawn', { channel: 'online' }, [], { type: 'Withdraw', body: { reasonCode: 'own-wish' } }, CLERK, 'answer-online-filing'],
    ['an online filing that is cancelled', { channel: 'online' }, [], { type: 'Cancel', body: { reasonCode: 'duplicate' }, text: { reason: 'Trùng' } }, as('head', 'H99.07'), 'answer-online-filing'],
    ['papers the applicant no longer owes', { channel: 'counter' }, [{ type: 'RequestSupplement', body: { items: [{ component: 'H99-LV02-COSO' }], reasonCode: 'incomplete' }, text: { reason: 'Thiếu giấy tờ' } }], { type: 'Withdraw', body: { reasonCode: 'own-wish' } }, CLERK, 'close-unsupplemented'],
  ] as const)('of %s ends with the dossier', async (what, intake, before, last, by, kind) => {
    clock.set('2026-08-18T08:00:00+07:00');
    const body = { procedureCode: '1.014464', agencyCode: 'H99.07', applicant: { name: 'Nguyễn Văn Rút' }, ...intake };
    const { body: dossier } = await post('/api/v1/dossiers', { ...CLERK, key: `task-end-${what}`.replaceAll(' ', '-'), body });
    const send = (command: object, call: Call, key: string): Promise<Answer> => post(`/api/v1/dossiers/${String(dossier['code'])}/commands`, { ...call, key: `${key}-${kind}-${String(dossier['code'])}`, body: command });
    for (const command of before) expect((await send(command, CLERK, 'before')).status).toBe(200);
    clock.set(kind === 'answer-online-filing' ? '2026-08-18T15:00:00+07:00' : '2026-10-30T09:00:00+07:00');
    await gateway.deliver(String(dossier['id']), 'wake');
    const open = async (): Promise<readonly string[]> => (await listed(as('head', DESK))).filter((key) => key.startsWith(`${String(dossier['id'])}:${kind}`));
    expect(await open()).toHaveLength(1);
    if (last.type === 'Cancel') clock.set('2026-08-18T15:01:00+07:00');
    expect((await send(last, by, 'last')).status).toBe(200);
    expect(await open()).toEqual([]);
    clock.set('2026-08-18T15:00:00+07:00');
  });

  test('of a command that was refused after its sender had been answered can be done by the sender', async () => {
    const intake = { procedureCode: '1.014464', agencyCode: 'H99.07', channel: 'counter', applicant: { name: 'Nguyễn Văn Chờ' } };
    const { body: dossier } = await post('/api/v1/dossiers', { ...CLERK, key: 'task-intake', body: intake });
    gateway.down = true;
    const sent = await post(`/api/v1/dossiers/${String(dossier['code'])}/commands`, { ...CLERK, key: 'task-command', body: { type: 'HandOver', body: { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' } } });
    gateway.down = false;
    expect(sent.status).toBe(202);
    await gateway.deliver(String(dossier['id']), String(sent.body['id']));
    const key = `${String(sent.body['id'])}:command-refused`;
    expect(await listed(CLERK)).toContain(key);
    expect((await finish(key)).body).toMatchObject({ kind: 'command-refused', subject: 'clerk@H99.02', doneBy: 'clerk@H99.02' });
  });
});
