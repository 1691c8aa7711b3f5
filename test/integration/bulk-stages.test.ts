import { describe, expect, test } from 'vitest';
import { applyTransition, putStaff, verifyLedger } from '#service';
import { dueWorkSchema } from '../../apps/api/views/absence-view.js';
import { bulkPreviewSchema, bulkSchema } from '../../apps/api/views/bulk-view.js';
import { dossierSchema } from '../../apps/api/views/dossier-schema.js';
import { createTestDatabase } from '../support/database.js';
import { member } from '../support/staff.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const api = await startTestApi(await createTestDatabase());
const { clock, engine, gateway, get, post } = api;
const { read } = engine.database;
const COMMUNE: Call = { as: { role: 'clerk', agency: 'H99.31' } };
const HEAD: Call = { as: { role: 'head', agency: 'H99', subject: 'head-99' } };
const POLICE = 'H99.81';
// Birth first, then residence and health card side by side, at two agencies.
const desk = apiDesk(api, COMMUNE, { procedureCode: '2.002621', agencyCode: 'H99.31', caseCode: '2.002621.01', channel: 'online', applicant: { name: 'Nguyễn Văn Thử' } });
await putStaff(read, [member('officer-1', 'officer', POLICE), member('officer-2', 'officer', POLICE), member('officer-3', 'officer', POLICE), member('officer-4', 'officer', POLICE)], { subject: 'admin-1' }, clock.now());

const STAGES = ['residence', 'health-card'] as const;
interface Named { readonly code: string; readonly stage?: string }

let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `stage-key-${String(keys)}`;
};

/** A dossier with two stages open side by side, both in the hands of one officer where one is named. */
async function sideBySide(officer?: string): Promise<string> {
  clock.set('2026-09-07T09:00:00+07:00');
  const { code, links: { self } } = await desk.take();
  await desk.sendAll(self, { type: 'Accept' }, { type: 'Forward' });
  for (const stage of officer === undefined ? [] : STAGES) {
    expect((await desk.send(self, { type: 'Assign', body: { stage, officer } }, HEAD)).status).toBe(200);
  }
  return code;
}

const bothOf = (code: string): readonly Named[] => STAGES.map((stage) => ({ code, stage }));
const body = (action: string, dossiers: readonly Named[], officer?: string): object => ({ action, dossiers, ...(officer === undefined ? {} : { officer }) });
const begin = (asked: object, call = HEAD): Promise<Answer> => post('/api/v1/bulk-actions', { ...call, key: newKey(), body: asked });
const done = (answer: Answer): ReturnType<typeof bulkSchema.parse> => bulkSchema.parse(answer.body);
const preview = async (asked: object, call = HEAD): Promise<ReturnType<typeof bulkPreviewSchema.parse>> => bulkPreviewSchema.parse((await post('/api/v1/bulk-actions/preview', { ...call, body: asked })).body);
const undo = async (id: string): Promise<ReturnType<typeof done>> => done(await post(`/api/v1/bulk-actions/${id}/undo`, HEAD));

async function officersOf(code: string): Promise<Readonly<Record<string, string | null>>> {
  const { stages } = dossierSchema.parse((await get(`/api/v1/dossiers/${code}`, HEAD)).body);
  return Object.fromEntries(stages.filter(({ status }) => status === 'open').map(({ id, officer }) => [id, officer]));
}

describe('stages that run side by side', () => {
  test('are given to somebody by one action, each under its own name, and taken back with it', async () => {
    const code = await sideBySide('officer-1');
    const given = done(await begin(body('Assign', bothOf(code), 'officer-2')));
    expect(given.items.map(({ dossierCode, stage, stageName, done: { status } }) => [dossierCode, stage, stageName !== null && stageName !== stage, status])).toEqual(STAGES.map((stage) => [code, stage, true, 'applied']));
    expect(await officersOf(code)).toEqual({ residence: 'officer-2', 'health-card': 'officer-2' });
    const taken = await undo(given.id);
    expect(taken.items.map(({ undone, since }) => [undone?.status, since])).toEqual([['applied', []], ['applied', []]]);
    expect(await officersOf(code)).toEqual({ residence: 'officer-1', 'health-card': 'officer-1' });
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });

  test('are taken back together though the first way back is not decided when the second is given', async () => {
    const code = await sideBySide('officer-1');
    const { id } = done(await begin(body('Assign', bothOf(code), 'officer-2')));
    gateway.down = true;
    expect((await undo(id)).items.map(({ undone }) => undone?.status)).toEqual(['pending', 'pending']);
    gateway.down = false;
    const row = await read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code]);
    await applyTransition(engine, row?.id ?? '', ['wake'], clock.now());
    expect(await officersOf(code)).toEqual({ residence: 'officer-1', 'health-card': 'officer-1' });
  });

  test('stay as they are where somebody else has acted since, and are named with it', async () => {
    const code = await sideBySide('officer-1');
    const { id } = done(await begin(body('Assign', bothOf(code), 'officer-2')));
    await desk.send(`/api/v1/dossiers/${code}`, { type: 'Assign', body: { stage: 'residence', officer: 'officer-3' } }, HEAD);
    const taken = await undo(id);
    expect(taken.items.map(({ undone, since }) => [undone?.status, since.length])).toEqual([['refused', 1], ['refused', 1]]);
    expect(await officersOf(code)).toEqual({ residence: 'officer-3', 'health-card': 'officer-2' });
  });

  test('count as one dossier in hand, before and after', async () => {
    const code = await sideBySide('officer-1');
    const loads = async (dossiers: readonly Named[]): Promise<readonly (readonly [string, number])[]> => (await preview(body('Assign', dossiers, 'officer-4'))).loads.map(({ of, open }) => [of, open.after - open.before]);
    expect(await loads(bothOf(code))).toEqual([['officer-1', -1], ['officer-4', 1]]);
    // Who keeps the other stage keeps the dossier.
    expect(await loads(bothOf(code).slice(0, 1))).toEqual([['officer-4', 1]]);
  });

  test('are each named once, and none may be left to be found beside a named one', async () => {
    const code = await sideBySide();
    const [first = { code }] = bothOf(code);
    for (const dossiers of [[first, first], [first, { code }], [{ code }, { code }]]) {
      expect((await begin(body('Assign', dossiers, 'officer-1'))).status).toBe(400);
    }
  });

  test('of a dossier out of reach bear no name', async () => {
    const code = await sideBySide();
    const elsewhere: Call = { as: { role: 'head', agency: 'H99.32', subject: 'head-32' } };
    const shown = await preview(body('Assign', bothOf(code), 'officer-1'), elsewhere);
    expect(shown.items.map(({ allowed, stageName }) => [allowed, stageName])).toEqual([[false, 'residence'], [false, 'health-card']]);
  });

  test('that fall due while their officer is away all go to the substitute by one action', async () => {
    const code = await sideBySide('officer-1');
    const entered = await post('/api/v1/absences', { as: { role: 'officer', agency: POLICE, subject: 'officer-1' }, key: newKey(), body: { days: { from: '2026-09-08', to: '2026-09-30' }, reason: 'leave', substitute: 'officer-2' } });
    const { items } = (await get(`/api/v1/absences/${String(entered.body['id'])}/due-work`, HEAD)).body as { readonly items: readonly unknown[] };
    const due = items.map((item) => dueWorkSchema.parse(item)).filter((item) => item.code === code);
    const stages = [...new Set(due.flatMap(({ stage }) => stage ?? []))];
    expect(stages.toSorted()).toEqual([...STAGES].toSorted());
    expect(done(await begin(body('Assign', stages.map((stage) => ({ code, stage })), 'officer-2'))).counts).toMatchObject({ dossiers: 2, applied: 2 });
    expect(await officersOf(code)).toEqual({ residence: 'officer-2', 'health-card': 'officer-2' });
  });
});
