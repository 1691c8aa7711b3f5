import { expect, test } from 'vitest';
import { type CalendarDefinition, parseInstant, type ProcedureVersion } from '#domain';
import { publishCalendars, publishProcedure, readCatalogue, sha256, systemClock } from '#service';
import { dossierWorkflowId, letterWorkflowId } from '#workflows';
import { createTestDatabase } from '../support/database.js';
import { CLERK, HAND_OVER, INTAKE, RESULT, send, SIGNATORY, takeIn } from '../support/e2e-desk.js';
import { eventsOf, expectSound, until } from '../support/e2e-facts.js';
import { E2eStack } from '../support/e2e-stack.js';

const database = await createTestDatabase();
const stack = await E2eStack.start({ databaseUrl: database.url, variables: { CLOCK_SKEW_MS: '500' }, running: [] });
const { engine, client } = stack;

const ALWAYS = [['00:00', '24:00']] as const;
const YEARS = Array.from({ length: 30 }, (_, index) => ({ year: 2024 + index, status: 'confirmed', source: 'For tests' }) as const);
const ROUND_THE_CLOCK: CalendarDefinition = {
  id: 'round-the-clock',
  name: 'Open at every hour of every day',
  week: { mon: ALWAYS, tue: ALWAYS, wed: ALWAYS, thu: ALWAYS, fri: ALWAYS, sat: ALWAYS, sun: ALWAYS },
  years: YEARS,
};
/** Seconds are written as shares of an hour. */
const hours = (seconds: number): { readonly unit: 'working-hours'; readonly amount: number } => ({ unit: 'working-hours', amount: seconds / 3_600 });
const TERM_S = 12;
const QUICK: ProcedureVersion = {
  code: '9.000001',
  version: 1,
  name: 'Thủ tục kiểm thử có thời hạn vài giây',
  field: { code: 'T01', name: 'Kiểm thử' },
  effectiveFrom: '2025-01-01',
  competentAgencies: [CLERK.agency],
  nonTerritorial: false,
  channels: ['counter'],
  immediate: false,
  cases: [
    {
      code: '9.000001.01',
      name: 'Một bước',
      parts: [{ term: { limit: hours(TERM_S), start: 'on-receipt', end: 'same-clock' }, groups: [{ stages: [{ id: 'process', name: 'Giải quyết', owner: 'competent', budget: hours(TERM_S) }] }] }],
      components: [],
    },
  ],
  pauseGrounds: [],
  supplement: { clock: 'restart', applicantLimit: { unit: 'working-days', amount: 1 }, requestLimit: { agency: { unit: 'working-days', amount: 3 } }, closeAs: 'refused' },
  answer: { limit: hours(8), alert: hours(2) },
  apology: { at: 'before-expiry', lead: hours(4), letterLimit: hours(2) },
  fees: [],
  legalBases: [],
  results: [],
  sources: [],
};

await engine.database.transaction(async (tx) => {
  const { agencies } = await readCatalogue(new URL('../../data/', import.meta.url));
  const layers = [ROUND_THE_CLOCK];
  await publishCalendars(tx, agencies.map(({ code }) => ({ agency: code, processing: layers, intake: layers })), sha256, systemClock.now(), 'test');
  await publishProcedure(tx, QUICK, new Set(agencies.map(({ code }) => code)), sha256, systemClock.now());
});
for (const name of ['worker', 'relay', 'api'] as const) await stack.startProcess(name);
await stack.untilSound();

test('a dossier nobody finishes becomes late at its due moment by its own timer; its apology waits for a signature, and once signed is produced once as a PDF', async () => {
  const dossier = await takeIn(stack, { ...INTAKE, procedureCode: QUICK.code });
  const dueAt = parseInstant(String(dossier.answer.body['dueAt']));
  expect(dueAt - parseInstant(String(dossier.answer.body['receivedAt']))).toBe(TERM_S * 1_000);

  const event = await until('the lateness is recorded', async () =>
    engine.database.read.first<{ cause: string; occurred_at: number; recorded_at: number }>(
      `SELECT cause, occurred_at, recorded_at FROM dossier_event WHERE dossier_id = $1 AND type = 'DossierBecameLate'`,
      [dossier.id],
    ),
  );
  expect([event.cause, event.occurred_at]).toEqual([`expiry:1@${String(dueAt)}`, dueAt]);
  expect(event.recorded_at).toBeGreaterThanOrEqual(dueAt);
  const { events } = await client.workflow.getHandle(dossierWorkflowId(dossier.id)).fetchHistory();
  expect(events?.some(({ timerFiredEventAttributes: fired }) => fired != null)).toBe(true);
  expect(events?.some(({ workflowExecutionSignaledEventAttributes: nudged }) => nudged != null)).toBe(false);

  const key = `${dossier.id}:apology:1`;
  expect(await engine.database.read.first('SELECT awaits_signature, status FROM letter WHERE key = $1', [key])).toEqual({ awaits_signature: true, status: 'owed' });
  expect((await send(stack, dossier, { by: SIGNATORY, body: { type: 'SignApology', body: { reasonCode: 'complex' } } })).status).toBe(200);
  await until('the apology is produced', async () => (await engine.database.read.first(`SELECT FROM letter WHERE key = $1 AND status = 'produced'`, [key])) !== undefined);
  const delivery = client.workflow.getHandle(letterWorkflowId(key));
  await delivery.result();
  expect((await delivery.describe()).status.name).toBe('COMPLETED');
  const { body } = await stack.calls.get(`${dossier.path}/letters`, { as: CLERK });
  expect(body['items']).toMatchObject([{ key, form: '04', promise: 1, status: 'produced' }]);
  const pdf = await stack.calls.get(`${dossier.path}/letters/${key}`, { as: CLERK });
  expect([pdf.status, pdf.type, pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
  const { total } = (await stack.calls.get('/api/v1/metrics/late-rate', { as: CLERK })).body as { readonly total: unknown };
  expect(total).toEqual({ numerator: 1, denominator: 1, value: 100 });

  for (const step of [RESULT, HAND_OVER]) expect((await send(stack, dossier, step)).status).toBe(200);
  await client.workflow.getHandle(dossierWorkflowId(dossier.id)).result();
  expect((await stack.calls.get(dossier.path, { as: CLERK })).body).toMatchObject({ status: 'returned', finish: { punctuality: 'late' }, becameLateAt: dossier.answer.body['dueAt'] });
  expect((await eventsOf(engine, dossier.id)).filter((type) => type === 'DossierBecameLate')).toHaveLength(1);
  await expectSound(engine);
});
