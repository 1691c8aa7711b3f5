import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { instant } from '#domain';
import { lastRestoration, listFindings, listPassedRanges, loadCatalogue, readCatalogue, systemClock } from '#service';
import { dossierWorkflowId } from '#workflows';
import { takeBackup } from '../../apps/cli/backup/take-backup.js';
import { completeRestore } from '../../apps/cli/restore/complete.js';
import { layOut } from '../../apps/cli/restore/lay-out.js';
import { keptLog, logProgram, quoted } from '../../apps/local/postgres/kept-log.js';
import type { JournalEntry } from '../../apps/stand-in/journal.js';
import { ASSIGN, CONTACT, FORWARD, INTAKE, PAYMENT, REQUEST, type Said, send, sendUntilAnswered, takeIn, type TakenIn } from '../support/e2e-desk.js';
import { commandsOf, eventsOf, expectOnceInOrder, expectSound, until, untilDecided } from '../support/e2e-facts.js';
import { startKillablePostgres } from '../support/e2e-servers.js';
import { E2eStack } from '../support/e2e-stack.js';
import { GATEWAY_TOKEN, startStandInServer } from '../support/letter-servers.js';
import { startPortal } from '../support/portal-server.js';

const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const [wal, roots, files] = ['wal', 'roots', 'files'].map((name) => join(folder, name)) as [string, string, string];
await mkdir(wal);
const postgres = await startKillablePostgres(folder, keptLog(wal));
const portal = await startPortal();
const gateway = await startStandInServer(folder);
const stack = await E2eStack.start({
  databaseUrl: postgres.url,
  variables: { PORTAL_URL: portal.url, PORTAL_TOKEN: portal.token, MESSAGE_GATEWAY_URL: gateway.url, MESSAGE_GATEWAY_TOKEN: GATEWAY_TOKEN, ROOTS_DIR: roots, FILES_DIR: files, INLINE_DEADLINE_MS: '3000' },
});
const { engine, client } = stack;
const ALWAYS_AWAKE = { quietFromMinute: 0, quietUntilMinute: 0, deliveryRestSeconds: 1, portalRestSeconds: 1 };
await loadCatalogue(engine.database, { ...(await readCatalogue(new URL('../../data/', import.meta.url))), settings: ALWAYS_AWAKE }, systemClock.now());

const BY_SMS = { ...INTAKE, notifyBy: 'sms' };

async function toldPortal(): Promise<readonly JournalEntry[]> {
  return (await (await fetch(`${portal.url}/kept`)).json()) as readonly JournalEntry[];
}

/** Keys of the messages that left for a dossier's applicant. */
function messagesTo(dossier: TakenIn): readonly string[] {
  return gateway.kept().flatMap((entry) => (entry.kind === 'message' && entry.key.startsWith(dossier.id) ? [entry.key] : []));
}

async function give(dossier: TakenIn, ...steps: readonly Said[]): Promise<void> {
  for (const step of steps) await sendUntilAnswered(stack, dossier, step);
}

/** The server's clock: by it commits are compared with the instant. */
async function databaseNow(): Promise<number> {
  const clock = new pg.Client({ connectionString: postgres.superuserUrl });
  await clock.connect();
  try {
    return (await clock.query<{ at: number }>('SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at')).rows[0]?.at ?? 0;
  } finally {
    await clock.end();
  }
}

function runIdOf({ id }: TakenIn): Promise<string | undefined> {
  return client.workflow.getHandle(dossierWorkflowId(id)).describe().then(({ runId, status }) => (status.name === 'RUNNING' ? runId : undefined), () => undefined);
}

test('a restore to an instant has everything up to it once, sends nothing twice, gives no code again, and lists what only others know', async () => {
  const early = [await takeIn(stack, BY_SMS), await takeIn(stack, BY_SMS)] as const;
  const load = Promise.all(early.map((dossier) => give(dossier, ASSIGN, FORWARD, CONTACT, PAYMENT)));
  const backup = join(folder, 'backup');
  const source = { superuserUrl: postgres.superuserUrl, databaseUrl: postgres.url, filesDir: files, rootsDir: roots, beside: [], walArchive: wal, program: 'test' };
  const manifest = await takeBackup(source, backup, 'backup-of-the-test');
  await load;
  const [asked, moved] = early;
  // A letter is owed before the instant and leaves after it.
  await gateway.tell({ mode: 'refuse' });
  await give(asked, REQUEST);
  await untilDecided(engine, asked.id);
  await until('the letter waits', async () => (await engine.database.read.first(`SELECT FROM letter_delivery WHERE letter_key LIKE $1 AND status = 'waiting' AND attempts > 0`, [`${asked.id}:supplement-request:%`])) !== undefined);
  const last = await takeIn(stack, BY_SMS);
  const eventsThen = await Promise.all([asked, moved, last].map(({ id }) => eventsOf(engine, id)));
  const runsThen = await Promise.all([asked, moved].map(runIdOf));
  const at = instant(await databaseNow());

  await until('the instant is over', async () => (await databaseNow()) > at + 20);
  await gateway.tell({ mode: 'normal' });
  await until('the letter has left', async () => messagesTo(asked).some((key) => key.includes('supplement-request')));
  await give(moved, REQUEST);
  const lost = await takeIn(stack, INTAKE);
  await until('the portal has heard of both', async () => {
    const taken = await toldPortal();
    return taken.some((entry) => entry.kind === 'portal-taken' && entry.code === lost.code) && taken.some((entry) => entry.kind === 'portal-taken' && entry.code === moved.code && entry.service === 'DongBoHoSoMC' && entry.data[0]?.TrangThaiHoSo === '5');
  });
  await postgres.server.kill();

  const restored = join(folder, 'restored');
  const pgWal = join(folder, 'postgres', 'pg_wal');
  await layOut(backup, restored, { to: new Date(at), restoreCommand: `sh ${quoted(logProgram('fetch-wal.sh'))} "%f" "%p" ${[wal, pgWal].map(quoted).join(' ')}` });
  await postgres.moveTo(restored);
  await postgres.server.start();
  await until('the server has gone to the instant', async () => (await engine.database.read.first<{ at: boolean }>('SELECT pg_is_in_recovery() AS at').catch(() => undefined))?.at === false);
  // Nobody gets in before the restore is completed, though every process runs and tries.
  expect(await engine.database.read.run('UPDATE code_counter SET last = last').catch((error: unknown) => String(error))).toContain('read-only');
  const keys = { masterKey: new Uint8Array(32).fill(7), sealSigningKey: new Uint8Array(Buffer.from('dung-han development sealing key')) };
  const installation = { superuserUrl: postgres.superuserUrl, ownerUrl: postgres.ownerUrl, databaseUrl: postgres.url, ...keys, roots: [roots], filesDir: files };
  const { restoration } = await completeRestore(installation, { backup: manifest.name, targetAt: at, gaps: { codes: 50, numbers: 10 } }, () => undefined);
  expect(restoration).toMatchObject({ number: 1, targetAt: at, codeGap: 50 });
  expect(restoration.knownUntil).toBeLessThanOrEqual(at);

  await stack.untilSound();
  const known = await Promise.all([asked, moved, last].map(({ id }) => eventsOf(engine, id)));
  for (const [index, before] of eventsThen.entries()) expect(known[index]?.slice(0, before.length)).toEqual(before);
  for (const dossier of [asked, moved]) await expectOnceInOrder(engine, dossier.id);
  expect((await commandsOf(engine, moved.id)).map(({ type, status }) => `${type} ${status}`)).toEqual(['Assign applied', 'Forward applied', 'RecordContact applied', 'RecordPayment applied']);
  expect((await stack.calls.get(lost.path, { as: ASSIGN.by })).status).toBe(404);

  await until('workflows from before are ended and run from the database', async () => {
    const runs = await Promise.all([asked, moved].map(runIdOf));
    return (await lastRestoration(engine.database.read))?.workflowsEndedAt != null && runs.every((run, index) => run !== undefined && run !== runsThen[index]);
  }, 180_000);
  await until('the letter is known to have left', async () => (await engine.database.read.first(`SELECT FROM letter WHERE key LIKE $1 AND status = 'sent'`, [`${asked.id}:supplement-request:%`])) !== undefined);
  expect(messagesTo(asked).filter((key) => key.includes('supplement-request'))).toHaveLength(1);

  const again = await takeIn(stack, INTAKE);
  const passed = (await listPassedRanges(engine, 1)).filter(({ kind }) => kind === 'dossier-code');
  expect(passed.length).toBeGreaterThan(0);
  expect(Number(again.code.slice(-4))).toBe(Number(lost.code.slice(-4)) + 50);
  await until('portal and gateway were asked', async () => (await lastRestoration(engine.database.read))?.askedAt != null, 120_000);
  expect((await listFindings(engine, 1)).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([`dossier-ahead ${moved.code}`, `dossier-unknown ${lost.code}`]);

  // What was lost is entered again, and the portal hears of it though it was told under the same number of event before.
  expect((await send(stack, moved, REQUEST)).status).toBe(200);
  await until('nothing is owed to the portal', async () => {
    await engine.database.read.run(`UPDATE sync_message SET next_attempt_at = made_at WHERE status = 'waiting'`);
    return (await engine.database.read.first('SELECT FROM sync_outbox WHERE settled_at IS NULL')) === undefined;
  }, 180_000);
  expect(await portal.turnedAway()).toEqual([]);
  await expectSound(engine);
}, 480_000);
