import { Worker } from '@temporalio/worker';
import { describe, expect, test } from 'vitest';
import { dossierWorkflowId, viewQuery } from '#workflows';
import { createTestDatabase } from '../support/database.js';
import { ASSIGN, CLERK, CONTACT, FORWARD, HAND_OVER, HEAD, INTAKE, newKey, PAYMENT, REQUEST, RESULT, send, SUPPLEMENT, takeIn, type TakenIn } from '../support/e2e-desk.js';
import { eventsOf, expectOnceInOrder, expectSound, until, untilDecided } from '../support/e2e-facts.js';
import { BUILT_WORKFLOWS, E2eStack } from '../support/e2e-stack.js';

const database = await createTestDatabase();
const stack = await E2eStack.start({ databaseUrl: database.url });
const { engine, client } = stack;

const COMMUNE = 'H99.31';
const MANAGER = { subject: 'manager@H99', role: 'manager', agency: 'H99' } as const;

function workflowOf({ id }: Pick<TakenIn, 'id'>): ReturnType<typeof client.workflow.getHandle> {
  return client.workflow.getHandle(dossierWorkflowId(id));
}

/** Every text and every payload in a history, decoded. */
function textsIn(value: unknown): readonly string[] {
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

async function lateRate(): Promise<{ readonly numerator: number; readonly denominator: number }> {
  const { body } = await stack.calls.get(`/api/v1/metrics/late-rate?agency=${COMMUNE}`, { as: MANAGER });
  return body['total'] as { readonly numerator: number; readonly denominator: number };
}

describe('a dossier, from intake to hand-over', () => {
  test('is promised, worked on, counted, explained and handed over, and its workflow ends with a history that replays', async () => {
    const before = await lateRate();
    const dossier = await takeIn(stack);
    expect(dossier.answer.body).toMatchObject({ status: 'received', basis: 'computed', provisional: false, receivedAt: expect.any(String) as string });
    expect(dossier.answer.body['dueAt']).toBe(dossier.answer.body['firstAppointment']);
    expect((dossier.answer.body['explanation'] as readonly string[]).length).toBeGreaterThan(0);
    expect(await lateRate()).toMatchObject({ numerator: before.numerator, denominator: before.denominator + 1 });

    for (const step of [ASSIGN, FORWARD, REQUEST, SUPPLEMENT, FORWARD, FORWARD, FORWARD, FORWARD]) {
      const { status, text } = await send(stack, dossier, step);
      expect([step.body.type, status, status === 200 ? '' : text]).toEqual([step.body.type, 200, '']);
    }
    const view = await workflowOf(dossier).query(viewQuery);
    expect(view).toMatchObject({ status: 'in-progress', stages: ['record'], closed: false });

    const result = await send(stack, dossier, RESULT);
    expect([result.status, (result.body['dossier'] as { readonly status: string }).status]).toEqual([200, 'finished']);
    const handed = await send(stack, dossier, HAND_OVER);
    expect([handed.status, handed.body['dossier']]).toMatchObject([200, { status: 'returned', finish: { punctuality: 'early' } }]);

    await workflowOf(dossier).result();
    expect((await workflowOf(dossier).describe()).status.name).toBe('COMPLETED');
    const history = await workflowOf(dossier).fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: { codePath: BUILT_WORKFLOWS } }, history, dossierWorkflowId(dossier.id));
    const written = textsIn(history).join('\n');
    expect(written).toContain(dossier.id);
    for (const secret of [INTAKE.applicant.name, INTAKE.applicant.idNumber, INTAKE.applicant.phone, 'Thiếu bản chính', 'Người nộp']) expect(written).not.toContain(secret);
    expect(await lateRate()).toMatchObject({ numerator: before.numerator, denominator: before.denominator + 1 });

    const timeline = (await stack.calls.get(`${dossier.path}/timeline?limit=100`, { as: CLERK })).body['items'] as readonly { readonly type: string; readonly seq: number }[];
    expect(timeline.map(({ type }) => type)).toEqual(await eventsOf(engine, dossier.id));
    expect(timeline.map(({ type }) => type)).toEqual(expect.arrayContaining(['DossierReceived', 'SupplementRequested', 'SupplementReceived', 'ResultRecorded', 'ResultHandedOver']));
  });

  test('owes the applicant the supplement slip, which becomes a PDF once', async () => {
    const dossier = await takeIn(stack);
    await send(stack, dossier, REQUEST);
    const letter = await until('form 02 is produced', async () => {
      const letters = (await stack.calls.get(`${dossier.path}/letters`, { as: CLERK })).body['items'] as readonly { readonly form: string; readonly status: string; readonly key: string }[];
      expect(letters).toHaveLength(1);
      return letters[0]?.status === 'produced' && letters[0];
    });
    expect(letter.form).toBe('02');
    const pdf = await stack.calls.get(`${dossier.path}/letters/${letter.key}`, { as: CLERK });
    expect([pdf.status, pdf.type, pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
  });

  test('that is closed still takes the commands its status allows, by a short run of its own', async () => {
    const dossier = await takeIn(stack);
    for (const step of [RESULT, HAND_OVER]) expect((await send(stack, dossier, step)).status).toBe(200);
    await workflowOf(dossier).result();
    const reopened = await send(stack, dossier, { by: HEAD, body: { type: 'Reopen', body: { reasonCode: 'wrong-result' }, text: { reason: 'Kết quả ghi sai' } } });
    expect([reopened.status, (reopened.body['dossier'] as { readonly status: string } | undefined)?.status]).toEqual([200, 'in-progress']);
    expect((await workflowOf(dossier).describe()).status.name).toBe('RUNNING');
  });
});

describe('a request', () => {
  test('with the same key is answered the same, with another body under it 422', async () => {
    const key = newKey();
    const post = (body: unknown): ReturnType<typeof stack.calls.post> => stack.calls.post('/api/v1/dossiers', { as: CLERK, key, body });
    const [first, again] = [await post(INTAKE), await post(INTAKE)];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body['code']).toBe(first.body['code']);
    expect((await post({ ...INTAKE, sets: 2 })).status).toBe(422);

    const dossier = { path: `/api/v1/dossiers/${String(first.body['code'])}` };
    const command = newKey();
    const [one, two] = [await send(stack, dossier, CONTACT, command), await send(stack, dossier, CONTACT, command)];
    expect([one.status, two.status, two.body['id']]).toEqual([200, 200, one.body['id']]);
    expect((await send(stack, dossier, PAYMENT, command)).body['code']).toBe('idempotency-key-reused');
  });

  test('that is not possible now is a 409 with code, status, what may be done, and a Vietnamese sentence', async () => {
    const dossier = await takeIn(stack);
    const { status, type, body } = await send(stack, dossier, HAND_OVER);
    expect([status, type]).toEqual([409, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ code: 'not-allowed-in-status', dossierStatus: 'received', title: expect.stringContaining('Không thực hiện được thao tác này') as string });
    expect(body['allowedActions']).toEqual(expect.arrayContaining(['Forward', 'RequestSupplement']));
    expect(body['allowedActions']).not.toContain('HandOver');
    expect(body['allowedActions']).not.toContain('Assign');
  });

  test.each([
    ['with an unknown field', { ...INTAKE, priority: 'high' }, 400, 'invalid-request'],
    ['for an unknown procedure', { ...INTAKE, procedureCode: '9.999999' }, 422, 'unknown-procedure'],
    ['to an agency outside its competence', { ...INTAKE, agencyCode: 'H99.05' }, 422, 'agency-not-competent'],
    ['with a malformed procedure code', { ...INTAKE, procedureCode: 'Ứng dụng' }, 400, 'invalid-request'],
  ])('%s is refused with its reason', async (_what, body, status, code) => {
    const answer = await stack.calls.post('/api/v1/dossiers', { as: CLERK, key: newKey(), body });
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(answer.text).not.toMatch(/node_modules|\bat \w+ \(/);
  });

  test('of 10 MB is a 413, a token of another issuer a 401, a malformed dossier code a 400', async () => {
    const large = await stack.calls.post('/api/v1/dossiers', { as: CLERK, key: newKey(), raw: { type: 'application/json', content: `{"note": "${'x'.repeat(10_000_000)}"}` } });
    expect([large.status, large.body['code']]).toEqual([413, 'body-too-large']);
    const token = await stack.issuer.token({ sub: CLERK.subject, role: 'clerk', agency: COMMUNE }, { issuer: 'http://elsewhere.test' });
    expect((await stack.calls.get('/api/v1/agencies', { token })).status).toBe(401);
    expect((await stack.calls.get('/api/v1/dossiers/%27%20OR%201%3D1', { as: CLERK })).status).toBe(400);
  });
});

describe('forty dossiers under five commands at once', () => {
  test('decide each command once, in the order of acceptance, and every history replays', async () => {
    const dossiers = await Promise.all(Array.from({ length: 40 }, () => takeIn(stack)));
    const answers = await Promise.all(
      dossiers.map(async (dossier) => Promise.all([ASSIGN, FORWARD, CONTACT, REQUEST, PAYMENT].map((step) => send(stack, dossier, step)))),
    );
    for (const [index, { id }] of dossiers.entries()) {
      const outcomes = Object.fromEntries((await untilDecided(engine, id)).map((command) => [command.id, command.status]));
      const told = answers[index]?.map(({ status }) => ({ 200: 'applied', 409: 'refused' })[status]);
      expect(told?.sort()).toEqual(Object.values(outcomes).sort());
      await expectOnceInOrder(engine, id);
    }
    const histories = await Promise.all(dossiers.map(async (dossier) => ({ workflowId: dossierWorkflowId(dossier.id), history: await workflowOf(dossier).fetchHistory() })));
    const failures: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath: BUILT_WORKFLOWS } }, histories)) {
      if (error !== undefined) failures.push(`${workflowId}: ${error.message}`);
    }
    expect(failures).toEqual([]);
    await expectSound(engine);
  });
});
