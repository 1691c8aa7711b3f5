import { beforeEach, expect, test } from 'vitest';
import { acceptCommand, applyTransition, ATTEMPT_LIMIT } from '#service';
import { endStraysOnce, reconcileOnce, relayOnce, startOnce, watchOnce } from '../../apps/relay/loops.js';
import { Reconciliation } from '../../apps/relay/reconciliation.js';
import { person, testCounter } from '../support/engine.js';
import { FakeGateway } from './fake-gateway.js';

const MINUTE = 60_000;

const counter = await testCounter('2026-08-19T09:00:00+07:00');
const { clock, engine } = counter;
const { read } = engine.database;
let gateway = new FakeGateway();

/** Every test begins with nothing pending, on a morning of its own. */
beforeEach(async () => {
  gateway = new FakeGateway();
  await read.run(`UPDATE command_inbox SET status = 'dead', outcome = '{}' WHERE status = 'pending'`);
  await read.run(`UPDATE dossier SET closed = true, next_point_at = NULL, workflow_seen_at = coalesce(workflow_seen_at, 0)`);
  await read.run(`UPDATE letter SET status = 'withdrawn' WHERE status = 'owed'`);
  clock.set('2026-08-19T09:00:00+07:00');
});

const parts = (): { engine: typeof engine; gateway: FakeGateway } => ({ engine, gateway });

async function accept(code: string): Promise<string> {
  const acceptance = await acceptCommand(engine, clock, { actor: person('officer'), idempotencyKey: counter.key(), dossierCode: code, type: 'Assign', body: { officer: 'officer-1' } });
  if (acceptance.kind !== 'accepted') throw new Error(`Not accepted: ${acceptance.kind}`);
  return acceptance.command.id;
}

test('of each dossier only the first undecided command is delivered', async () => {
  const [one, other] = [await counter.takeIn(), await counter.takeIn()];
  const first = await accept(one.code);
  clock.add(1);
  await accept(one.code);
  const alone = await accept(other.code);
  await relayOnce(parts(), clock.add(3_000));
  expect(gateway.takeAsked().filter((asked) => asked.startsWith('deliver'))).toEqual([first, alone].map((id) => `deliver ${id}`).toSorted());
});

test('a command is left to whoever accepted it for two seconds', async () => {
  const { code } = await counter.takeIn();
  await accept(code);
  expect(await relayOnce(parts(), clock.add(1_900))).toEqual({ delivered: 0, unavailable: 0, left: 0 });
  expect(await relayOnce(parts(), clock.add(200))).toMatchObject({ delivered: 1 });
});

test('while Temporal is away a command is offered after 2, 4, 8 … seconds and at least once a minute, and it costs no attempt', async () => {
  const { code } = await counter.takeIn();
  clock.add(1);
  const command = await accept(code);
  gateway.isReachable = false;
  const offeredAfter: number[] = [];
  for (let second = 1; second <= 300; second += 1) {
    await relayOnce(parts(), clock.add(1_000));
    if (gateway.takeAsked().length > 0) offeredAfter.push(second);
  }
  expect(offeredAfter).toEqual([2, 4, 8, 16, 32, 64, 124, 184, 244]);
  expect(await read.first('SELECT attempts, status FROM command_inbox WHERE id = $1', [command])).toEqual({ attempts: 0, status: 'pending' });
});

test('a command that failed to be decided is nudged, for its update would be answered from memory', async () => {
  const { code, id } = await counter.takeIn();
  const command = await accept(code);
  await read.run('UPDATE command_inbox SET attempts = 1 WHERE id = $1', [command]);
  await relayOnce(parts(), clock.add(3_000));
  expect(gateway.takeAsked()).toEqual([`nudge ${id}`]);
});

test('a command that is still undecided after its update was done is nudged at once, and one that is decided is not', async () => {
  const [stuck, done] = [await counter.takeIn(), await counter.takeIn()];
  const commands = [await accept(stuck.code), await accept(done.code)];
  gateway.onDelivery = async (dossierId, commandId) => {
    if (dossierId === done.id) await applyTransition(engine, dossierId, [commandId], clock.now());
  };
  await relayOnce(parts(), clock.add(3_000));
  expect(gateway.takeAsked()).toEqual([...commands.map((id) => `deliver ${id}`), `nudge ${stuck.id}`].toSorted());
});

test('a command behind one that cannot be decided is delivered at once when its turn comes, and only the first of those that failed is tried again', async () => {
  const { id, code } = await counter.takeIn();
  const failing = await accept(code);
  clock.add(1);
  const alsoFailing = await accept(code);
  await read.run('UPDATE command_inbox SET attempts = 1, next_attempt_at = $2 WHERE id = $1', [failing, clock.now() + 40_000]);
  await read.run('UPDATE command_inbox SET attempts = 1 WHERE id = $1', [alsoFailing]);
  clock.add(1);
  const sound = await accept(code);
  clock.add(1);
  await accept(code);
  await relayOnce(parts(), clock.add(3_000));
  expect(gateway.takeAsked()).toEqual([`deliver ${sound}`, `nudge ${id}`]);
});

test('a command that fails whenever it is decided is given up after twenty attempts within a quarter of an hour, while the command behind it is carried out', async () => {
  const { id, code } = await counter.takeIn();
  const begun = clock.add(1);
  const failing = await accept(code);
  const sound = await accept(code);
  await read.run(`UPDATE command_inbox SET body = '\\x00' WHERE id = $1`, [failing]);
  const decide = (dossierId: string): Promise<void> => applyTransition(engine, dossierId, ['nudge'], clock.now()).then(() => undefined);
  gateway.onDelivery = decide;
  gateway.onNudge = decide;
  const inbox = (command: string): Promise<object | undefined> => read.first('SELECT status, attempts FROM command_inbox WHERE id = $1', [command]);
  await gateway.deliver(id, failing);
  expect([await inbox(failing), await inbox(sound)]).toEqual([{ status: 'pending', attempts: 1 }, { status: 'applied', attempts: 0 }]);
  gateway.takeAsked();
  const triedAfter: number[] = [];
  for (let second = 1; second <= 900; second += 1) {
    await relayOnce(parts(), clock.add(1_000));
    if (gateway.takeAsked().length > 0) triedAfter.push(second);
  }
  expect(triedAfter).toEqual([2, 4, 8, 16, 32, 64, 124, 184, 244, 304, 364, 424, 484, 544, 604, 664, 724, 784, 844]);
  expect(triedAfter).toHaveLength(ATTEMPT_LIMIT - 1);
  expect(await inbox(failing)).toEqual({ status: 'dead', attempts: ATTEMPT_LIMIT });
  expect(await read.first('SELECT created_at - $2 AS after, kind, subject FROM task WHERE dossier_id = $1', [id, begun])).toEqual({ after: 844_000, kind: 'command-dead', subject: 'officer-1' });
});

test('two relays at once deliver each command once', async () => {
  const codes = [];
  for (let dossier = 0; dossier < 6; dossier += 1) codes.push((await counter.takeIn()).code);
  const commands = await Promise.all(codes.map(accept));
  const at = clock.add(3_000);
  await Promise.all([relayOnce(parts(), at), relayOnce(parts(), at)]);
  expect(gateway.takeAsked().filter((asked) => asked.startsWith('deliver'))).toEqual(commands.map((id) => `deliver ${id}`).toSorted());
});

test('when Temporal is away a pass gives up before it has tried everything, and what is left waits for the next', async () => {
  for (let dossier = 0; dossier < 25; dossier += 1) await accept((await counter.takeIn()).code);
  gateway.isReachable = false;
  const { unavailable, left } = await relayOnce(parts(), clock.add(3_000));
  expect(unavailable + left).toBe(25);
  expect(unavailable).toBeLessThan(20);
});

test('a dossier whose workflow nobody started is started after two seconds, once', async () => {
  const { id } = await counter.takeIn();
  expect((await startOnce(parts(), clock.add(1_000))).dossiers.delivered).toBe(0);
  gateway.isReachable = false;
  expect((await startOnce(parts(), clock.add(2_000))).dossiers.unavailable).toBe(1);
  gateway.isReachable = true;
  expect((await startOnce(parts(), clock.add(1_000))).dossiers.delivered).toBe(1);
  expect((await startOnce(parts(), clock.add(1_000))).dossiers.delivered).toBe(0);
  expect(gateway.takeAsked()).toEqual([`start ${id}`, `start ${id}`]);
});

async function sign(code: string): Promise<void> {
  expect((await counter.give(person('signatory'), code, 'SignApology', { reasonCode: 'complex' })).status).toBe('applied');
}

test('an owed letter is started once it is signed, and started again after an hour in which nothing came of it', async () => {
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-31T09:00:00+07:00');
  await counter.wake(id);
  const key = `letter ${id}:apology:1`;
  expect((await startOnce(parts(), clock.now())).letters.delivered).toBe(0);
  await sign(code);
  expect((await startOnce(parts(), clock.now())).letters.delivered).toBe(1);
  expect((await startOnce(parts(), clock.add(59 * MINUTE))).letters.delivered).toBe(0);
  expect((await startOnce(parts(), clock.add(MINUTE))).letters.delivered).toBe(1);
  expect(gateway.takeAsked()).toEqual([key, key]);
});

test('a point that nobody settled is nudged a minute after its wake at the latest, then ever more rarely up to a quarter of an hour', async () => {
  const { id } = await counter.takeIn();
  await read.run('UPDATE dossier SET next_point_at = $2, workflow_seen_at = $3 WHERE id = $1', [id, clock.now(), clock.now() - 60 * MINUTE]);
  const nudgedAfter: number[] = [];
  for (let minute = 1; minute <= 90; minute += 1) {
    await watchOnce(parts(), clock.add(MINUTE));
    if (gateway.takeAsked().includes(`nudge ${id}`)) nudgedAfter.push(minute);
  }
  expect(nudgedAfter).toEqual([3, 6, 12, 24, 39, 54, 69, 84]);
});

test('reconciliation starts the open dossiers that do not run and leaves the others alone', async () => {
  const [lost, alive] = [await counter.takeIn(), await counter.takeIn()];
  gateway.runningDossiers.add(alive.id);
  expect(await reconcileOnce(parts())).toEqual({ delivered: 1, unavailable: 0, left: 0, checked: 2, next: undefined });
  expect(gateway.takeAsked()).toEqual([`start ${lost.id}`]);
});

test('reconciliation starts nothing while Temporal cannot say what runs', async () => {
  await counter.takeIn();
  gateway.isReachable = false;
  expect(await reconcileOnce(parts())).toMatchObject({ delivered: 0, unavailable: 1 });
  expect(gateway.takeAsked()).toEqual([]);
});

test('reconciliation goes through the open dossiers page by page', async () => {
  await read.run('UPDATE dossier SET closed = true');
  for (let dossier = 0; dossier < 3; dossier += 1) await counter.takeIn();
  const ids = (await read.rows<{ id: string }>('SELECT id FROM dossier WHERE NOT closed ORDER BY id')).map(({ id }) => id);
  expect(await reconcileOnce(parts(), ids[0])).toMatchObject({ checked: 2 });
  expect(gateway.takeAsked()).toEqual(ids.slice(1).map((id) => `start ${id}`));
});

const reconciliation = (): Reconciliation => new Reconciliation(parts(), () => undefined);

test('reconciliation begins with the process and is repeated every hour', async () => {
  const { id } = await counter.takeIn();
  const watch = reconciliation();
  expect(await watch.once(clock.now())).toBe(true);
  expect(gateway.takeAsked()).toEqual([`start ${id}`]);
  expect(await watch.once(clock.add(59 * MINUTE))).toBe(false);
  expect(await watch.once(clock.add(MINUTE))).toBe(true);
});

test('a Temporal that lost its database between two looks is refilled at the next: every open dossier, every owed letter', async () => {
  const { code, id } = await counter.takeIn();
  clock.set('2026-08-31T09:00:00+07:00');
  await counter.wake(id);
  await sign(code);
  const letter = `letter ${id}:apology:1`;
  const watch = reconciliation();
  await watch.once(clock.now());
  expect(gateway.takeAsked()).toEqual([letter, `start ${id}`].toSorted());
  gateway.forget();
  expect(await watch.once(clock.add(5_000))).toBe(true);
  expect(gateway.takeAsked()).toEqual([letter, `start ${id}`].toSorted());
  expect(await watch.once(clock.add(5_000))).toBe(false);
});

test('a Temporal that was away is reconciled with when it is back, for it may be back with an older database', async () => {
  const { id } = await counter.takeIn();
  const watch = reconciliation();
  await watch.once(clock.now());
  gateway.isReachable = false;
  expect(await watch.once(clock.add(5_000))).toBe(false);
  gateway.runningDossiers.clear();
  gateway.isReachable = true;
  gateway.takeAsked();
  expect(await watch.once(clock.add(5_000))).toBe(true);
  expect(gateway.takeAsked()).toEqual([`start ${id}`]);
});

test('commands put off while Temporal was away are due as soon as it is back', async () => {
  const { code } = await counter.takeIn();
  const command = await accept(code);
  const watch = reconciliation();
  gateway.isReachable = false;
  await watch.once(clock.now());
  for (let second = 1; second <= 65; second += 1) await relayOnce(parts(), clock.add(1_000));
  gateway.takeAsked();
  gateway.isReachable = true;
  await relayOnce(parts(), clock.add(1_000));
  expect(gateway.takeAsked()).toEqual([]);
  await watch.once(clock.now());
  gateway.takeAsked();
  await relayOnce(parts(), clock.now());
  expect(gateway.takeAsked()).toContain(`deliver ${command}`);
});

test('a reconciliation that Temporal broke off is made again, not an hour later', async () => {
  const { id } = await counter.takeIn();
  const watch = reconciliation();
  gateway.isSilent = true;
  await expect(watch.once(clock.now())).rejects.toThrow('could not be asked about 1 ');
  gateway.isSilent = false;
  expect(await watch.once(clock.add(2_000))).toBe(true);
  expect(gateway.takeAsked()).toEqual([`start ${id}`]);
});

test('running workflows of closed dossiers are nudged so that they end', async () => {
  const [closed, open] = [await counter.takeIn(), await counter.takeIn()];
  await read.run('UPDATE dossier SET closed = true WHERE id = $1', [closed.id]);
  gateway.runningDossiers.add(closed.id).add(open.id);
  expect(await endStraysOnce(parts())).toMatchObject({ delivered: 1 });
  expect(gateway.takeAsked()).toEqual([`nudge ${closed.id}`]);
});
