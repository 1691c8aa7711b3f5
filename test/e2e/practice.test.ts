import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addCalendarDays, formatLocalDate, instant, localDateOf } from '#domain';
import { until } from '../support/e2e-facts.js';
import { buildOnce } from '../support/e2e-stack.js';
import { type PracticeAddresses, StartedForPractice } from '../support/practice-stack.js';
import { readPdf } from '../../libs/letters/test-support/read-pdf.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const SIZE = 240;
const STARTED_WITHIN_MS = 450_000;

await buildOnce();
const folder = await mkdtemp(join(tmpdir(), 'dunghan-practice-'));
const dataDir = join(folder, 'data');
let stack: PracticeAddresses;
let started: StartedForPractice;

beforeAll(async () => {
  started = await StartedForPractice.on(dataDir, ['--demo'], SIZE);
  stack = await started.untilReady();
}, STARTED_WITHIN_MS);
afterAll(async () => {
  await started.stop();
  await rm(folder, { recursive: true, force: true });
});

async function get(path: string, role: string, agency?: string): Promise<unknown> {
  const answer = await fetch(`${stack.identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify({ role, agency }) });
  const { access_token: token } = (await answer.json()) as { readonly access_token: string };
  const response = await fetch(`${stack.apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${path} answers ${String(response.status)}: ${await response.text()}`);
  return response.json();
}

interface Items {
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

async function itemsOf(path: string, role: string, agency?: string): Promise<Items['items']> {
  return ((await get(path, role, agency)) as Items).items;
}

function day(offset: number): string {
  return formatLocalDate(addCalendarDays(localDateOf(instant(Date.now())), offset));
}

describe('a province to practise on', () => {
  test('every queue people work from holds something, also what is due soon', async () => {
    const queues = await itemsOf('/api/v1/queues', 'head');
    // What is due today is due on a working day: on a day off the next ones are due soon.
    const empty = queues.filter(({ queue, count }) => queue !== 'due-today' && count === 0).map(({ queue }) => queue);
    expect([queues.length > 10, empty]).toEqual([true, []]);
  });

  test('an officer who signs in finds work of their own, a head what is to be signed, a citizen an answer', async () => {
    expect((await itemsOf('/api/v1/dossiers?queue=open&officer=officer@H99', 'officer')).length).toBeGreaterThan(0);
    expect((await itemsOf('/api/v1/apologies/to-sign', 'signatory')).length).toBeGreaterThan(0);
    expect((await itemsOf('/api/v1/notices', 'head')).length).toBeGreaterThan(0);
    expect((await itemsOf('/api/v1/public/feedback-answers', 'auditor')).length).toBeGreaterThan(0);
  });

  test.each([
    ['/api/v1/publications/due', 'manager'],
    ['/api/v1/feedback', 'manager'],
    ['/api/v1/assigned-tasks', 'manager'],
    ['/api/v1/task-plans', 'manager'],
    ['/api/v1/figures/published', 'manager'],
    ['/api/v1/calendar-drafts?status=draft', 'admin'],
    [`/api/v1/absences?from=${day(-10)}&to=${day(20)}`, 'manager'],
    ['/api/v1/print-queue', 'clerk'],
    ['/api/v1/par-index/sheets', 'manager'],
    ['/api/v1/sipas-surveys', 'manager'],
    ['/api/v1/codes/blocks', 'admin'],
    ['/api/v1/follows', 'officer'],
    ['/api/v1/bulk-actions', 'head', 'H99.31'],
    ['/api/v1/sign-list', 'head', 'H99.31'],
    ['/api/v1/dossiers?queue=open&agency=H99.05.01.01&procedure=1.012783', 'head'],
    ['/api/v1/metrics/endangered', 'manager'],
    ['/api/v1/metrics/ageing?groupBy=agency', 'manager'],
    [`/api/v1/metrics/late-rate/dossiers?from=${day(-91)}&to=${day(0)}`, 'manager'],
  ])('%s has life in it', async (path, role, agency?: string) => {
    expect((await itemsOf(path, role, agency)).length).toBeGreaterThan(0);
  });

  test('half the year is scored, other rules are computed once the program runs, and feedback lies in every state', async () => {
    const [sheet] = await itemsOf('/api/v1/par-index/sheets', 'manager');
    expect(await get(`/api/v1/par-index/sheets/${String(sheet?.['id'])}`, 'manager')).toMatchObject({ agency: 'H99' });
    await until('a what-if is computed', async () => (await itemsOf('/api/v1/what-if', 'manager')).some(({ state }) => state === 'done'));
    for (const state of ['open', 'closed']) expect((await itemsOf(`/api/v1/feedback?state=${state}`, 'manager')).length).toBeGreaterThan(0);
  });

  test('people wait at the desk with numbers, some are at a window, and dossiers bear notes', async () => {
    const tickets = (await get('/api/v1/queue-desks/H99.31', 'clerk', 'H99.31')) as { readonly waiting: readonly { readonly count: number }[]; readonly current: readonly object[] };
    expect([tickets.waiting.some(({ count }) => count > 0), tickets.current.length > 0]).toEqual([true, true]);
    const dossiers = await itemsOf('/api/v1/dossiers?queue=open&agency=H99.31', 'head', 'H99.31');
    const notes = await Promise.all(dossiers.map(({ code }) => itemsOf(`/api/v1/dossiers/${String(code)}/notes`, 'head', 'H99.31')));
    expect(notes.flat().length).toBeGreaterThan(0);
  });

  test('the watch list finds what went the wrong way, within moments', async () => {
    await until('the watch list has findings', async () => (await itemsOf('/api/v1/watch-list', 'auditor')).length > 0);
  });

  test('the late rate of the quarter lies above its limit and below a tenth, so that it is worth looking into', async () => {
    const { items } = (await get(`/api/v1/metrics/late-rate?groupBy=agency&from=${day(-91)}&to=${day(0)}`, 'manager')) as Items;
    expect(items.length).toBeGreaterThan(3);
    expect(items.some((each) => Number(each['value']) > 0)).toBe(true);
  });

  test('the web application is told that it is practice, and what is printed says so', async () => {
    expect(await (await fetch(`${stack.apiUrl}/app-config.json`)).json()).toMatchObject({ practice: true });
    const [dossier] = await itemsOf('/api/v1/dossiers?queue=open', 'clerk');
    const answer = await fetch(`${stack.identityUrl}/dev/token`, { method: 'POST', body: JSON.stringify({ role: 'clerk' }) });
    const { access_token: token } = (await answer.json()) as { readonly access_token: string };
    const receipt = await fetch(`${stack.apiUrl}/api/v1/dossiers/${String(dossier?.['code'])}/control-slip`, { headers: { authorization: `Bearer ${token}` } });
    expect((await readPdf(new Uint8Array(await receipt.arrayBuffer()))).text).toContain('BẢN THỰC HÀNH');
  });

  test('its ledger is whole, and its figures are what the events give', async () => {
    const npm = (...args: readonly string[]): Promise<{ readonly stdout: string }> => promisify(execFile)('env', ['-u', 'DATABASE_URL', '-u', 'DATABASE_URL_FILE', `DATA_DIR=${dataDir}-demo`, 'npm', 'run', '--silent', 'ledger', '--', ...args], { cwd: PROJECT });
    const { stdout } = await npm('verify');
    expect(stdout).toContain('The ledger is whole');
    await npm('recount', '--from', day(-91), '--to', day(0));
  }, 300_000);

  test('the ordinary start refuses a folder of practice, and a start for practice one that holds an installation', async () => {
    const [practised, installed] = [join(folder, 'practised'), join(folder, 'installed')];
    await mkdir(practised);
    await mkdir(`${installed}-demo`);
    await writeFile(join(practised, 'practice.json'), JSON.stringify({ state: 'filled', at: '2026-11-27T09:00:00+07:00', size: 1, seed: 1 }));
    await writeFile(join(`${installed}-demo`, 'secrets.json'), '{}');
    const ordinary = await StartedForPractice.on(practised, [], SIZE);
    await ordinary.ended;
    expect(ordinary.printed).toContain(`${practised} holds practice data`);
    const forPractice = await StartedForPractice.on(installed, ['--demo', '--fresh'], SIZE);
    await forPractice.ended;
    expect(forPractice.printed).toContain('holds an installation that is not for practice (secrets.json)');
  }, STARTED_WITHIN_MS);
});
