import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { readProofEnvironment } from '#config';
import type { Actor } from '#domain';
import { loadCatalogue, messageIdOf, readCatalogue, resolveUnsure, systemClock, takeIn } from '#service';
import { Random } from '../../apps/cli/simulation/random.js';
import { until } from '../support/e2e-facts.js';
import { type KillableServer, startKillablePostgres } from '../support/e2e-servers.js';
import { E2eStack } from '../support/e2e-stack.js';
import { GATEWAY_TOKEN, KillableStandIn, KillableWorker } from '../support/letter-servers.js';

const { kills, seed = Math.floor(Math.random() * 4_294_967_296) } = readProofEnvironment();
const folder = await mkdtemp(join(tmpdir(), 'dunghan-e2e-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const postgres = await startKillablePostgres(folder);
const standIn = await KillableStandIn.start(folder);
const stack = await E2eStack.start({
  databaseUrl: postgres.url,
  running: ['relay'],
  variables: { SMTP_URL: standIn.smtpUrl, MAIL_FROM: 'mot-cua@dung-han.example', MESSAGE_GATEWAY_URL: standIn.url, MESSAGE_GATEWAY_TOKEN: GATEWAY_TOKEN },
});
const { engine } = stack;
const { database } = engine;
const workers = ['worker-a', 'worker-b'].map((name) => new KillableWorker(folder, name, stack.settings));
await Promise.all(workers.map(({ server }) => server.start()));
// Always awake and quick to try again: what is proved is once, not when.
const settings = { quietFromMinute: 0, quietUntilMinute: 0, deliveryRestSeconds: 1 };
await loadCatalogue(database, { ...(await readCatalogue(new URL('../../data/', import.meta.url))), settings }, systemClock.now());

const VICTIMS: readonly [Victim, ...Victim[]] = [
  { name: 'gateway', server: standIn.server, weight: 35 },
  { name: 'database', server: postgres.server, weight: 35 },
  ...workers.map(({ server }, index) => ({ name: `worker ${String(index)}`, server, weight: 15 })),
];

const CLERK: Actor = { subject: 'clerk@H99.31', role: 'clerk', agency: 'H99.31' };
const IN_FLIGHT = 30;
const CHANNELS = ['email', 'email', 'sms', 'zalo'] as const;

/** Somebody to be killed, and how often beside the others. */
interface Victim {
  readonly name: string;
  readonly server: KillableServer;
  readonly weight: number;
}

/** Where between "owed" and "sent" somebody is killed. */
const MOMENTS = ['owed', 'produced', 'claimed', 'received', 'taken', 'taken', 'any'] as const;
type Moment = (typeof MOMENTS)[number];
const IS_THERE: Partial<Record<Moment, string>> = {
  owed: `SELECT FROM letter WHERE status = 'owed' LIMIT 1`,
  produced: `SELECT FROM letter WHERE status = 'produced' AND NOT EXISTS (SELECT FROM letter_delivery d WHERE d.letter_key = letter.key) LIMIT 1`,
  claimed: `SELECT FROM letter_delivery WHERE status = 'sending' LIMIT 1`,
};

let intakes = 0;
/** Owes one more letter: papers a desk refuses, with the applicant's choice of channel; again under the same key until it stands. */
async function oweLetter(): Promise<void> {
  intakes += 1;
  const notifyBy = CHANNELS[intakes % CHANNELS.length] ?? 'email';
  const body = {
    procedureCode: '1.013225', caseCode: '1.013225.01', agencyCode: 'H99.31', channel: 'counter', notifyBy,
    applicant: { name: 'Người nộp hồ sơ kiểm thử', phone: '0900000001', email: `nguoi-nop-${String(intakes)}@example.vn` },
    refusal: { reasonCode: 'not-competent', reason: 'Không thuộc thẩm quyền' },
  } as const;
  const idempotencyKey = `letters-once-${String(intakes)}`;
  await until(`the intake ${idempotencyKey} stands`, () => takeIn(engine, systemClock, { actor: CLERK, idempotencyKey, body }).then(({ kind }) => kind === 'created' || kind === 'repeated', () => false));
}

async function ask<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[] | undefined> {
  return database.read.rows<Row>(sql, parameters).catch(() => undefined);
}

/** Keeps as many letters on their way as the machine bears, until told that enough were owed. */
async function keepOwing(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const open = await ask<{ n: number }>('SELECT count(*) AS n FROM letter WHERE delivery_open AND sent_at IS NULL');
    if ((open?.[0]?.n ?? IN_FLIGHT) < IN_FLIGHT) await Promise.all(Array.from({ length: 5 }, oweLetter));
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

/** Waits for a letter to be at the moment, not for long: where none comes the kill falls where it falls. */
async function untilMoment(moment: Moment, random: Random): Promise<void> {
  const [sql, patience] = [IS_THERE[moment], performance.now() + 500];
  if (moment === 'received' || moment === 'taken') await standIn.tell({ mode: `hold-${moment}`, times: 1 });
  while (performance.now() < patience) {
    if (sql !== undefined && ((await ask(sql))?.length ?? 0) > 0) return;
    if (sql === undefined && moment !== 'any' && ((await standIn.held())?.length ?? 0) > 0) return;
    await delay(moment === 'any' ? random.between(0, 150) : 2);
    if (moment === 'any') return;
  }
}

test(`worker, gateway and database killed ${String(kills)} times between "owed" and "sent": letters sent are the letters owed, none twice`, { timeout: 1_200_000 }, async () => {
  process.stdout.write(`letters-once: seed ${String(seed)}, ${String(kills)} kills (LETTER_SEED and LETTER_KILLS choose others)\n`);
  const random = new Random(seed);
  const comingBack = new Map<string, Promise<unknown>>();
  let [isOver, isAnswered] = [false, false];
  const owing = keepOwing(() => isOver);
  const answering = answerQuestions(() => isAnswered);
  for (let kill = 0; kill < kills; kill += 1) {
    const moment = random.pick(MOMENTS);
    // Who is still coming back is not waited for: another one is killed meanwhile.
    if (comingBack.size === VICTIMS.length) await Promise.race(comingBack.values());
    const { name, server } = random.weighted(VICTIMS, (victim) => (comingBack.has(victim.name) ? 0 : victim.weight));
    await untilMoment(moment, random);
    await server.kill();
    comingBack.set(name, server.start().finally(() => comingBack.delete(name)));
    if (name !== 'gateway') await standIn.tell({ mode: 'normal' });
  }
  await Promise.all(comingBack.values());
  isOver = true;
  await owing;
  await until('every letter is sent', async () => (await ask(`SELECT FROM letter WHERE status <> 'sent' LIMIT 1`))?.length === 0, 240_000);
  isAnswered = true;
  const answered = await answering;

  const owed = await database.read.rows<{ key: string; channel: string }>(`SELECT l.key, d.channel FROM letter l JOIN letter_delivery d ON d.letter_key = l.key AND d.role = 'main'`);
  const kept = standIn.kept();
  const mails = kept.flatMap((entry) => (entry.kind === 'mail' ? [entry.messageId] : []));
  const messages = kept.flatMap((entry) => (entry.kind === 'message' ? [entry.key] : []));
  process.stdout.write(`letters-once: ${String(owed.length)} letters owed, ${String(mails.length)} mails and ${String(messages.length)} messages taken, ${String(answered)} questions answered by a person\n`);
  expect(owed.length).toBe(intakes);
  expect(mails.toSorted()).toEqual(owed.flatMap(({ key, channel }) => (channel === 'email' ? [messageIdOf(key)] : [])).toSorted());
  expect(messages.toSorted()).toEqual(owed.flatMap(({ key, channel }) => (channel === 'email' ? [] : [key])).toSorted());
  expect(kept.filter(({ kind }) => kind === 'turned-away')).toEqual([]);
  expect(await database.read.rows(`SELECT key FROM task WHERE kind IN ('letter-unsure', 'letter-returned', 'letter-failing') AND done_at IS NULL`)).toEqual([]);
});
