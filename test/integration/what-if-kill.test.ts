import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parseLocalDate } from '#domain';
import { askWhatIf, findWhatIf, foldFigures, listWhatIfDossiers, type WhatIfRequest } from '#service/figures';
import { HeavyThread } from '../../apps/relay/heavy-work.js';
import { asOwner } from '../support/database.js';
import { MASTER_KEY, person, testCounter } from '../support/engine.js';

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { engine, database, clock } = counter;
const THREAD = new URL('../../dist/apps/relay/heavy-thread.js', import.meta.url);
const ENVIRONMENT = { NODE_ENV: 'test', DATABASE_URL: database.url, MASTER_KEY: Buffer.from(MASTER_KEY).toString('base64') };
const MANAGER = person('manager');
const SCENARIO = { holidays: [{ date: '2026-08-25' }], openDays: [], terms: [], absences: [] };
const DAYS = { first: parseLocalDate('2026-08-01'), last: parseLocalDate('2026-08-31') };
/** Whoever finishes a request waits for the lock of this number, so that a test can catch him in the middle. */
const HELD = 415_263;
const DOSSIERS = 3;
const holder = new pg.Client({ connectionString: database.ownerUrl });
afterAll(() => holder.end());

/** Whatever computes what-if requests on connections of its own, and how it dies. */
interface Relay {
  /** Computes the next request; whether there was one. */
  readonly next: () => Promise<boolean>;
  readonly kill: () => Promise<unknown>;
}

function thread(): Relay {
  const heavy = new HeavyThread(THREAD, { env: ENVIRONMENT, execArgv: [] });
  return { next: () => heavy.run('what-if'), kill: () => heavy.close() };
}

/** A process of its own with the same thread. */
function ownProcess(): Relay {
  const script = `const { HeavyThread } = await import(${JSON.stringify(new URL('../../dist/apps/relay/heavy-work.js', import.meta.url).href)});
    process.stdout.write(String(await new HeavyThread(new URL(${JSON.stringify(THREAD.href)}), { execArgv: [] }).run('what-if'))); process.exit(0);`;
  let child: ChildProcess | undefined;
  return {
    next: async () => {
      child = spawn(process.execPath, ['--input-type=module', '-e', script], { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout?.on('data', (chunk: Buffer) => { said += chunk.toString(); });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error('The process was killed');
      return said === 'true';
    },
    kill: async () => {
      if (child?.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function ask(key: string): Promise<WhatIfRequest> {
  const asked = await askWhatIf(engine, { actor: MANAGER, idempotencyKey: key, province: 'H99', days: DAYS, scenario: SCENARIO, at: clock.now() });
  if (asked.kind !== 'asked') throw new Error(`Not asked: ${asked.kind}`);
  return asked.request;
}

async function listed(id: string): Promise<readonly string[]> {
  return (await listWhatIfDossiers(engine.database.read, id, { assumption: 'keptMoments', limit: 100 })).map(({ code }) => code).sort();
}

/** Until the request has told what changes side, and is about to be done. */
async function untilListed(id: string): Promise<void> {
  await expect.poll(() => listed(id), { timeout: 30_000 }).toHaveLength(DOSSIERS);
}

async function hold(): Promise<void> {
  await holder.query('SELECT pg_advisory_lock($1)', [HELD]);
  onTestFinished(letGo);
}

async function letGo(): Promise<void> {
  await holder.query('SELECT pg_advisory_unlock_all()');
}

beforeAll(async () => {
  await holder.connect();
  await asOwner(
    database,
    `CREATE FUNCTION wait_to_finish() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${String(HELD)}); RETURN NEW; END $$`,
    `CREATE TRIGGER wait_to_finish BEFORE UPDATE ON what_if_request FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION wait_to_finish()`,
  );
  // Due on 27 August at 9:00, hours before they ended; with the 25th off they are in time.
  const taken = await Promise.all(Array.from({ length: DOSSIERS }, () => counter.takeIn()));
  clock.set('2026-08-27T15:00:00+07:00');
  for (const { code } of taken) await counter.give(person('clerk'), code, 'RecordResult', {});
  await foldFigures(engine, 5_000);
});

test.each([['thread', thread], ['process', ownProcess]] as const)('a request whose %s is killed in the middle is held by its lease, and computed to the end by the next that comes when it is over', async (name, start) => {
  const { id } = await ask(`kill-${name}`);
  await hold();
  const killed = start();
  const computing = killed.next();
  const refused = expect(computing).rejects.toThrow(/ended|killed/u);
  await untilListed(id);
  await killed.kill();
  await refused;
  await letGo();

  const next = start();
  expect(await next.next()).toBe(false);
  expect(await findWhatIf(engine.database.read, id, MANAGER.subject)).toMatchObject({ state: 'running', answer: null });
  await engine.database.read.run('UPDATE what_if_request SET leased_until = 0 WHERE id = $1', [id]);
  expect(await next.next()).toBe(true);
  expect(await findWhatIf(engine.database.read, id, MANAGER.subject)).toMatchObject({ state: 'done', dossiers: DOSSIERS, done: DOSSIERS, answer: { matches: true, counts: { dossiers: DOSSIERS, replayed: DOSSIERS } } });
  expect(await listed(id)).toHaveLength(DOSSIERS);
  expect(new Set(await listed(id)).size).toBe(DOSSIERS);
  expect(await next.next()).toBe(false);
  await next.kill();
});
