import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { Actor, CaseBodies, FeedbackCommandType } from '#domain';
import { beginIncarnation, closeEngine, giveCaseCommand, listFindings, receiveFeedback } from '#service';
import { DATABASE } from '../../apps/local/postgres/database-url.js';
import { startKillablePostgres } from '../support/e2e-servers.js';
import { buildOnce } from '../support/e2e-stack.js';
import { MASTER_KEY, openTestCounter, person, type TestCounter, testCounter } from '../support/engine.js';

const DAY = '2026-10-05T09:00:00+07:00';
/** The command is run seven times, each a process of its own. */
const PATIENCE_MS = 400_000;
const MAIN = fileURLToPath(new URL('../../dist/apps/cli/main.js', import.meta.url));
const [CLERK, HEAD, ADMIN] = [person('clerk'), person('head'), person('admin')];
const LOST = { decisionNumber: '9/QĐ-UBND' };

await buildOnce();
const dataDir = await mkdtemp(join(tmpdir(), 'dunghan-former-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const postgres = await startKillablePostgres(dataDir, {}, DATABASE);
const counter = await testCounter(DAY);

interface Ran {
  readonly code: number;
  readonly said: string;
}

/** Runs `npm run restore -- …` as the script does, on the restored database. */
async function run(...args: readonly string[]): Promise<Ran> {
  const key = Buffer.from(MASTER_KEY).toString('base64');
  const variables = { DUNGHAN_ENV: 'development', DATABASE_URL: counter.database.url, MASTER_KEY: key, SEAL_SIGNING_KEY: key };
  const child = spawn('env', [...Object.entries(variables).map(([name, value]) => `${name}=${value}`), process.execPath, MAIN, 'restore', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number]>]);
  return { code, said: `${said}${complained}` };
}

async function give<Type extends FeedbackCommandType>(desk: TestCounter, actor: Actor, code: string, type: Type, body: CaseBodies[Type]): Promise<void> {
  expect(await giveCaseCommand(desk.engine, desk.clock, { actor, idempotencyKey: desk.key(), code, type, body }, { mayGive: () => true })).toMatchObject({ outcome: { kind: 'applied' } });
}

/** Feedback whose sender took it back. */
async function withdrawnFeedback(desk: TestCounter, about?: string): Promise<string> {
  const received = await receiveFeedback(desk.engine, desk.clock, { actor: CLERK, idempotencyKey: desk.key(), body: { agencyCode: 'H99.31', channel: 'hotline', subject: 'conduct', content: 'Bà Ước chờ lâu', ...(about === undefined ? {} : { dossierCode: about }) } });
  const code = received.kind === 'opened' ? received.code : '';
  await give(desk, CLERK, code, 'WithdrawFeedback', {});
  return code;
}

async function eraseFeedback(desk: TestCounter, code: string, decision: { readonly decisionNumber: string }): Promise<void> {
  await give(desk, HEAD, code, 'ProposeErasure', decision);
  await give(desk, ADMIN, code, 'EraseCaseRecords', decision);
}

async function eraseDossier(desk: TestCounter, code: string): Promise<void> {
  expect((await desk.give(ADMIN, code, 'ErasePersonalData', { ...LOST, secondPerson: HEAD.subject })).status).toBe('applied');
}

/** What both databases have up to the instant: a dossier that is over with feedback about it, and feedback on its own, one erased already and one not. */
async function upToTheInstant(desk: TestCounter): Promise<{ readonly dossier: string; readonly alone: string }> {
  const { code: dossier } = await desk.takeIn();
  expect((await desk.give(CLERK, dossier, 'Withdraw', { reasonCode: 'applicant-request' }, { reason: 'Rút' })).status).toBe('applied');
  await withdrawnFeedback(desk, dossier);
  await eraseFeedback(desk, await withdrawnFeedback(desk), { decisionNumber: '8/QĐ-UBND' });
  return { dossier, alone: await withdrawnFeedback(desk) };
}

test('the command lists what a restore brought back of people, of dossiers and of feedback on its own, from a server or the folder from before, until it is erased again', async () => {
  const { engine, clock } = counter;
  const former = await openTestCounter({ name: DATABASE, ...postgres }, DAY);
  const [lost, here] = [await upToTheInstant(former), await upToTheInstant(counter)];
  expect(lost).toEqual(here);
  former.clock.add(60_000);
  await eraseDossier(former, lost.dossier);
  await eraseFeedback(former, lost.alone, LOST);
  await closeEngine(former.engine);

  expect((await run('erasures')).code).toBe(2);
  expect(await run('erasures', '--former-database', postgres.url)).toEqual({ code: 0, said: 'This installation was never restored\n' });
  const { number } = await beginIncarnation(engine, { backup: 'backup-of-the-test', knownUntil: clock.now(), restoredAt: clock.add(3_600_000), gaps: { codes: 500, numbers: 100 } });
  expect(await run('erasures', '--former-database', postgres.url)).toMatchObject({ code: 0, said: expect.stringContaining('2 erasures were undone') as unknown });
  const detail: unknown = expect.stringMatching(new RegExp(`^erased at 2026-10-05T09:01:\\S+ by decision ${LOST.decisionNumber}, proposed by ${HEAD.subject}, done by ${ADMIN.subject}: erase it again$`, 'u'));
  expect((await listFindings(engine, number)).toSorted((one, other) => (one.subject < other.subject ? 1 : -1))).toEqual([here.alone, here.dossier].map((subject) => ({ kind: 'erasure-undone', subject, detail })));
  const { said } = await run('protocol');
  expect([here.alone, here.dossier].filter((code) => !said.includes(code))).toEqual([]);

  await eraseFeedback(counter, here.alone, LOST);
  expect(await run('erasures', '--former', dataDir)).toEqual({ code: 1, said: `${dataDir} is no data folder of npm start: it holds no secrets.json\n` });
  // What a folder of the stack has beside its cluster; connections of this machine are trusted here whatever they say.
  const secret = 'not-asked-for';
  await writeFile(join(dataDir, 'secrets.json'), JSON.stringify({ superuserPassword: secret, ownerPassword: secret, applicationPassword: secret, masterKey: secret, sealSigningKey: secret }));
  await postgres.server.end('SIGINT');
  expect(await run('erasures', '--former', dataDir)).toMatchObject({ code: 0, said: expect.stringContaining('1 erasures were undone') as unknown });
  await eraseDossier(counter, here.dossier);
  expect(await run('erasures', '--former', dataDir)).toMatchObject({ code: 0, said: expect.stringContaining('0 erasures were undone') as unknown });
}, PATIENCE_MS);
