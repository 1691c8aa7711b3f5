import type { Instant } from '#domain';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { acceptCommand, type CommandRecord, deferCommand } from '../inbox.js';
import { bodyOf, type BulkAction, finishBulk, listUnfinishedBulks, unacceptedCode } from './bulk-action.js';
import { runUndo } from './undo-bulk.js';

/** Actions one pass goes on with. */
const RESUMED_AT_ONCE = 10;

/**
 * Gives every dossier of an action its command, in the order they were named; those that have one already, or a reason why not, are left.
 * Each key is derived from the action's, so that whoever goes on with it after a kill, and whoever does so at the same time, gives none a
 * second one. Returns the commands that are still to be decided.
 */
export async function runBulk(engine: Engine, clock: Clock, bulk: BulkAction): Promise<readonly CommandRecord[]> {
  const { read } = engine.database;
  const items = await read.rows<{ place: number; code: string; stage: string | null }>(
    `SELECT i.place, d.code, i.stage FROM bulk_action_item i JOIN dossier d ON d.id = i.dossier_id WHERE i.bulk_id = $1 AND i.command_id IS NULL AND i.refused IS NULL ORDER BY i.place`,
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
  await finishBulk(read, bulk.id, 'finished_at', clock.now());
  return waiting;
}

/** Goes on with what was begun before an instant and not worked through; the relay delivers the commands. Returns how many actions there were. */
export async function resumeBulks(engine: Engine, clock: Clock, before: Instant): Promise<number> {
  const unfinished = await listUnfinishedBulks(engine.database.read, before, RESUMED_AT_ONCE);
  for (const bulk of unfinished) {
    const commands = [...(bulk.finishedAt === undefined ? await runBulk(engine, clock, bulk) : []), ...(bulk.undoneAt === undefined ? [] : await runUndo(engine, clock, bulk))];
    // Nobody waits for their outcome any more: should one be refused, its sender gets a task.
    for (const { id } of commands) await deferCommand(engine, id);
  }
  return unfinished.length;
}
