import { type CommandBodies, type CommandType, commandsFor, type DossierEvent, type DossierState, eventOfRow, foldDossier, type Instant } from '#domain';
import type { Clock } from '../clock.js';
import type { CommandText } from '../command-body.js';
import type { Engine } from '../engine.js';
import { acceptCommandAfter, type CommandRecord, findCommandByKey } from '../inbox.js';
import { readLedger } from '../ledger-writer.js';
import type { Outcome } from '../transition.js';
import { type BulkAction, findBulk, finishBulk, type SeeToCommands, unacceptedCode, UNDO_MS } from './bulk-action.js';

/** What asking to take an action back came to. */
export type UndoBegin = { readonly kind: 'begun'; readonly bulk: BulkAction } | { readonly kind: 'too-late' | 'no-way-back' | 'unfinished' };

/** The command that takes back what another did. */
interface Compensation {
  readonly type: CommandType;
  readonly body: CommandBodies[CommandType];
  readonly text?: CommandText;
}

interface Item {
  readonly place: number;
  readonly code: string;
  readonly dossier_id: string;
  readonly outcome: Outcome | null;
  /** Commands of this action for the same dossier, about whichever stage, those that take it back included: none of them is something else that happened. */
  readonly own: readonly string[];
}

/** Why the work is given back, as the reason that returning it asks for. */
const UNDO_REASON = 'Hoàn tác thao tác trên nhiều hồ sơ: chuyển bước nhầm.';

/**
 * Says that an action is taken back: once, and within ten minutes of its beginning. Papers somebody accepted stay accepted. An action
 * that is still being worked through, or was given commands nobody has decided yet, is waited for.
 */
export async function beginUndo(engine: Pick<Engine, 'database'>, bulk: BulkAction, at: Instant): Promise<UndoBegin> {
  const { read } = engine.database;
  if (bulk.undoneAt !== undefined) {
    return { kind: 'begun', bulk };
  }
  if (bulk.action === 'AcceptHandover') {
    return { kind: 'no-way-back' };
  }
  if (at > bulk.begunAt + UNDO_MS) {
    return { kind: 'too-late' };
  }
  const open = await read.first(`SELECT 1 FROM bulk_action_item i LEFT JOIN command_inbox c ON c.id = i.command_id WHERE i.bulk_id = $1 AND i.refused IS NULL AND (c.id IS NULL OR c.status = 'pending') LIMIT 1`, [bulk.id]);
  if (open !== undefined) {
    return { kind: 'unfinished' };
  }
  await read.run('UPDATE bulk_action SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL', [bulk.id, at]);
  return { kind: 'begun', bulk: (await findBulk(read, bulk.id)) ?? bulk };
}

/**
 * Gives the compensating command of every dossier nothing else has happened to: an assignment goes back to who had the stage before, or
 * to nobody; a stage passed on is recalled, or returned where its receiver works already. Others are left with the reason. What was done last
 * is taken back first: of a dossier with several stages in the action each way back is the one from where the next began. Those that are to be
 * decided are seen to before the undoing counts as worked through. Safe to repeat.
 */
export async function runUndo(engine: Engine, clock: Clock, bulk: BulkAction, seeTo: SeeToCommands): Promise<void> {
  const { read } = engine.database;
  const items = await read.rows<Omit<Item, 'own'>>(
    `SELECT i.place, d.code, i.dossier_id, c.outcome FROM bulk_action_item i JOIN dossier d ON d.id = i.dossier_id LEFT JOIN command_inbox c ON c.id = i.command_id
     LEFT JOIN command_inbox u ON u.id = i.undo_command_id
     WHERE i.bulk_id = $1 AND i.undo_refused IS NULL AND (u.id IS NULL OR u.status = 'pending') ORDER BY i.place DESC`,
    [bulk.id],
  );
  const waiting: CommandRecord[] = [];
  for (const item of items) {
    const own = await read.rows<{ id: string | null }>('SELECT unnest(ARRAY[command_id, undo_command_id])::text AS id FROM bulk_action_item WHERE bulk_id = $1 AND dossier_id = $2', [bulk.id, item.dossier_id]);
    const taken = await takeBack(engine, clock, bulk, { ...item, own: own.flatMap(({ id }) => id ?? []) });
    const command = typeof taken === 'string' ? undefined : taken;
    await read.run('UPDATE bulk_action_item SET undo_command_id = $3, undo_refused = $4 WHERE bulk_id = $1 AND place = $2 AND undo_command_id IS NULL AND undo_refused IS NULL', [
      bulk.id, item.place, command?.id ?? null, typeof taken === 'string' ? taken : null,
    ]);
    if (command?.status === 'pending') waiting.push(command);
  }
  await seeTo(waiting);
  await finishBulk(read, bulk.id, 'undo_finished_at', clock.now());
}

/** The command given, or why there is none. */
async function takeBack(engine: Engine, clock: Clock, bulk: BulkAction, { place, code, dossier_id: dossierId, outcome, own }: Item): Promise<CommandRecord | string> {
  if (outcome?.kind !== 'applied') {
    return 'not-applied';
  }
  const idempotencyKey = `bulk-undo:${bulk.id}/${String(place)}`;
  // The way back is worked out from who may do what now: once its command is given, no other way is looked for.
  const given = await findCommandByKey(engine, bulk.actor.subject, idempotencyKey);
  if (given?.dossierId === dossierId) {
    return given;
  }
  const [first, last] = [outcome.seq[0] ?? 0, outcome.seq.at(-1) ?? 0];
  const rows = await readLedger(engine.database.read, dossierId);
  if (rows.some(({ seq, cause }) => seq > last && !own.includes(cause))) {
    return 'overtaken';
  }
  const way = await compensationOf(engine, bulk, rows.map(eventOfRow), { first, last }, clock.now());
  if (way === undefined) {
    return 'no-way-back';
  }
  const acceptance = await acceptCommandAfter(engine, clock, { actor: bulk.actor, idempotencyKey, dossierCode: code, ...way }, { seq: last, own });
  return 'command' in acceptance ? acceptance.command : acceptance.kind === 'overtaken' ? 'overtaken' : unacceptedCode(acceptance);
}

async function compensationOf(engine: Engine, { action, actor }: BulkAction, events: readonly DossierEvent[], { first, last }: { readonly first: number; readonly last: number }, at: Instant): Promise<Compensation | undefined> {
  const before = foldDossier(events.filter(({ seq }) => seq < first));
  const done = events.filter(({ seq }) => seq >= first && seq <= last);
  if (action === 'Assign') {
    const assigned = done.find((event) => event.type === 'OfficerAssigned');
    const stage = assigned?.type === 'OfficerAssigned' ? assigned.payload.stage : undefined;
    const officer = before.stages.find(({ id }) => id === stage)?.officer;
    return stage === undefined ? undefined : { type: 'Assign', body: { stage, ...(officer === undefined ? {} : { officer }) } };
  }
  const forwarded = done.find((event) => event.type === 'StageForwarded');
  const stage = forwarded?.type === 'StageForwarded' ? forwarded.payload.closed.stage : undefined;
  const after = foldDossier(events);
  const allowed = stage === undefined ? [] : await allowedTo(engine, actor, after, at);
  if (stage !== undefined && allowed.includes('RecallHandover') && after.stages.some((receiver) => receiver.status === 'open' && receiver.awaitingAcceptanceFrom === stage)) {
    return { type: 'RecallHandover', body: { stage } };
  }
  return stage !== undefined && allowed.includes('ReturnToStage') ? { type: 'ReturnToStage', body: { stage }, text: { reason: UNDO_REASON } } : undefined;
}

async function allowedTo(engine: Engine, actor: BulkAction['actor'], state: DossierState, at: Instant): Promise<readonly CommandType[]> {
  const { rules, database: { read } } = engine;
  const { procedure } = await rules.procedure(read, state.procedure.code, state.procedure.version);
  return commandsFor(actor, state, { procedure, agencies: await rules.agencies(read), signatories: await rules.signatories(read), at });
}
