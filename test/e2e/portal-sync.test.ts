import { expect, test } from 'vitest';
import { formatInstant, instant } from '#domain';
import { listMessagesOf, systemClock } from '#service';
import type { JournalEntry, TakenByPortal } from '../../apps/stand-in/journal.js';
import { createTestDatabase } from '../support/database.js';
import { ASSIGN, CLERK, FORWARD, HAND_OVER, HEAD, PAYMENT, REQUEST, RESULT, type Said, send, SUPPLEMENT, takeIn, type TakenIn } from '../support/e2e-desk.js';
import { eventsOf, expectSound, until } from '../support/e2e-facts.js';
import { E2eStack } from '../support/e2e-stack.js';
import { startPortal } from '../support/portal-server.js';

const database = await createTestDatabase();
const portal = await startPortal();
const stack = await E2eStack.start({ databaseUrl: database.url, variables: { PORTAL_URL: portal.url, PORTAL_TOKEN: portal.token } });
const { engine } = stack;
const PORTAL = { subject: 'portal@H99', role: 'portal', agency: 'H99' } as const;

/** What the portal took of a dossier, in order. */
async function takenOf(code: string): Promise<readonly TakenByPortal[]> {
  const kept = (await (await fetch(`${portal.url}/kept`)).json()) as readonly JournalEntry[];
  return kept.flatMap((entry) => (entry.kind === 'portal-taken' && entry.code === code ? [entry] : []));
}

/** Waits until nothing is owed for a dossier, and returns what the portal took. */
async function untilTold({ id, code }: Pick<TakenIn, 'id' | 'code'>): Promise<readonly TakenByPortal[]> {
  await until(`everything of ${code} is told`, async () => {
    // Nobody waits for a rest in a test.
    await engine.database.read.run(`UPDATE sync_message SET next_attempt_at = made_at WHERE dossier_id = $1 AND status = 'waiting'`, [id]);
    return (await engine.database.read.first('SELECT FROM sync_outbox WHERE dossier_id = $1 AND settled_at IS NULL', [id])) === undefined;
  });
  return takenOf(code);
}

async function give(dossier: TakenIn, said: Said): Promise<void> {
  const { status, text } = await send(stack, dossier, said);
  expect([said.body.type, status, status === 200 ? '' : text]).toEqual([said.body.type, 200, '']);
}

const stepsOf = (taken: readonly TakenByPortal[]): readonly string[] => taken.flatMap((entry) => (entry.service === 'CapNhatTienDoHoSoMC' ? entry.data.map(({ NoiDungXuLy }) => NoiDungXuLy) : []));
const statusesOf = (taken: readonly TakenByPortal[]): readonly string[] => taken.flatMap((entry) => (entry.service === 'DongBoHoSoMC' ? entry.data.map(({ TrangThaiHoSo }) => TrangThaiHoSo) : []));

test('a dossier\'s whole life arrives at a portal that validates it, in order and each fact once, whatever was killed or down meanwhile', async () => {
  const dossier = await takeIn(stack);
  await untilTold(dossier);
  // The portal takes the next message and holds its answer back; the relay is killed over it.
  await portal.tell({ mode: 'hold-taken' });
  await give(dossier, ASSIGN);
  await until('the portal holds a message it took', async () => (await portal.held()).length > 0);
  await give(dossier, FORWARD);
  await stack.kill('relay');
  await engine.database.read.run(`UPDATE sync_message SET next_attempt_at = made_at WHERE status = 'sending'`);
  await portal.tell({ mode: 'take-and-drop', times: 1 });
  await give(dossier, REQUEST);
  await untilTold(dossier);
  await portal.tell({ mode: 'refuse', times: 2 });
  await give(dossier, SUPPLEMENT);
  await give(dossier, PAYMENT);
  await untilTold(dossier);
  for (const step of [FORWARD, FORWARD, FORWARD, FORWARD, RESULT, HAND_OVER]) await give(dossier, step);
  const taken = await untilTold(dossier);

  const steps = ['Tiếp nhận hồ sơ', 'Phân công người thụ lý', 'Chuyển bước xử lý', 'Yêu cầu bổ sung, hoàn thiện hồ sơ', 'Nhận hồ sơ bổ sung', ...Array.from({ length: 4 }, () => 'Chuyển bước xử lý'), 'Có kết quả tại Bộ phận Một cửa', 'Trả kết quả'];
  expect(stepsOf(taken)).toEqual(steps);
  expect([statusesOf(taken)[0], statusesOf(taken).at(-1)]).toEqual(['2', '10']);
  const sequences = taken.map(({ sequence }) => sequence);
  expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
  const last = taken.findLast(({ service }) => service === 'DongBoHoSoMC');
  expect(last?.data[0]).toMatchObject({ MaHoSo: dossier.code, DanhSachHoSoBoSung: [{ HoSoBoSungId: 'BS-1', NoiDungBoSung: 'Thiếu bản chính' }] });

  const messages = await listMessagesOf(engine, dossier.code, { limit: 100, withWords: false });
  expect(new Set(messages.map(({ status }) => status))).toEqual(new Set(['acknowledged']));
  const types = await eventsOf(engine, dossier.id);
  expect(types[(messages.findLast(({ service }) => service === 'DongBoHoSoMC')?.sources?.['NgayKetThucXuLy'] ?? 0) - 1]).toBe('ResultRecorded');
  expect(await portal.turnedAway()).toEqual([]);
  await expectSound(engine);
});

test('a filing handed on by the portal is told back to it as an update of its own, and what it turns away is sent once a person says so', async () => {
  const portalCode = 'G22.99-260818-000001';
  await portal.file(portalCode);
  const now = formatInstant(instant(systemClock.now() - 60_000));
  const filing = { portalCode, procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: CLERK.agency, submittedAt: now, completeAt: now, evidence: 'K-1', applicant: { name: 'Người nộp trực tuyến', idNumber: '079000000009' } };
  await portal.tell({ mode: 'reject', times: 1 });
  const filed = await stack.calls.post('/api/v1/portal/dossiers', { as: PORTAL, body: filing });
  expect([filed.status, filed.body['code']]).toEqual([201, portalCode]);
  const [held] = await until('the rejected message is held', async () => {
    const { items } = (await stack.calls.get('/api/v1/sync/messages', { as: HEAD })).body as { readonly items: readonly { readonly id: number; readonly dossierCode: string }[] };
    return items.length > 0 && items;
  });
  expect(held?.dossierCode).toBe(portalCode);
  await stack.calls.post(`/api/v1/sync/messages/${String(held?.id)}/resolution`, { as: HEAD, key: 'e2e-send-again', body: { answer: 'again' } });
  const taken = await untilTold({ id: String(filed.body['dossierId']), code: portalCode });
  expect([statusesOf(taken), stepsOf(taken)]).toEqual([['1'], ['Đăng ký hồ sơ trực tuyến']]);
});
