import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findRetentionDue, listSettings, proposeRetention, publishChosenSettings, verifyLedger } from '#service';
import { createTestDatabase } from '../support/database.js';
import { listening } from '../support/plans.js';
import { apiDesk } from './api-desk.js';
import { type Answer, type Call, startTestApi } from './api-harness.js';

const database = await createTestDatabase();
const { get, post, clock, engine } = await startTestApi(database);

const COMMUNE = 'H99.31';
const CLERK: Call = { as: { role: 'clerk', agency: COMMUNE, subject: 'clerk-31' } };
const HEAD: Call = { as: { role: 'head', agency: COMMUNE, subject: 'head-31' } };
const ADMIN: Call = { as: { role: 'admin', agency: 'H99', subject: 'admin-1' } };
const DAY_MS = 86_400_000;
const START = '2026-08-18T09:00:00+07:00';
const desk = apiDesk({ get, post }, CLERK, { procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: COMMUNE, channel: 'counter', applicant: { name: 'Tạ Thị Lưu Trữ', phone: '0987000999' } });

async function rule(dossiers: readonly object[]): Promise<void> {
  const [last] = await listSettings(engine.database.read, { limit: 1 });
  await publishChosenSettings(engine, { retention: { dossiers } }, last?.number ?? 0, { at: clock.now(), by: 'admin', request: { key: randomUUID(), hash: randomUUID() } });
}

/** A dossier withdrawn now. */
async function closed(): Promise<{ readonly code: string; readonly self: string }> {
  clock.set(START);
  const { code, links } = await desk.take();
  await desk.send(links.self, { type: 'Withdraw', body: { reasonCode: 'applicant-request' }, text: { reason: 'đổi ý' } });
  return { code, self: links.self };
}

async function proposeAll(): Promise<void> {
  for (let after: string | undefined = undefined as string | undefined; ; ) {
    const { next } = await proposeRetention(engine, clock.now(), after, 2);
    if (next === undefined) return;
    after = next;
  }
}

async function dueCodes(call: Call = HEAD): Promise<readonly string[]> {
  return ((await get('/api/v1/retention-due?limit=200', call)).body['items'] as readonly { readonly dossierCode: string }[]).map(({ dossierCode }) => dossierCode);
}

function outcomes({ body }: Answer): readonly string[] {
  return (body['items'] as readonly { readonly outcome: string }[]).map(({ outcome }) => outcome);
}

const confirm = async (call: Call, code: string): Promise<readonly string[]> => outcomes(await post('/api/v1/retention-due/confirmations', { ...call, body: { dossiers: [code], decisionNumber: '12/QĐ-UBND' } }));
const erase = async (call: Call, code: string): Promise<readonly string[]> => outcomes(await post('/api/v1/retention-due/erasures', { ...call, key: randomUUID(), body: { dossiers: [code] } }));

/** A dossier five years and a day after its end, proposed. */
async function due(): Promise<{ readonly code: string; readonly self: string }> {
  const dossier = await closed();
  await rule([{ procedure: '1.013225', years: 5, from: 'last-event' }]);
  clock.add(5 * 366 * DAY_MS);
  await proposeAll();
  return dossier;
}

describe('what is past its retention', () => {
  test('is proposed on the first day after, and not on the last before', async () => {
    const { code } = await closed();
    await rule([{ procedure: '1.013225', years: 5, from: 'last-event' }]);
    clock.set('2031-08-17T23:59:00+07:00');
    await proposeAll();
    expect(await dueCodes()).not.toContain(code);
    clock.set('2031-08-18T00:00:00+07:00');
    await proposeAll();
    expect(await dueCodes()).toContain(code);
  });

  test('is nothing where no rule is set, however old it is', async () => {
    const { code } = await closed();
    await rule([{ procedure: '9.999999', years: 1, from: 'last-event' }]);
    clock.add(90 * 366 * DAY_MS);
    await proposeAll();
    expect(await dueCodes()).not.toContain(code);
  });

  test('is never a dossier that is still open', async () => {
    clock.set(START);
    const { code } = await desk.take();
    await rule([{ years: 1, from: 'last-event' }]);
    clock.add(20 * 366 * DAY_MS);
    await proposeAll();
    expect(await dueCodes()).not.toContain(code);
  });
});

test('a round of looks takes away what is due no more once, and whether one dossier is due is one question', async () => {
  const { code } = await due();
  await due();
  const { engine: heardEngine, heard } = listening(engine);
  const about = (table: string): number => heard.filter(({ sql }) => sql.includes(table)).length;
  let pages = 0;
  for (let after: string | undefined = undefined as string | undefined; ; pages += 1) {
    const { next } = await proposeRetention(heardEngine, clock.now(), after, 1);
    if (next === undefined) break;
    after = next;
  }
  expect([pages > 1, about('DELETE FROM retention_due')]).toEqual([true, 1]);
  heard.length = 0;
  expect(await findRetentionDue(heardEngine, code, clock.now())).toMatchObject({ code });
  expect(about('dossier')).toBe(1);
});

describe('erasing by retention', () => {
  test('needs two persons, goes by the command of every erasure, and leaves the ledger whole', async () => {
    const { code, self } = await due();
    expect(await erase(ADMIN, code)).toEqual(['not-confirmed']);
    expect(await confirm(ADMIN, code)).toEqual(['confirmed']);
    expect(await confirm(HEAD, code)).toEqual(['confirmed-before']);
    expect(await erase(ADMIN, code)).toEqual(['same-person']);
    expect(await erase({ as: { role: 'admin', agency: 'H99', subject: 'admin-2' } }, code)).toEqual(['erased']);
    const { items } = (await get(`${self}/timeline?limit=200`, HEAD)).body as { readonly items: readonly { readonly type: string; readonly payload: object }[] };
    expect(items.at(-1)).toMatchObject({ type: 'PersonalDataErased', payload: { decisionNumber: '12/QĐ-UBND', secondPerson: 'admin-1' } });
    expect((await get(self, HEAD)).body['personal']).toBeNull();
    expect(await dueCodes()).not.toContain(code);
    expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  });

  test('is held to the rules of now: what was confirmed under a shorter one is kept', async () => {
    const { code, self } = await due();
    expect(await confirm(HEAD, code)).toEqual(['confirmed']);
    await rule([{ procedure: '1.013225', years: 50, from: 'last-event' }]);
    expect(await erase(ADMIN, code)).toEqual(['not-due']);
    expect((await get(self, HEAD)).body['personal']).not.toBeNull();
  });

  test('is confirmed by heads and administrators within their reach, and done by administrators alone', async () => {
    const { code } = await due();
    const asked = { dossiers: [code], decisionNumber: '12/QĐ-UBND' };
    const confirming = await Promise.all([CLERK, { as: { role: 'head', agency: 'H99.32' } } as const, { as: 'auditor' }].map(async (call) => (await post('/api/v1/retention-due/confirmations', { ...call, body: asked })).status));
    expect(confirming).toEqual([403, 404, 403]);
    expect((await post('/api/v1/retention-due/erasures', { ...HEAD, key: randomUUID(), body: { dossiers: [code] } })).status).toBe(403);
    expect((await get('/api/v1/retention-due', CLERK)).status).toBe(403);
    expect(await dueCodes({ as: { role: 'head', agency: 'H99.32' } })).not.toContain(code);
  });

  test('lists page by page without leaving one out', async () => {
    await due();
    await due();
    const all = await dueCodes();
    const paged: string[] = [];
    for (let after = ''; ; ) {
      const { items, next } = (await get(`/api/v1/retention-due?limit=1${after}`, HEAD)).body as { readonly items: readonly { readonly dossierCode: string }[]; readonly next: string | null };
      paged.push(...items.map(({ dossierCode }) => dossierCode));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(paged).toEqual(all);
  });
});
