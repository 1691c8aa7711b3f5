import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { instant, MS_PER_HOUR } from '#domain';
import { openDatabase } from '#persistence';
import { type Engine, QUEUES, systemClock, takeIn } from '#service';
import { findFreePort } from '../../local/ports.js';
import { openScratchEngine } from '../scratch/scratch-engine.js';
import { UsageError } from '../usage.js';
import { HttpDesk } from './http-desk.js';
import { fillQueues } from './open-rows.js';
import { settingsFor, startIssuer, startOwn, untilReady } from './own-processes.js';
import { type AskedQueue, measureRequest, queueTable, slowOf } from './queues-table.js';

const USAGE = 'npm run bench -- queues [--open 100000] [--calls 20] [--limit 200] [--json]   every queue, filter, page and length over HTTP; exits 1 where the slowest twentieth of a request takes longer than the limit in milliseconds';
const AGENCIES = ['H99.02', 'H99.05', 'H99.05.01', 'H99.05.01.01', 'H99.06', 'H99.07', 'H99.31', 'H99.32', 'H99.33'] as const;
const [AGENCY, OFFICER, PROCEDURE] = ['H99.31', 'officer-7', '1.013225'] as const;
const PAGE = 50;
/** A page a thousand lines down. */
const PAGES_DOWN = 20;
/** Code is compiled and pages of the database are in memory before anything is measured. */
const WARM_UP = 5;
/** Nothing listens there: lists need no workflows. */
const NO_TEMPORAL = '127.0.0.1:9';
const SETTINGS = { shared_buffers: '1GB', work_mem: '16MB' };

/** How a queue is narrowed down. */
const FILTERS: readonly (readonly [name: string, query: Readonly<Record<string, string>>])[] = [
  ['', {}],
  ['of an agency', { agency: AGENCY }],
  ['of an officer', { officer: OFFICER }],
  ['of a procedure', { procedure: PROCEDURE }],
];

/** Fills queues, drives the API over HTTP and prints how long each request took. Resolves to 1 where one is too slow. */
export async function benchQueues(args: readonly string[]): Promise<number> {
  const { open, calls, limit, json } = readSizes(args);
  const at = systemClock.now();
  const scratch = await openScratchEngine({ at: instant(at - MS_PER_HOUR), poolSize: 4, settings: SETTINGS });
  const issuer = await startIssuer();
  const port = await findFreePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const desk = new HttpDesk(url);
  const api = startOwn('api', settingsFor(scratch, issuer.url, NO_TEMPORAL, port));
  try {
    await fillFrom(scratch.engine, scratch.ownerUrl, open);
    await untilReady(url);
    const token = await issuer.token('head', 'H99');
    const get = async (path: string): Promise<string> => {
      const { status, body } = await desk.get(path, token);
      if (status !== 200) throw new Error(`${path} answers ${String(status)}: ${body}`);
      return body;
    };
    const plain = await measureRequest('SELECT … LIMIT 50', calls, WARM_UP, () => scratch.engine.database.read.rows('SELECT * FROM dossier WHERE NOT closed LIMIT 50'));
    const asked: AskedQueue[] = [];
    for (const [name, path] of await requests(get)) asked.push(await measureRequest(name, calls, WARM_UP, () => get(path)));
    process.stdout.write(json ? `${JSON.stringify({ open, plain, asked })}\n` : queueTable(plain, asked, limit));
    return slowOf(asked, limit).length > 0 ? 1 : 0;
  } finally {
    desk.close();
    await api.stop();
    issuer.close();
    await scratch.close();
  }
}

function readSizes(args: readonly string[]): { readonly open: number; readonly calls: number; readonly limit: number; readonly json: boolean } {
  const { values } = parseArgs({ args: [...args], options: { open: { type: 'string', default: '100000' }, calls: { type: 'string', default: '20' }, limit: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } } });
  const [open, calls, limit] = [Number(values.open), Number(values.calls), Number(values.limit)];
  if (![open, calls, limit].every((number) => Number.isSafeInteger(number) && number >= 1)) {
    throw new UsageError(USAGE);
  }
  return { open, calls, limit, json: values.json };
}

/** One dossier that was taken in, and as many rows like it. */
async function fillFrom(engine: Engine, ownerUrl: string, count: number): Promise<void> {
  const at = systemClock.now();
  const taken = await takeIn(engine, { now: () => at }, {
    actor: { subject: 'bench-clerk', role: 'clerk', agency: 'H99' },
    idempotencyKey: randomUUID(),
    body: { procedureCode: PROCEDURE, agencyCode: AGENCY, channel: 'counter', applicant: { name: 'Người nộp hồ sơ đo tốc độ' } },
  });
  if (taken.kind !== 'created') throw new Error(`The bench's dossier was not taken in: ${taken.kind}`);
  const owner = await openDatabase({ url: ownerUrl, poolSize: 1, applicationName: 'dunghan-bench' });
  try {
    await fillQueues(owner, { count, at, agencies: AGENCIES });
  } finally {
    await owner.close();
  }
}

/** Every request with its name: each queue under each filter, and a page far down each; searches by the beginning of a code; and the lengths. */
async function requests(get: (path: string) => Promise<string>): Promise<readonly (readonly [name: string, path: string])[]> {
  const list = (query: Readonly<Record<string, string>>): string => `/api/v1/dossiers?${new URLSearchParams({ limit: String(PAGE), ...query }).toString()}`;
  const found: (readonly [string, string])[] = [];
  for (const queue of QUEUES) {
    for (const [name, filter] of FILTERS) found.push([`${queue} ${name}`.trim(), list({ queue, ...filter })]);
    const after = await keyDown(get, list({ queue }));
    if (after !== undefined) found.push([`${queue}, a thousand lines down`, list({ queue, after })]);
  }
  const { items } = JSON.parse(await get(list({ queue: 'open' }))) as { readonly items: readonly { readonly code: string }[] };
  const code = items[0]?.code ?? '';
  found.push(['open, by the beginning of a code', list({ queue: 'open', search: code.slice(0, -1) })], ['by the beginning of a code', list({ search: code.slice(0, -1) })]);
  for (const [name, filter] of FILTERS) found.push([`all lengths ${name}`.trim(), `/api/v1/queues?${new URLSearchParams(filter).toString()}`]);
  return found;
}

/** The key of the page a thousand lines down; undefined where the queue is shorter. */
async function keyDown(get: (path: string) => Promise<string>, first: string): Promise<string | undefined> {
  let after: string | null = null;
  for (let page = 0; page < PAGES_DOWN; page += 1) {
    const { next } = JSON.parse(await get(after === null ? first : `${first}&after=${encodeURIComponent(after)}`)) as { readonly next: string | null };
    if (next === null) return undefined;
    after = next;
  }
  return after ?? undefined;
}
