import type { Instant } from '#domain';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { acceptCommand, type CommandRecord, deferCommand } from '../inbox.js';
import { bodyOf, type BulkAction, finishBulk, listUnfinishedBulks, putOffBulk, type SeeToCommands, unacceptedCode } from './bulk-action.js';
import { runUndo } from './undo-bulk.js';

/** Actions one pass goes on with. */
const RESUMED_AT_ONCE = 10;

/**
 * Gives every dossier of an action its command, in the order they were named; those that have one already, or a reason why not, are left.
 * Each key is derived from the action's, so that whoever goes on with it after a kill, and whoever does so at the same time, gives none a
 * second one. All that are still to be decided are then seen to, and only then the action counts as worked through.
 */
export async function runBulk(engine: Engine, clock: Clock, bulk: BulkAction, seeTo: SeeToCommands): Promise<void> {
  const { read } = engine.database;
  const items = await read.rows<{ place: number; code: string; stage: string | null }>(
    `SELECT i.place, d.code, i.stage FROM bulk_action_item i JOIN dossier d ON d.id = i.dossier_id LEFT JOIN command_inbox c ON c.id = i.command_id
     WHERE i.bulk_id = $1 AND i.refused IS NULL AND (c.id IS NULL OR c.status = 'pending') ORDER BY i.place`,
    [bulk.id],
  );
  const waiting: CommandRecord[] = [];
  for (const { place, code, stage } of items) {
    const acceptance = await acceptCommand(engine, clock, { actor: bulk.actor, idempotencyKey: `bulk:${bulk.id}/${String(place)}`, dossierCode: code, type: bulk.action, body: bodyOf(bulk, stage ?? undefined) });
    const command = 'command' in acceptance ? acceptance.command : undefined;
    await read.run('UPDATE bulk_action_item SET command_id = $3, refused = $4 WHERE bulk_id = $1 AND place = $2 AND command_id IS NULL AND refused IS NULL', [
      bulk.id, place, command?.id ?? null, command === undefined ? unacceptedCode(acceptance) : null,
    ]);
    if (command?.status === 'pending') waiting.push(command);
  }
  await seeTo(waiting);
  await finishBulk(read, bulk.id, 'finished_at', clock.now());
}

/**
 * Goes on with what was begun before an instant and not worked through; the relay delivers the commands. Returns how many actions there were.
 * One that cannot be gone on with holds up no other, in this pass or a later one: an error naming the first cause is thrown after all were tried.
 */
export async function resumeBulks(engine: Engine, clock: Clock, before: Instant): Promise<number> {
  const unfinished = await listUnfinishedBulks(engine.database.read, before, RESUMED_AT_ONCE);
  // Nobody waits for their outcome any more: should one be refused, its sender gets a task.
  const defer: SeeToCommands = async (commands) => {
    for (const { id } of commands) await deferCommand(engine, id);
  };
  const failures: unknown[] = [];
  for (const bulk of unfinished) {
    try {
      if (bulk.finishedAt === undefined) await runBulk(engine, clock, bulk, defer);
      if (bulk.undoneAt !== undefined) await runUndo(engine, clock, bulk, defer);
    } catch (error) {
      failures.push(error);
      await putOffBulk(engine.database.read, bulk.id, clock.now());
    }
  }
  if (failures.length > 0) {
    const [cause] = failures;
    throw new Error(`${String(failures.length)} of ${String(unfinished.length)} actions on many dossiers cannot be gone on with: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  return unfinished.length;
}
