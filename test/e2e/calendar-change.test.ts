import { expect, test } from 'vitest';
import type { Actor } from '#domain';
import { letterWorkflowId } from '#workflows';
import { previewSchema } from '../../apps/api/views/preview-view.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';
import { createTestDatabase } from '../support/database.js';
import { CLERK, INTAKE, newKey, takeIn } from '../support/e2e-desk.js';
import { eventsOf, expectSound, until } from '../support/e2e-facts.js';
import { E2eStack } from '../support/e2e-stack.js';

const database = await createTestDatabase();
const stack = await E2eStack.start({ databaseUrl: database.url });
const { engine, client } = stack;
const { get, post } = stack.calls;
const AUTHOR: Actor = { subject: 'author', role: 'admin', agency: 'H99' };
const SECOND: Actor = { subject: 'second', role: 'admin', agency: 'H99' };
const DAY_MS = 86_400_000;

/** The first working day that counts towards the term of a dossier taken in now. */
async function firstDayCounted(): Promise<string> {
  const { procedureCode, agencyCode, channel } = INTAKE;
  const answer = await post('/api/v1/deadlines/preview', { as: CLERK, body: { procedureCode, agencyCode, channel } });
  const steps = previewSchema.parse(answer.body).derivation?.steps ?? [];
  const [first] = steps.flatMap((step) => (step.code === 'day-counted' ? [step.day.date] : []));
  return first ?? 'none';
}

test('a closure drafted by one person and published by another moves the dossier by the relay, and its applicant is told once', async () => {
  const dossier = await takeIn(stack);
  await stack.untilWorkflowWaits(dossier.id);
  const { dueAt, links } = dossier.answer.body as { readonly dueAt: string; readonly links: { readonly letters: string; readonly receipt: string } };
  const closed = await firstDayCounted();
  const closure = { date: closed, kind: 'closure', name: 'Bão kiểm thử', source: 'Công điện 12/CĐ-UBND', reason: 'storm', decision: '12/CĐ-UBND' };
  const drafted = await post('/api/v1/calendar-drafts', {
    as: AUTHOR,
    key: newKey(),
    body: { source: 'Công điện 12/CĐ-UBND', reasonCode: 'storm', amendments: [{ layer: 'demo-province', add: [closure] }] },
  });
  expect([drafted.status, drafted.status === 201 ? '' : drafted.text]).toEqual([201, '']);
  const link = String(drafted.body['link']);

  const impact = await until('the relay has computed the impact', async () => {
    const { body } = await get(`${link}/impact`, { as: SECOND });
    return body['impact'] !== null && body;
  });
  const [item] = impact['items'] as readonly { readonly code: string; readonly dueAt: { readonly from: string; readonly to: string } }[];
  expect(item).toMatchObject({ code: dossier.code, dueAt: { from: dueAt } });
  expect((await post(`${link}/publish`, { as: AUTHOR })).body).toMatchObject({ code: 'same-person' });
  expect((await post(`${link}/publish`, { as: SECOND })).status).toBe(200);

  const moved = await until('the relay has moved the dossier', async () => {
    const { body } = await get(dossier.path, { as: CLERK });
    return body['dueAt'] !== dueAt && body;
  });
  expect(moved).toMatchObject({ firstAppointment: dueAt, dueAt: item?.dueAt.to, appointment: item?.dueAt.to });
  expect(Date.parse(String(moved['dueAt'])) - Date.parse(dueAt)).toBeGreaterThanOrEqual(DAY_MS);
  expect(await eventsOf(engine, dossier.id)).toEqual(['DossierReceived', 'DeadlineMoved']);
  expect((moved['explanation'] as readonly string[]).join('\n')).toContain('đóng cửa do bão');

  const letters = await until('the notice is produced', async () => {
    const { body } = await get(links.letters, { as: CLERK });
    const items = body['items'] as readonly { readonly key: string; readonly kind: string; readonly status: string; readonly link: string }[];
    return items.some(({ status }) => status === 'produced') && items;
  });
  expect(letters).toMatchObject([{ key: `${dossier.id}:date-moved:2`, kind: 'date-moved', status: 'produced' }]);
  await client.workflow.getHandle(letterWorkflowId(`${dossier.id}:date-moved:2`)).result();
  const notice = await readPdf((await get(letters[0]?.link ?? '', { as: CLERK })).bytes);
  expect(notice.text).toContain('Bão kiểm thử (Công điện 12/CĐ-UBND)');
  const slip = await readPdf((await get(links.receipt, { as: CLERK })).bytes);
  expect(slip.text).toContain('điều chỉnh theo thay đổi lịch làm việc');
  expect(slip.text).toContain('Ngày hẹn ban đầu');
  await expectSound(engine);
});
