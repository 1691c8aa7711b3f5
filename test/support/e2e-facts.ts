import { expect } from 'vitest';
import { type Engine, verifyLedger } from '#service';
import { foldFigures, recountFigures } from '#service/figures';
import { until } from '../../apps/cli/drill/until.js';

export { until };

/** A command of the inbox as the database has it. */
export interface CommandFact {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly attempts: number;
  readonly deferred: boolean;
}

/** Commands of a dossier in the order of their acceptance, the intake left out. */
export function commandsOf({ database }: Engine, dossierId: string): Promise<readonly CommandFact[]> {
  return database.read.rows<CommandFact>(
    `SELECT id, type, status, attempts, deferred FROM command_inbox WHERE dossier_id = $1 AND type <> 'TakeIn' ORDER BY accepted_at, number`,
    [dossierId],
  );
}

/** Event types of a dossier in order. */
export async function eventsOf({ database }: Engine, dossierId: string): Promise<readonly string[]> {
  return (await database.read.rows<{ type: string }>('SELECT type FROM dossier_event WHERE dossier_id = $1 ORDER BY seq', [dossierId])).map(({ type }) => type);
}

/** Waits until no command of the dossier is pending, and returns them all. */
export function untilDecided(engine: Engine, dossierId: string, withinMs?: number): Promise<readonly CommandFact[]> {
  return until(
    `every command of dossier ${dossierId} has its outcome`,
    async () => {
      const commands = await commandsOf(engine, dossierId);
      return commands.every(({ status }) => status !== 'pending') && commands;
    },
    withinMs,
  );
}

/**
 * Expects that the events of the dossier's applied commands stand in the ledger once each and in the order the commands
 * were accepted, and that no other command left any.
 */
export async function expectOnceInOrder(engine: Engine, dossierId: string): Promise<void> {
  const applied = (await commandsOf(engine, dossierId)).filter(({ status }) => status === 'applied').map(({ id }) => id);
  const rows = await engine.database.read.rows<{ cause: string }>(
    `SELECT e.cause FROM dossier_event e JOIN command_inbox i ON i.id::text = e.cause WHERE e.dossier_id = $1 AND e.ordinal = 0 ORDER BY e.seq`,
    [dossierId],
  );
  expect(rows.map(({ cause }) => cause)).toEqual(applied);
}

/** Letters of a dossier but its receipt, each with whether it is produced, once none of them is owed any more. */
export function untilLettersProduced({ database }: Engine, dossierId: string): Promise<readonly string[]> {
  return until(`the letters of dossier ${dossierId} are produced`, async () => {
    const letters = await database.read.rows<{ kind: string; status: string }>(
      `SELECT kind, status FROM letter WHERE dossier_id = $1 AND kind <> 'receipt' ORDER BY owed_by_seq`,
      [dossierId],
    );
    return letters.every(({ status }) => status !== 'owed') && letters.map(({ kind, status }) => `${kind} ${status}`);
  });
}

/** A hold on what transitions write last; see `holdBack`. */
export interface Hold {
  /** Lets them go on; nothing when the database has gone meanwhile. */
  release(): Promise<void>;
}

/**
 * Holds every transaction back that owes a letter: it has then written its events, row and figures and cannot commit.
 * Whoever is killed now is killed in the very middle.
 */
export async function holdBack({ database }: Engine): Promise<Hold> {
  const [held, released] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const holding = database
    .transaction(async (tx) => {
      await tx.run('LOCK TABLE letter IN SHARE ROW EXCLUSIVE MODE');
      held.resolve(undefined);
      await released.promise;
    })
    .catch(held.reject);
  await held.promise;
  return {
    release: async () => {
      released.resolve(undefined);
      await holding;
    },
  };
}

/** Waits until a transition of the worker is held back. */
export async function untilHeldBack({ database }: Engine): Promise<void> {
  await until('a transition is held back', async () => {
    const sql = `SELECT FROM pg_stat_activity WHERE application_name = 'dunghan-worker' AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO letter%'`;
    return (await database.read.first(sql)) !== undefined;
  });
}

/** Expects chains, heads, projections, commitments and seals to hold, and every figure to equal a recount from the ledger. */
export async function expectSound(engine: Engine): Promise<void> {
  expect(await verifyLedger(engine)).toMatchObject({ ok: true });
  await until('the figures are folded', async () => (await foldFigures(engine)) === 0);
  expect((await recountFigures(engine.database)).differences).toEqual([]);
}
