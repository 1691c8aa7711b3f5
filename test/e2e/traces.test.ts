import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { afterAll, expect, test } from 'vitest';
import { loadCatalogue, readCatalogue, systemClock } from '#service';
import { dossierWorkflowId } from '#workflows';
import { createTestDatabase } from '../support/database.js';
import { ASSIGN, CLERK, FORWARD, HAND_OVER, INTAKE, newKey, REQUEST, RESULT, type Said, send, SUPPLEMENT, takeIn } from '../support/e2e-desk.js';
import { eventsOf, until } from '../support/e2e-facts.js';
import { buildOnce, BUILT_WORKFLOWS, E2eStack } from '../support/e2e-stack.js';
import { GATEWAY_TOKEN, startStandInServer } from '../support/letter-servers.js';
import { type ArrivedSpan, pathOf, startTraceCollector } from '../support/trace-collector.js';

const collector = await startTraceCollector();
const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
await buildOnce();
const standIn = await startStandInServer(folder);
afterAll(() => standIn.server.kill());
const database = await createTestDatabase();
const stack = await E2eStack.start({
  databaseUrl: database.url,
  variables: {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100',
    // As the containers are given them.
    OTEL_EXPORTER_OTLP_HEADERS: '', OTEL_TRACES_SAMPLER: 'parentbased_always_on', OTEL_TRACES_SAMPLER_ARG: '1',
    SMTP_URL: standIn.smtpUrl, MAIL_FROM: 'mot-cua@dung-han.example', MESSAGE_GATEWAY_URL: standIn.url, MESSAGE_GATEWAY_TOKEN: GATEWAY_TOKEN,
  },
});
const { client, engine } = stack;
await loadCatalogue(engine.database, { ...(await readCatalogue(new URL('../../data/', import.meta.url))), settings: { quietFromMinute: 0, quietUntilMinute: 0 } }, systemClock.now());

const EMAIL = 'nguoi-nop-ho-so@example.vn';
const REFUSED = {
  ...INTAKE, procedureCode: '1.013225', caseCode: '1.013225.01', notifyBy: 'email', applicant: { name: INTAKE.applicant.name, phone: INTAKE.applicant.phone, email: EMAIL },
  refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' },
};
const STEPS: readonly Said[] = [ASSIGN, FORWARD, REQUEST, SUPPLEMENT, FORWARD, FORWARD, FORWARD, FORWARD, RESULT, HAND_OVER];

const dossier = await takeIn(stack);
const refused = await stack.calls.post('/api/v1/dossiers', { as: CLERK, key: newKey(), body: REFUSED });
if (refused.status !== 201) throw new Error(refused.text);
for (const step of STEPS) {
  const { status, text } = await send(stack, dossier, step);
  if (status !== 200) throw new Error(`${step.body.type}: ${text}`);
}
await stack.calls.get(dossier.path, { as: CLERK });
const run = client.workflow.getHandle(dossierWorkflowId(dossier.id));
await run.result();
await until('the end of the run and the mail are traced', async () => named('RunWorkflow:dossierWorkflow').length > 0 && named('handOver').length > 0 && named('GET /api/v1/dossiers/:code').length > 0);
// What they had not sent yet processes send when they stop.
await stack.stop();

function named(name: string): readonly ArrivedSpan[] {
  return collector.spans.filter((span) => span.name === name);
}

/** Paths of a trace, each once, as deep as they go. */
function pathsOf({ traceId }: ArrivedSpan): readonly string[] {
  const paths = collector.spans.filter((span) => span.traceId === traceId).map((span) => pathOf(collector, span).join(' > '));
  return [...new Set(paths)].toSorted().filter((path, index, all) => all[index + 1]?.startsWith(`${path} > `) !== true);
}

const TRANSITION = 'RunActivity:applyTransition > applyTransition > transaction applyTransition';

test('what arrives is of the form of OTLP, and comes from all three processes', () => {
  expect(collector.faults).toEqual([]);
  expect([...new Set(collector.spans.map(({ service }) => service))].toSorted()).toEqual(['dunghan-api', 'dunghan-relay', 'dunghan-worker']);
});

test('an intake is one trace: the request, what it wrote, the start of the workflow and its first transition', () => {
  const intake = named('StartWorkflow:dossierWorkflow').find(({ attributes }) => attributes['temporalWorkflowId'] === dossierWorkflowId(dossier.id))!;
  const request = 'POST /api/v1/dossiers';
  expect(pathsOf(intake)).toEqual([
    `${request} > StartWorkflow:dossierWorkflow > ${TRANSITION}`,
    `${request} > StartWorkflow:dossierWorkflow > RunWorkflow:dossierWorkflow`,
    `${request} > transaction writeIntakes`,
  ]);
});

test('each command is one trace: the request, its acceptance, and its update down to the transaction of the transition', () => {
  const requests = named('POST /api/v1/dossiers/:code/commands');
  expect(requests).toHaveLength(STEPS.length);
  expect(new Set(requests.map(({ traceId }) => traceId)).size).toBe(STEPS.length);
  const request = 'POST /api/v1/dossiers/:code/commands';
  for (const span of requests) {
    expect(span.attributes).toEqual({ 'http.request.method': 'POST', 'http.route': '/api/v1/dossiers/:code/commands', 'http.response.status_code': 200 });
    expect(pathsOf(span)).toEqual([`${request} > UpdateWithStartWorkflow:deliverCommand > HandleUpdate:deliverCommand > ${TRANSITION}`, `${request} > acceptCommand > transaction acceptCommand`]);
  }
});

test('transitions say how many commands they decided and events they appended, which together are those there are', async () => {
  const transitions = named('applyTransition').filter(({ attributes }) => attributes['dunghan.dossier.id'] === dossier.id);
  const sumOf = (fact: string): number => transitions.reduce((sum, { attributes }) => sum + Number(attributes[fact]), 0);
  expect(sumOf('dunghan.commands.decided')).toBe(STEPS.length);
  // The intake's own event is written by the intake.
  expect(sumOf('dunghan.events.appended')).toBe((await eventsOf(engine, dossier.id)).length - 1);
});

test('a pass of the relay that carries a letter is one trace down to its handing over', () => {
  const handed = named('handOver')[0]!;
  expect(pathOf(collector, handed)).toEqual(['relay letters', 'StartWorkflow:deliverLetterWorkflow', 'RunActivity:deliverLetter', 'handOver']);
  expect(handed.attributes).toEqual({ 'dunghan.way': 'email' });
  expect(named('relay letters').every(({ attributes }) => Number(attributes['dunghan.items']) > 0)).toBe(true);
});

test('a reading is a trace of its request alone', () => {
  expect(pathsOf(named('GET /api/v1/dossiers/:code')[0]!)).toEqual(['GET /api/v1/dossiers/:code']);
});

test('nothing of people, no code of a dossier, no text and no statement leaves with a trace', () => {
  const sent = collector.bodies.join('\n');
  const givenIn = [...Object.values(INTAKE.applicant), EMAIL, 'Thiếu bản chính', 'Người nộp', 'Không thuộc thẩm quyền', 'QĐ-01', dossier.code, String(refused.body['code']), CLERK.subject, stack.apiUrl];
  for (const text of givenIn) expect(sent).not.toContain(text);
  expect(sent).not.toMatch(/\b(SELECT|INSERT|UPDATE|COMMIT)\b|example\.vn/);
  const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  const told = new RegExp(`^((dossier|letter|case):)?${UUID}(:[a-z0-9:-]+)?$|^[A-Za-z-]+$|^/api/v1/[a-z:/-]+$`);
  const values = collector.spans.flatMap(({ attributes }) => Object.entries(attributes)).filter(([, value]) => typeof value === 'string');
  expect(values.length).toBeGreaterThan(50);
  expect(values.filter(([, value]) => !told.test(String(value)))).toEqual([]);
});

test('the traced history replays on workflows with tracing and on such as have never heard of it', async () => {
  const history = await run.fetchHistory();
  const { code } = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)), logger: new DefaultLogger('WARN') });
  expect(code).not.toContain('HandleUpdate:');
  await Worker.runReplayHistory({ workflowBundle: { code } }, history, run.workflowId);
  await expect(Worker.runReplayHistory({ workflowBundle: { codePath: BUILT_WORKFLOWS } }, history, run.workflowId)).resolves.toBeUndefined();
});
