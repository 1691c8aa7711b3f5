import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { readProofEnvironment } from '#config';
import { loadCatalogue, messageIdOf, readCatalogue, resolveUnsure, systemClock } from '#service';
import type { KillableServer } from '../../apps/cli/drill/killable-server.js';
import { Random } from '../../apps/cli/simulation/random.js';
import { CLERK } from '../support/e2e-desk.js';
import { expectSound, until } from '../support/e2e-facts.js';
import { startKillablePostgres } from '../support/e2e-servers.js';
import { E2eStack } from '../support/e2e-stack.js';
import { IS_THERE, KillPlan, type Step, type Victim } from '../support/letter-kills.js';
import { GATEWAY_TOKEN, KillableWorker, startStandInServer } from '../support/letter-servers.js';
import { LettersToOwe } from '../support/letters-to-owe.js';

const { kills, seed = Math.floor(Math.random() * 4_294_967_296) } = readProofEnvironment();
const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
// What a killed process has written the system keeps: without flushing to disk it is back in a tenth of a second.
const postgres = await startKillablePostgres(folder, { fsync: 'off' });
const standIn = await startStandInServer(folder);
const stack = await E2eStack.start({
  databaseUrl: postgres.url,
  running: ['relay'],
  variables: { SMTP_URL: standIn.smtpUrl, MAIL_FROM: 'mot-cua@dung-han.example', MESSAGE_GATEWAY_URL: standIn.url, MESSAGE_GATEWAY_TOKEN: GATEWAY_TOKEN },
});
const { engine } = stack;
const { database } = engine;
// Of three: a killed one keeps its letters waiting for ten seconds, and the others' go on.
const workers = ['worker-a', 'worker-b', 'worker-c'].map((name) => new KillableWorker(folder, name, stack.settings));
await Promise.all(workers.map(({ server }) => server.start()));
// Always awake and quick to try again: what is proved is once, not when.
const settings = { quietFromMinute: 0, quietUntilMinute: 0, deliveryRestSeconds: 1 };
await loadCatalogue(database, { ...(await readCatalogue(new URL('../../data/', import.meta.url))), settings }, systemClock.now());

const SERVERS: Readonly<Record<Victim, readonly KillableServer[]>> = { worker: workers.map(({ server }) => server), gateway: [standIn.server], database: [postgres.server] };
const IN_FLIGHT = 60;
/** So many kills leave no victim unkilled at any step. */
const ENOUGH = 200;
const PATIENCE_MS = 5_000;

const letters = new LettersToOwe(engine);

async function ask<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[] | undefined> {
  return database.read.rows<Row>(sql, parameters).catch(() => undefined);
}

/** Keeps as many letters on their way as the machine bears, until told that enough were owed. */
async function keepOwing(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const open = await ask<{ n: number }>('SELECT count(*) AS n FROM letter WHERE delivery_open AND sent_at IS NULL');
    if ((open?.[0]?.n ?? IN_FLIGHT) < IN_FLIGHT) await Promise.all(Array.from({ length: 5 }, () => letters.owe()));
    else await delay(20);
  }
}

/** The person who is asked what became of a mail: looks its Message-ID up at the mail server, waits while it is still under way there, and answers what is so. */
async function answerQuestions(isOver: () => boolean): Promise<number> {
  let answered = 0;
  while (!isOver()) {
    for (const { letter_key } of (await ask<{ letter_key: string }>(`SELECT letter_key FROM letter_delivery WHERE status = 'unsure'`)) ?? []) {
      const messageId = messageIdOf(letter_key);
      if ((await standIn.held())?.includes(messageId) !== false) continue;
      const answer = standIn.kept().some((entry) => entry.kind === 'mail' && entry.messageId === messageId) ? 'arrived' : 'again';
      const word = { key: letter_key, channel: 'email', actor: CLERK, requestKey: `answer-${letter_key}-${String(answered)}` } as const;
      const taken = await resolveUnsure(engine, word, answer, systemClock.now()).catch(() => undefined);
      if (taken?.kind === 'done') answered += 1;
    }
    await delay(100);
  }
  return answered;
}

/** Waits for some letter to be at the step, not for long: where none comes the kill falls where it falls. True when one is there. */
async function untilStep(step: Step): Promise<boolean> {
  const [sql, patience] = [IS_THERE[step], performance.now() + PATIENCE_MS];
  let isHolding = false;
  while (performance.now() < patience) {
    if (sql === undefined) isHolding ||= (step === 'received' || step === 'taken') && (await standIn.tell({ mode: `hold-${step}`, times: 1 }));
    const found = sql === undefined ? await standIn.held() : await ask(sql);
    if ((found?.length ?? 0) > 0) return true;
    await delay(5);
  }
  return false;
}

/** Kills by the plan, and starts again at once: who is still coming back is not waited for, others are killed meanwhile. */
async function killAll(plan: KillPlan, random: Random): Promise<void> {
  const comingBack = new Map<KillableServer, Promise<unknown>>();
  const running = (victim: Victim): readonly KillableServer[] => SERVERS[victim].filter((server) => !comingBack.has(server));
  while (!plan.isOver) {
    const blow = plan.take((victim) => running(victim).length > 0);
    if (blow === undefined) {
      await Promise.race(comingBack.values());
      continue;
    }
    if (await untilStep(blow.step)) plan.hit(blow);
    const servers = blow.victims.flatMap((victim) => {
      const [first, ...others] = running(victim);
      return first === undefined ? [] : random.pick([first, ...others]);
    });
    await Promise.all(servers.map((server) => server.kill()));
    for (const server of servers) comingBack.set(server, server.start().finally(() => comingBack.delete(server)));
    await standIn.tell({ mode: 'normal' });
  }
  await Promise.all(comingBack.values());
  await standIn.tell({ mode: 'normal' });
}

test(`worker, gateway and database killed ${String(kills)} times between "owed" and "sent": letters sent are the letters owed, none twice, and the ledger tells once of each that was signed`, { timeout: 1_200_000 }, async () => {
  process.stdout.write(`letters-once: seed ${String(seed)}, ${String(kills)} kills (LETTER_SEED and LETTER_KILLS choose others)\n`);
  const random = new Random(seed);
  const plan = new KillPlan(kills, random);
  let [isOver, isAnswered] = [false, false];
  const owing = keepOwing(() => isOver);
  const answering = answerQuestions(() => isAnswered);
  await killAll(plan, random);
  isOver = true;
  await owing;
  const open = `SELECT FROM letter WHERE status <> 'sent' UNION ALL SELECT FROM command_inbox WHERE status = 'pending' LIMIT 1`;
  await until('every letter is sent and the ledger told', async () => (await ask(open))?.length === 0, 240_000);
  isAnswered = true;
  const answered = await answering;

  const owed = await database.read.rows<{ key: string; channel: string }>(`SELECT l.key, d.channel FROM letter l JOIN letter_delivery d ON d.letter_key = l.key AND d.role = 'main'`);
  const kept = standIn.kept();
  const mails = kept.flatMap((entry) => (entry.kind === 'mail' ? [entry.messageId] : []));
  const messages = kept.flatMap((entry) => (entry.kind === 'message' ? [entry.key] : []));
  process.stdout.write(`letters-once: ${String(owed.length)} letters owed, ${String(letters.signed)} of them signed, ${String(mails.length)} mails and ${String(messages.length)} messages taken, ${String(answered)} questions answered by a person\n`);
  process.stdout.write(`letters-once: killed worker/gateway/database with a letter there: ${String(plan)}\n`);
  expect(owed.length).toBe(letters.all);
  expect(mails.toSorted()).toEqual(owed.flatMap(({ key, channel }) => (channel === 'email' ? [messageIdOf(key)] : [])).toSorted());
  expect(messages.toSorted()).toEqual(owed.flatMap(({ key, channel }) => (channel === 'email' ? [] : [key])).toSorted());
  expect(kept.filter(({ kind }) => kind === 'turned-away')).toEqual([]);
  expect(await database.read.rows(`SELECT key FROM task WHERE kind IN ('letter-unsure', 'letter-returned', 'letter-failing') AND done_at IS NULL`)).toEqual([]);
  expect(kills >= ENOUGH ? plan.missed : []).toEqual([]);

  const signed = await database.read.rows<{ key: string }>(`SELECT dossier_id || ':refusal:' || seq AS key FROM dossier_event WHERE type = 'RefusalDecided' AND payload->'signedAs' IS NOT NULL`);
  const told = await database.read.rows<{ told: string }>(`SELECT type || ' ' || (payload->>'letter') AS told FROM dossier_event WHERE type IN ('LetterIssued', 'LetterSent')`);
  expect(signed.length).toBe(letters.signed);
  expect(told.map((event) => event.told).toSorted()).toEqual(signed.flatMap(({ key }) => [`LetterIssued ${key}`, `LetterSent ${key}`]).toSorted());
  await expectSound(engine);
});
