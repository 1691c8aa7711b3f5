import { describe, expect, test } from 'vitest';
import { instant } from '#domain';
import { acceptCommand, applyTransition, beginBulk, beginUndo, type BulkAction, type Engine, findBulk, placeNotices, putStaff, readBulkItems, resumeBulks, runBulk, runUndo, verifyLedger } from '#service';
import { RelayMetrics } from '../../apps/relay/metrics.js';
import { relayLoops } from '../../apps/relay/schedule.js';
import { bulkPreviewSchema, bulkSchema } from '../../apps/api/views/bulk-view.js';
import { queuePageSchema } from '../../apps/api/views/list-views.js';
import { createTestDatabase } from '../support/database.js';
import { HOUSE_PERMIT } from '../support/engine.js';
import { member } from '../support/staff.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const api = await startTestApi(await createTestDatabase());
const { clock, engine, gateway, get, post } = api;
const { read } = engine.database;
const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
const desk = apiDesk(api, CLERK, HOUSE_PERMIT);
await putStaff(read, [member('officer-1', 'officer', COMMUNE), member('officer-2', 'officer', COMMUNE), member('head-31', 'head', COMMUNE)], { subject: 'admin-1' }, clock.now());

let keys = 0;
const newKey = (): string => {
  keys += 1;
  return `bulk-key-${String(keys)}`;
};

/** Dossiers at the commune's appraisal, that nobody has yet. */
async function atWork(count: number): Promise<readonly string[]> {
  clock.set('2026-08-19T09:00:00+07:00');
  const codes: string[] = [];
  for (let each = 0; each < count; each += 1) {
    const { code } = await desk.take();
    await desk.sendAll(`/api/v1/dossiers/${code}`, { type: 'Forward', body: { stage: 'desk' } });
    codes.push(code);
  }
  return codes;
}

const listed = (codes: readonly string[]): readonly object[] => codes.map((code) => ({ code }));
const assign = (codes: readonly string[], key = newKey(), officer = 'officer-1'): Promise<Answer> => post('/api/v1/bulk-actions', { ...HEAD, key, body: { action: 'Assign', officer, dossiers: listed(codes) } });
const done = (answer: Answer): ReturnType<typeof bulkSchema.parse> => bulkSchema.parse(answer.body);
const undo = (id: string, call = HEAD): Promise<Answer> => post(`/api/v1/bulk-actions/${id}/undo`, call);
const officersOf = async (code: string): Promise<readonly string[]> => (await read.first<{ officers: string[] }>('SELECT officers FROM dossier WHERE code = $1', [code]))?.officers ?? [];
const stagesOf = async (code: string): Promise<readonly string[]> => (await read.first<{ stages: string[] }>('SELECT stages FROM dossier WHERE code = $1', [code]))?.stages ?? [];

const killed = (): Promise<never> => Promise.reject(new Error('killed'));
const deferredOf = async (id: string): Promise<readonly boolean[]> =>
  (await read.rows<{ deferred: boolean }>('SELECT c.deferred FROM bulk_action_item i JOIN command_inbox c ON c.id = i.command_id WHERE i.bulk_id = $1 ORDER BY i.place', [id])).map(({ deferred }) => deferred);

/** An action of the head's that is begun and of which nothing is done yet. */
async function begunOn(codes: readonly string[]): Promise<BulkAction> {
  const begun = await beginBulk(engine, { subject: 'head-31', role: 'head', agency: COMMUNE }, newKey(), { action: 'Assign', officer: 'officer-2', dossiers: codes.map((code) => ({ code })) }, clock.now());
  if (begun.kind !== 'begun') throw new Error(`The action was not begun: ${begun.kind}`);
  return begun.bulk;
}

async function wake(code: string): Promise<void> {
  const row = await read.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1', [code]);
  await applyTransition(engine, row?.id ?? '', ['wake'], clock.now());
}

describe('before an action on many dossiers', () => {
  test('its effect is shown for each, with the load of who gives and takes, and nothing is written', async () => {
    const [first = '', second = ''] = await atWork(2);
    expect((await assign([second], newKey(), 'officer-2')).status).toBe(200);
    const asked = await post('/api/v1/bulk-actions/preview', { ...HEAD, body: { action: 'Assign', officer: 'officer-1', dossiers: [...listed([first, second]), { code: '000.00.31.H99-260819-9999' }] } });
    const preview = bulkPreviewSchema.parse(asked.body);
    expect(preview.items.map(({ allowed, from, to }) => [allowed, from?.officer ?? null, to.map(({ officer }) => officer)])).toEqual([
      [true, null, ['officer-1']],
      [true, 'officer-2', ['officer-1']],
      [false, null, []],
    ]);
    expect(preview.items[0]?.dueAt).not.toBeNull();
    expect(preview.loads.map(({ of, open }) => [of, open.after - open.before])).toEqual([['officer-1', 2], ['officer-2', -1]]);
    expect([await officersOf(first), await officersOf(second)]).toEqual([[], ['officer-2']]);
  });

  test('of a dossier out of reach nothing is told, not even that it exists', async () => {
    const [code = ''] = await atWork(1);
    const elsewhere: Call = { as: { role: 'head', agency: 'H99.32', subject: 'head-32' } };
    const unknown = '000.00.31.H99-260819-9999';
    const asked = await post('/api/v1/bulk-actions/preview', { ...elsewhere, body: { action: 'Assign', officer: 'officer-1', dossiers: listed([code, unknown]) } });
    const [hidden, absent] = bulkPreviewSchema.parse(asked.body).items;
    expect(hidden?.problem?.code).toBe('not-authorised');
    expect(JSON.parse(JSON.stringify(hidden).replaceAll(code, unknown))).toEqual(absent);
  });

  test('a queue may stand in place of codes, and means what its list shows', async () => {
    const codes = await atWork(2);
    const asked = await post('/api/v1/bulk-actions/preview', { ...HEAD, body: { action: 'Assign', officer: 'officer-1', selection: { queue: 'unassigned' } } });
    const preview = bulkPreviewSchema.parse(asked.body);
    expect(codes.filter((code) => preview.items.some(({ dossierCode }) => dossierCode === code))).toEqual(codes);
    const queues = queuePageSchema.parse((await get('/api/v1/queues', HEAD)).body);
    expect(preview.items).toHaveLength(queues.items.find(({ queue }) => queue === 'unassigned')?.count ?? -1);
  });

  test('what the dossier refuses is said in a sentence; a clerk may assign nothing, and nobody unknown is given work', async () => {
    const [code = ''] = await atWork(1);
    await desk.sendAll(`/api/v1/dossiers/${code}`, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'Rút' } });
    const asked = await post('/api/v1/bulk-actions/preview', { ...HEAD, body: { action: 'Assign', officer: 'officer-1', dossiers: listed([code]) } });
    expect(bulkPreviewSchema.parse(asked.body).items[0]).toMatchObject({ allowed: false, problem: { code: 'not-allowed-in-status' } });
    expect((await post('/api/v1/bulk-actions/preview', { ...CLERK, body: { action: 'Assign', officer: 'officer-1', dossiers: listed([code]) } })).status).toBe(403);
    expect((await assign([code], newKey(), 'nobody')).status).toBe(400);
  });
});

describe('an action on many dossiers', () => {
  test('gives each a command of its own; one that is refused holds up no other, and a repeated key does nothing twice', async () => {
    const [first = '', gone = '', last = ''] = await atWork(3);
    await desk.sendAll(`/api/v1/dossiers/${gone}`, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'Rút' } });
    const key = newKey();
    const answer = done(await assign([first, gone, last], key));
    expect(answer.items.map(({ done: { status } }) => status)).toEqual(['applied', 'refused', 'applied']);
    expect(answer.items[1]?.done.sentence).toMatch(/\S/u);
    expect(done(await assign([first, gone, last], key))).toEqual(answer);
    expect((await assign([first], key)).status).toBe(422);
    expect([await officersOf(first), await officersOf(last)]).toEqual([['officer-1'], ['officer-1']]);
    expect((await get(answer.links.self, HEAD)).body).toEqual(answer);
    expect((await get(answer.links.self, CLERK)).status).toBe(404);
    expect(((await get('/api/v1/bulk-actions?limit=200', HEAD)).body['items'] as readonly { id: string }[]).filter(({ id }) => id === answer.id)).toHaveLength(1);
  });

  test('of codes nobody bears, or of dossiers out of reach, is not begun: each is named alike where it stands, and a repeated key answers still', async () => {
    const [mine = '', hidden = ''] = await atWork(2);
    const elsewhere: Call = { as: { role: 'head', agency: 'H99.32', subject: 'head-32' } };
    const absent = '000.00.31.H99-260819-9999';
    const body = (...codes: readonly string[]): object => ({ action: 'Forward', dossiers: listed(codes) });
    const [told, toldAbsent] = [await post('/api/v1/bulk-actions', { ...elsewhere, key: newKey(), body: body(hidden) }), await post('/api/v1/bulk-actions', { ...elsewhere, key: newKey(), body: body(absent) })];
    expect([told.status, told.body['code']]).toEqual([422, 'unknown-dossiers']);
    expect(JSON.parse(JSON.stringify(told.body).replaceAll(hidden, absent))).toEqual(toldAbsent.body);
    const mixed = await post('/api/v1/bulk-actions', { ...HEAD, key: newKey(), body: body(mine, absent) });
    expect((mixed.body['errors'] as readonly { path: string; reason: string }[]).map(({ path }) => path)).toEqual(['/body/dossiers/1/code']);
    expect([await stagesOf(mine), (await read.first<{ n: number }>(`SELECT count(*) AS n FROM bulk_action WHERE subject = 'head-32'`))?.n]).toEqual([['appraise'], 0]);
    const key = newKey();
    const begun = done(await post('/api/v1/bulk-actions', { ...HEAD, key, body: body(mine) }));
    // Gone to another agency meanwhile, as far as anybody may read it.
    const others = await beginBulk({ ...engine, rules: { ...engine.rules, agencies: () => Promise.resolve(new Map()) } }, { subject: 'head-31', role: 'head', agency: COMMUNE }, key, { action: 'Forward', dossiers: [{ code: mine }] }, clock.now());
    expect(others.kind === 'begun' && others.bulk.id).toBe(begun.id);
  });

  test('goes on where it was killed: what had a command keeps it, and the rest gets one', async () => {
    const codes = await atWork(3);
    const begun = await beginBulk(engine, { subject: 'head-31', role: 'head', agency: COMMUNE }, newKey(), { action: 'Assign', officer: 'officer-2', dossiers: codes.map((code) => ({ code })) }, clock.now());
    const id = begun.kind === 'begun' ? begun.bulk.id : '';
    // Killed after the first command was accepted and before that was noted.
    const accepted = await acceptCommand(engine, clock, { actor: { subject: 'head-31', role: 'head', agency: COMMUNE }, idempotencyKey: `bulk:${id}/1`, dossierCode: codes[0] ?? '', type: 'Assign', body: { officer: 'officer-2' } });
    expect(accepted.kind).toBe('accepted');
    expect(await resumeBulks(engine, clock, instant(clock.now() - 1))).toBe(0);
    expect(await resumeBulks(engine, clock, instant(clock.now() + 1))).toBe(1);
    for (const code of codes) await wake(code);
    expect((await readBulkItems(read, id, { undone: false })).map(({ done: { status } }) => status)).toEqual(['applied', 'applied', 'applied']);
    expect((await findBulk(read, id))?.finishedAt).toBeDefined();
    const assigned = await read.rows<{ n: number }>(`SELECT count(*) AS n FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id WHERE d.code = ANY($1) AND e.type = 'OfficerAssigned' GROUP BY d.code`, [codes]);
    expect(assigned.map(({ n }) => n)).toEqual([1, 1, 1]);
    expect(await resumeBulks(engine, clock, instant(clock.now() + 1))).toBe(0);
  });

  test('of which somebody was killed before the commands were seen to is gone on with: whoever gave them is told of a refusal', async () => {
    const codes = await atWork(2);
    const bulk = await begunOn(codes);
    await expect(runBulk(engine, clock, bulk, killed)).rejects.toThrow('killed');
    expect((await findBulk(read, bulk.id))?.finishedAt).toBeUndefined();
    expect(await deferredOf(bulk.id)).toEqual([false, false]);
    expect(await resumeBulks(engine, clock, instant(clock.now() + 1))).toBe(1);
    expect(await deferredOf(bulk.id)).toEqual([true, true]);
    expect((await findBulk(read, bulk.id))?.finishedAt).toBeDefined();
    for (const code of codes) await wake(code);
  });

  test('that cannot be gone on with holds up no other', async () => {
    const [first = '', second = ''] = await atWork(2);
    const [stuck, free] = [await begunOn([first]), await begunOn([second])];
    const failing: Engine = { ...engine, database: { ...engine.database, read: { ...read, rows: (sql, parameters) => (parameters?.[0] === stuck.id ? Promise.reject(new Error('stuck')) : read.rows(sql, parameters)) } } };
    await expect(resumeBulks(failing, clock, instant(clock.now() + 1))).rejects.toThrow('1 of 2 actions');
    expect((await findBulk(read, free.id))?.finishedAt).toBeDefined();
    expect(await resumeBulks(engine, clock, instant(clock.now() + 1))).toBe(1);
    for (const code of [first, second]) await wake(code);
  });

  test('has its turn however many were begun before it that cannot be gone on with', async () => {
    const codes = await atWork(13);
    const stuck: BulkAction[] = [];
    for (const code of codes.slice(0, 12)) stuck.push(await begunOn([code]));
    const waiting = await begunOn(codes.slice(12));
    const ids = new Set<unknown>(stuck.map(({ id }) => id));
    const failing: Engine = { ...engine, database: { ...engine.database, read: { ...read, rows: (sql, parameters) => (sql.includes('bulk_action_item') && ids.has(parameters?.[0]) ? Promise.reject(new Error('stuck')) : read.rows(sql, parameters)) } } };
    for (let pass = 1; pass <= 2; pass += 1) {
      await expect(resumeBulks(failing, clock, instant(clock.now() + pass))).rejects.toThrow('cannot be gone on with');
    }
    expect((await findBulk(read, waiting.id))?.finishedAt).toBeDefined();
    while ((await resumeBulks(engine, clock, instant(clock.now() + 3))) > 0);
    expect((await findBulk(read, stuck[0]?.id ?? ''))?.finishedAt).toBeDefined();
    for (const code of codes) await wake(code);
  });

  test('is gone on with by the relay at the time it is by then, however long the pass takes', async () => {
    const [code = ''] = await atWork(1);
    const bulk = await begunOn([code]);
    const at = instant(clock.now() + 60_000);
    const loop = relayLoops({ engine, clock } as unknown as Parameters<typeof relayLoops>[0], {} as Parameters<typeof relayLoops>[1], new RelayMetrics(), () => undefined).find(({ name }) => name === 'bulk-actions');
    clock.set('2026-08-19T09:05:00+07:00');
    await loop?.once(at);
    const given = await read.rows<{ accepted_at: number }>('SELECT c.accepted_at FROM bulk_action_item i JOIN command_inbox c ON c.id = i.command_id WHERE i.bulk_id = $1', [bulk.id]);
    expect(given.map(({ accepted_at: acceptedAt }) => acceptedAt)).toEqual([clock.now()]);
    await wake(code);
  });

  test('answers what is on its way while nothing is decided, and cannot be taken back before', async () => {
    const codes = await atWork(2);
    gateway.down = true;
    const pending = done(await assign(codes));
    expect([pending.finished, pending.counts.pending]).toEqual([false, 2]);
    expect((await undo(pending.id)).body['code']).toBe('bulk-unfinished');
    gateway.down = false;
    for (const code of codes) await wake(code);
    expect(bulkSchema.parse((await get(pending.links.self, HEAD)).body).counts.applied).toBe(2);
  });
});

describe('taking an action back', () => {
  test('gives each dossier to who had it before, or to nobody, by commands of its own', async () => {
    const [first = '', second = ''] = await atWork(2);
    await assign([second], newKey(), 'officer-2');
    const { id } = done(await assign([first, second]));
    clock.set('2026-08-19T09:09:00+07:00');
    const taken = done(await undo(id));
    expect(taken.items.map(({ undone }) => undone?.status)).toEqual(['applied', 'applied']);
    expect([await officersOf(first), await officersOf(second)]).toEqual([[], ['officer-2']]);
    expect(done(await undo(id))).toEqual(taken);
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });

  test('leaves what something else has happened to since, and names it', async () => {
    const [first = '', second = ''] = await atWork(2);
    const { id } = done(await assign([first, second]));
    await desk.send(`/api/v1/dossiers/${first}`, { type: 'RecordContact', body: { party: 'applicant' } }, HEAD);
    const taken = done(await undo(id));
    expect(taken.items.map(({ undone, since }) => [undone?.status, since.length])).toEqual([['refused', 1], ['applied', 0]]);
    expect(taken.items[0]?.undone?.sentence).toBe('Không hoàn tác được vì hồ sơ đã có thay đổi khác sau thao tác này.');
    expect([await officersOf(first), await officersOf(second)]).toEqual([['officer-1'], []]);
  });

  test('is refused after ten minutes, to others, and where there is no way back', async () => {
    const [first = '', second = ''] = await atWork(2);
    const { id } = done(await assign([first]));
    expect((await undo(id, CLERK)).status).toBe(404);
    clock.set('2026-08-19T09:10:01+07:00');
    expect((await undo(id)).body).toMatchObject({ status: 409, code: 'bulk-undo-too-late' });
    const accepted = done(await post('/api/v1/bulk-actions', { ...HEAD, key: newKey(), body: { action: 'AcceptHandover', dossiers: listed([second]) } }));
    expect([accepted.items[0]?.done.status, accepted.undoUntil]).toEqual(['applied', null]);
    expect((await undo(accepted.id)).body['code']).toBe('bulk-no-way-back');
  });

  test('stays taken back as it was begun, though the way back is another one when it is gone on with after a kill', async () => {
    const codes = await atWork(1);
    const { id } = done(await post('/api/v1/bulk-actions', { ...HEAD, key: newKey(), body: { action: 'Forward', dossiers: listed(codes) } }));
    const found = await findBulk(read, id);
    const begun = found === undefined ? undefined : await beginUndo(engine, found, clock.now());
    if (begun?.kind !== 'begun') throw new Error('The action cannot be taken back');
    // Killed after the command was accepted and before that was noted.
    const dying: Engine = { ...engine, database: { ...engine.database, read: { ...read, run: (sql, parameters) => (sql.includes('undo_command_id') ? Promise.reject(new Error('killed')) : read.run(sql, parameters)) } } };
    await expect(runUndo(dying, clock, begun.bulk, () => Promise.resolve())).rejects.toThrow('killed');
    await wake(codes[0] ?? '');
    const others: Engine = { ...engine, rules: { ...engine.rules, agencies: () => Promise.resolve(new Map()) } };
    expect(await resumeBulks(others, clock, instant(clock.now() + 1))).toBe(1);
    expect((await readBulkItems(read, id, { undone: true })).map(({ undone }) => undone?.status)).toEqual(['applied']);
    expect(await stagesOf(codes[0] ?? '')).toEqual(['appraise']);
  });

  test('recalls what was handed over and returns what its receiver works on', async () => {
    const codes = await atWork(1);
    const forwarded = done(await post('/api/v1/bulk-actions', { ...HEAD, key: newKey(), body: { action: 'Forward', dossiers: listed(codes) } }));
    expect(forwarded.items[0]?.done.status).toBe('applied');
    const before = await stagesOf(codes[0] ?? '');
    expect(done(await undo(forwarded.id)).items[0]?.undone?.status).toBe('applied');
    expect(await stagesOf(codes[0] ?? '')).not.toEqual(before);
    expect(await stagesOf(codes[0] ?? '')).toEqual(['appraise']);
  });
});

test('loops that tell people of notices find none of an action itself', async () => {
  expect(await placeNotices(engine, clock.now())).toBe(0);
});
