import { describe, expect, test } from 'vitest';
import { proposalSchema, signListSchema } from '../../apps/api/views/proposal-view.js';
import { createTestDatabase } from '../support/database.js';
import { HOUSE_PERMIT } from '../support/engine.js';
import { apiDesk, ERASURE } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const api = await startTestApi(await createTestDatabase());
const { clock, engine, get, post } = api;
const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } };
const OFFICER: Call = { as: { role: 'officer', agency: COMMUNE, subject: 'officer-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
const [SIGNATORY, MANAGER]: readonly [Call, Call] = [{ as: { role: 'signatory', agency: COMMUNE, subject: 'signatory-31' } }, { as: { role: 'manager', agency: 'H99', subject: 'manager-1' } }];
const [ADMIN, OTHER] = ['admin-1', 'admin-2'].map((subject): Call => ({ as: { role: 'admin', agency: 'H99', subject } })) as [Call, Call];
const desk = apiDesk(api, CLERK, HOUSE_PERMIT);
const EXCUSE = { type: 'ExcuseLateness', body: { ground: 'force-majeure', decisionNumber: '3/QĐ-UBND' }, text: { reason: 'Bão số 5' } };

let keys = 0;
function propose(path: string, command: object, call: Call): Promise<Answer> {
  keys += 1;
  return post(`${path}/proposals`, { ...call, key: `two-key-${String(keys)}`, body: command });
}

async function proposed(path: string, command: object, call: Call): Promise<ReturnType<typeof proposalSchema.parse>> {
  const answer = await propose(path, command, call);
  expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  return proposalSchema.parse(answer.body);
}

async function waiting(call: Call, id: string): Promise<readonly string[]> {
  return signListSchema.parse((await get('/api/v1/sign-list?limit=200', call)).body).items.filter(({ proposal }) => proposal === id).map(({ kind }) => kind);
}

/** A dossier whose applicant withdrew. */
async function over(): Promise<string> {
  const { links: { self } } = await desk.take();
  await desk.sendAll(self, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'Rút' } });
  return self;
}

async function late(): Promise<string> {
  clock.set('2026-08-19T09:00:00+07:00');
  const { links: { self } } = await desk.take();
  clock.set('2026-11-19T09:00:00+07:00');
  await desk.sendAll(self, { type: 'RecordContact', body: { party: 'applicant' } });
  return self;
}

async function eventsOf(path: string, type: string): Promise<readonly unknown[]> {
  const rows = await engine.database.read.rows<{ by: string; payload: unknown }>(`SELECT e.actor->>'subject' AS by, e.payload FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id WHERE d.code = $1 AND e.type = $2`, [decodeURIComponent(path.split('/').at(-1) ?? ''), type]);
  return rows.map(({ by, payload }) => ({ by, ...(payload as object) }));
}

describe('what no command takes back', () => {
  test.each([
    ['an erasure', ERASURE, over, ADMIN],
    ['an excuse', EXCUSE, late, HEAD],
  ])('%s is given by nobody alone, whatever name they type', async (_name, command, live, call) => {
    const path = await live();
    const alone = await desk.send(path, command, call);
    expect([alone.status, alone.body['code'], alone.body['title']]).toEqual([409, 'two-persons-needed', 'Việc này không rút lại được nên cần hai người: một người trình, người khác có thẩm quyền phê duyệt; hãy trình để người thứ hai quyết định.']);
    expect((await desk.send(path, { ...command, body: { ...command.body, secondPerson: 'admin-9' } }, call)).status).toBe(400);
    expect((await propose(path, { ...command, body: { ...command.body, secondPerson: 'admin-9' } }, call)).status).toBe(400);
    expect((await desk.send(path, command, OFFICER)).status).toBe(403);
    expect(await eventsOf(path, command === EXCUSE ? 'LatenessExcused' : 'PersonalDataErased')).toEqual([]);
  });

  test('an erasure is proposed by one person signed in and approved by another administrator, and the ledger names both', async () => {
    const path = await over();
    expect((await propose(path, ERASURE, OFFICER)).status).toBe(403);
    const { id, links } = await proposed(path, ERASURE, ADMIN);
    const own = await post(links.approve, ADMIN);
    expect([own.status, own.body['code']]).toEqual([409, 'proposed-by-same-person']);
    expect((await post(links.approve, HEAD)).status).toBe(403);
    expect([await waiting(ADMIN, id), await waiting(HEAD, id), await waiting(OTHER, id)]).toEqual([[], [], ['erasure']]);
    expect(proposalSchema.parse((await get(links.self, OTHER)).body).command).toEqual({ body: ERASURE.body, reason: null });
    expect((await get(links.preview, OTHER)).status).toBe(404);
    expect(proposalSchema.parse((await post(links.approve, OTHER)).body)).toMatchObject({ outcome: 'approved', decidedBy: 'admin-2', command: null });
    expect(await eventsOf(path, 'PersonalDataErased')).toMatchObject([{ by: 'admin-2', ...ERASURE.body, secondPerson: 'admin-1' }]);
  });

  test('an excuse is proposed by who works on the dossier and approved by a head, who reads why', async () => {
    const path = await late();
    const { id, links } = await proposed(path, EXCUSE, OFFICER);
    expect(await waiting(HEAD, id)).toEqual(['excuse']);
    expect(proposalSchema.parse((await get(links.self, HEAD)).body).command).toEqual({ body: EXCUSE.body, reason: 'Bão số 5' });
    expect((await post(links.approve, OFFICER)).body['code']).toBe('proposed-by-same-person');
    expect(proposalSchema.parse((await post(links.approve, HEAD)).body).outcome).toBe('approved');
    expect(await desk.read(path)).toMatchObject({ excused: true });
    expect(await eventsOf(path, 'LatenessExcused')).toMatchObject([{ by: 'head-31', ...EXCUSE.body, secondPerson: 'officer-31' }]);
  });

  test('is turned down by who may give it, and withdrawn by who proposed it', async () => {
    const path = await over();
    const [first, second] = [await proposed(path, ERASURE, HEAD), await proposed(path, ERASURE, ADMIN)];
    expect(proposalSchema.parse((await post(first.links.reject, OTHER)).body).outcome).toBe('rejected');
    expect(proposalSchema.parse((await post(second.links.reject, ADMIN)).body).outcome).toBe('withdrawn');
    expect((await post(second.links.approve, OTHER)).body['code']).toBe('proposal-decided');
  });

  test.each([
    ['an erasure', ERASURE, over, [HEAD, ADMIN]],
    ['an excuse', EXCUSE, late, [CLERK, OFFICER, HEAD, ADMIN]],
  ])('%s is offered on the dossier as a proposal to exactly those whose proposal is taken, and to nobody alone', async (_name, command, live, takers) => {
    const path = await live();
    for (const call of [CLERK, OFFICER, HEAD, SIGNATORY, MANAGER, ADMIN]) {
      const { proposableActions, allowedActions } = await desk.read(path, call);
      const { status } = await propose(path, command, call);
      const taken = takers.includes(call);
      expect([call, status, proposableActions.some((type) => type === command.type), allowedActions.some((type) => type === command.type)]).toEqual([call, taken ? 201 : 403, taken, false]);
    }
  });

  test('is told to nobody who may neither read about the applicant nor give it', async () => {
    const path = await over();
    const { links } = await proposed(path, ERASURE, HEAD);
    expect((await get(links.self, MANAGER)).status).toBe(404);
    const elsewhere: Call = { as: { role: 'head', agency: 'H99.05', subject: 'head-05' } };
    expect((await get(links.self, elsewhere)).status).toBe(404);
    expect((await propose(path, ERASURE, elsewhere)).status).toBe(404);
  });
});
