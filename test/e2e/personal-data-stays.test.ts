import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '#persistence';
import { loadCatalogue, readCatalogue, systemClock } from '#service';
import { dossierWorkflowId } from '#workflows';
import { createTestDatabase } from '../support/database.js';
import { ASSIGN, CLERK, FORWARD, HAND_OVER, HEAD, INTAKE, OFFICER, RESULT, type Said, send, SUPPLEMENT, takeIn } from '../support/e2e-desk.js';
import { until } from '../support/e2e-facts.js';
import { buildOnce, E2eStack } from '../support/e2e-stack.js';
import { GATEWAY_TOKEN, startStandInServer } from '../support/letter-servers.js';
import { findFreePort } from '../../apps/local/ports.js';
import { startTraceCollector } from '../support/trace-collector.js';

/** Nobody and nothing else in the whole installation is called so. */
const [NAME, ID_NUMBER, PHONE, EMAIL, ADDRESS, WORDS, SENDER] = ['Quách Thị Dấu Ấn', '079000424242', '0987424242', 'dauan.zz@example.vn', 'Ngõ Dấu Ấn số 42', 'Lời khai dấu ấn', 'Kiều Văn Dấu Gửi'];
const MARKS = [NAME, ID_NUMBER, PHONE, EMAIL, ADDRESS, WORDS, SENDER];

const collector = await startTraceCollector();
const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
await buildOnce();
const standIn = await startStandInServer(folder);
afterAll(() => standIn.server.kill());
const database = await createTestDatabase();
const [ofTemporal, ofWorker, ofRelay] = [await findFreePort(), await findFreePort(), await findFreePort()];
const stack = await E2eStack.start({
  databaseUrl: database.url,
  variables: {
    LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100',
    SMTP_URL: standIn.smtpUrl, MAIL_FROM: 'mot-cua@dung-han.example', MESSAGE_GATEWAY_URL: standIn.url, MESSAGE_GATEWAY_TOKEN: GATEWAY_TOKEN,
  },
  own: { worker: { METRICS_PORT: String(ofTemporal), PROCESS_METRICS_PORT: String(ofWorker) }, relay: { METRICS_PORT: String(ofRelay) } },
});
const { client, engine, calls } = stack;
await loadCatalogue(engine.database, { ...(await readCatalogue(new URL('../../data/', import.meta.url))), settings: { quietFromMinute: 0, quietUntilMinute: 0 } }, systemClock.now());

const REQUEST: Said = {
  by: OFFICER,
  body: { type: 'RequestSupplement', body: { items: [{ legalBasis: { document: '118/2025/NĐ-CP', article: '17' } }], reasonCode: 'incomplete' }, text: { reason: WORDS } },
};
const PDF = new Uint8Array(Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Title (${WORDS}) >>\nendobj\ntrailer\n<<>>\n%%EOF\n`));

/** Every part of the system has the marks through its hands, and some of it goes wrong: failures are where words get out. */
const dossier = await takeIn(stack, { ...INTAKE, notifyBy: 'email', applicant: { name: NAME, idNumber: ID_NUMBER, phone: PHONE, email: EMAIL, address: ADDRESS }, requestContent: WORDS, note: WORDS });
for (const step of [ASSIGN, FORWARD, REQUEST, SUPPLEMENT, FORWARD, FORWARD, FORWARD, FORWARD, RESULT, HAND_OVER]) {
  const { status, text } = await send(stack, dossier, step);
  if (status !== 200) throw new Error(`${step.body.type}: ${text}`);
}
await calls.post(`${dossier.path}/files`, { as: CLERK, key: randomUUID(), raw: { type: 'application/pdf', content: PDF } });
await calls.post(`${dossier.path}/notes`, { as: HEAD, key: randomUUID(), body: { text: `${NAME} ${PHONE}` } });
await calls.post('/api/v1/feedback', { as: CLERK, key: randomUUID(), body: { agencyCode: CLERK.agency, channel: 'hotline', subject: 'conduct', dossierCode: dossier.code, sender: { name: SENDER, phone: PHONE }, content: WORDS } });
await calls.post('/api/v1/dossiers/search', { as: CLERK, body: { text: NAME } });
await calls.post('/api/v1/dossiers/duplicates', { as: CLERK, body: { procedureCode: INTAKE.procedureCode, applicant: { name: NAME, idNumber: ID_NUMBER } } });
await calls.post('/api/v1/person-exports', { as: HEAD, body: { idNumber: ID_NUMBER, reason: 'person-asked', documentNumber: '15/PYC' } });
await send(stack, dossier, { by: OFFICER, body: { type: 'RequestSupplement', body: { items: [], reasonCode: 'incomplete' }, text: { reason: WORDS } } });
await fetch(`${stack.apiUrl}/api/v1/dossiers`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"applicant": {"name": "${NAME}", "phone": ` });
for (const part of ['', '/timeline', '/receipt', '/letters', '/notes', '/control-slip']) await calls.get(`${dossier.path}${part}`, { as: HEAD });
await client.workflow.getHandle(dossierWorkflowId(dossier.id)).result();
await until('a mail has left with the name in it', () => Promise.resolve(standIn.kept().some((entry) => JSON.stringify(entry).includes(EMAIL))));

/** Bytes and texts of anything, however deep, as one text. */
function spelled(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(spelled).join('\n');
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([name, held]) => `${name}: ${spelled(held)}`).join('\n');
  return typeof value === 'string' ? value : '';
}

/** Marks in a text, also as JSON and addresses write them. */
function marksIn(text: string): readonly string[] {
  return MARKS.filter((mark) => [mark, mark.normalize('NFD'), JSON.stringify(mark).slice(1, -1), encodeURIComponent(mark), Buffer.from(mark).toString('base64')].some((form) => text.includes(form)));
}

test('the histories and memos of every workflow hold nothing of people', async () => {
  const seen: string[] = [];
  for await (const { workflowId, runId, raw } of client.workflow.list()) {
    seen.push(workflowId);
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    expect([workflowId, marksIn(spelled(history)), marksIn(spelled(raw)), marksIn(workflowId)]).toEqual([workflowId, [], [], []]);
  }
  expect(seen.some((id) => id.startsWith('letter:'))).toBe(true);
  expect(seen).toContain(dossierWorkflowId(dossier.id));
});

test('what the processes print, on the most talkative level, holds nothing of people', () => {
  expect((['api', 'relay', 'worker'] as const).map((name) => [name, marksIn(stack.logOf(name))])).toEqual([['api', []], ['relay', []], ['worker', []]]);
});

test.each([
  ['the API', stack.apiUrl, 'dunghan_'],
  ['Temporal’s SDK in the worker', `http://127.0.0.1:${String(ofTemporal)}`, 'temporal_'],
  ['the worker', `http://127.0.0.1:${String(ofWorker)}`, 'process_'],
  ['the relay', `http://127.0.0.1:${String(ofRelay)}`, 'dunghan_'],
])('metrics of %s hold nothing of people, no code and no id of a dossier', async (_whose, address, prefix) => {
  const text = await (await fetch(`${address}/metrics`)).text();
  expect(text).toContain(`\n${prefix}`);
  expect([marksIn(text), text.includes(dossier.code), text.includes(dossier.id)]).toEqual([[], false, false]);
});

test('no table of Temporal’s own holds anything of people or a code of a dossier, nor do the rows its lists are searched by', () => {
  const kept = new DatabaseSync(join(stack.folder, 'temporal', 'temporal.db'), { readOnly: true });
  try {
    const tables = kept.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).all().map(({ name }) => String(name));
    const texts = tables.map((name) => [name, spelled(kept.prepare(`SELECT * FROM "${name}"`).all())] as const);
    expect(texts.filter(([, text]) => text.includes(dossier.id)).map(([name]) => name)).toEqual(expect.arrayContaining(['executions_visibility', 'history_node']));
    expect(texts.filter(([, text]) => marksIn(text).length > 0 || text.includes(dossier.code)).map(([name]) => name)).toEqual([]);
  } finally {
    kept.close();
  }
});

test('exported traces hold nothing of people', async () => {
  await until('traces have arrived', () => Promise.resolve(collector.spans.length > 50));
  expect(marksIn(collector.bodies.join('\n'))).toEqual([]);
});

test('no table of the database holds anything of people outside of what is encrypted', async () => {
  const owner = await openDatabase({ url: database.ownerUrl, poolSize: 1 });
  try {
    const tables = await owner.read.rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
    const hex = MARKS.map((mark) => Buffer.from(mark).toString('hex'));
    const clear: string[] = [];
    for (const { name } of tables) {
      const row = await owner.read.first<{ n: number }>(`SELECT count(*) AS n FROM ${name} t WHERE EXISTS (SELECT FROM unnest($1::text[]) AS mark WHERE strpos(t::text, mark) > 0)`, [[...MARKS, ...hex]]);
      if ((row?.n ?? 0) > 0) clear.push(name);
    }
    expect(clear).toEqual([]);
  } finally {
    await owner.close();
  }
});
