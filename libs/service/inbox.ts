import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type Agency,
  type CommandBodies,
  commandsFor,
  type CommandType,
  type Concerned,
  type DossierStatus,
  eventOfRow,
  foldDossier,
  instant,
  type Instant,
  mayDo,
  SYSTEM_ACTOR,
  TRANSITIONS,
} from '#domain';
import type { Transaction } from '#persistence';
import { annotate, inSpan } from '#tracing';
import type { Clock } from './clock.js';
import { bodyContext, type CommandText } from './command-body.js';
import { stableText } from './stable-text.js';
import type { Engine } from './engine.js';
import { readLedger } from './ledger-writer.js';
import type { Outcome } from './transition.js';
import type { Sealed } from './vault/vault.js';

/** A command as somebody sent it. */
export interface CommandInput {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly dossierCode: string;
  readonly type: CommandType;
  readonly body: CommandBodies[CommandType];
  readonly text?: CommandText;
}

/** A command of the inbox with what became of it. */
export interface CommandRecord {
  readonly id: string;
  readonly dossierId: string | undefined;
  readonly dossierCode: string | undefined;
  readonly type: string;
  readonly actorSubject: string;
  readonly status: 'pending' | 'applied' | 'refused' | 'dead';
  readonly acceptedAt: number;
  readonly settledAt?: number;
  readonly outcome?: Outcome;
}

/** What accepting a command comes to. `known`: the same key with the same body was accepted before. */
export type Acceptance =
  | { readonly kind: 'accepted' | 'known'; readonly command: CommandRecord }
  | { readonly kind: 'key-conflict' | 'not-found' | 'forbidden' | 'inbox-full' };

interface InboxRow {
  readonly id: string;
  readonly dossier_id: string | null;
  readonly code: string | null;
  readonly type: string;
  readonly actor_subject: string;
  readonly status: CommandRecord['status'];
  readonly accepted_at: number;
  readonly settled_at: number | null;
  readonly outcome: Outcome | null;
  readonly body_hmac: string;
}

const CONCERNED = 'province, receiving_agency, competent_agency, holders';

/** What of a dossier's row says whom it concerns. */
export interface ConcernedRow {
  readonly province: string;
  readonly receiving_agency: string;
  readonly competent_agency: string;
  readonly holders: readonly string[];
}

interface DossierRow extends ConcernedRow {
  readonly id: string;
  readonly status: DossierStatus;
  readonly closed: boolean;
  readonly settled_at: number;
}

const SELECT = `SELECT i.id, i.dossier_id, d.code, i.type, i.actor_subject, i.status, i.accepted_at, i.settled_at, i.outcome, i.body_hmac
  FROM command_inbox i LEFT JOIN dossier d ON d.id = i.dossier_id`;

/** A command the engine gives, of a dossier by its id. */
export interface SystemCommandInput<T extends CommandType = CommandType> {
  readonly dossierId: string;
  readonly key: string;
  readonly type: T;
  readonly body: CommandBodies[T];
}

/**
 * Writes a command into the inbox; from then on it ends in exactly one recorded outcome. One that a closed dossier does not
 * allow is refused with that: no workflow has to run for it. Its time is the clock's, read after the dossier row is held FOR
 * SHARE and always after the row's last settled instant, so that no point it should precede is settled already. The same key
 * of the same actor gives the same command; another body under it is a conflict.
 */
export async function acceptCommand(engine: Engine, clock: Clock, input: CommandInput): Promise<Acceptance> {
  return inSpan('acceptCommand', { 'dunghan.command.type': input.type }, async () => {
    const acceptance = await engine.database.transaction((tx) => accept(engine, tx, clock, input, 'asks'), 'acceptCommand');
    annotate({ 'dunghan.acceptance': acceptance.kind, ...('command' in acceptance ? { 'dunghan.command.id': acceptance.command.id } : {}) });
    return acceptance;
  });
}

/** The same within the caller's transaction. */
export async function acceptCommandWithin(engine: Engine, tx: Transaction, clock: Clock, input: CommandInput): Promise<Acceptance> {
  return accept(engine, tx, clock, input, 'asks');
}

/** Since when nothing else may have happened to a dossier: since its event `seq`, apart from what the `own` commands, by id, did and will do. */
interface Since {
  readonly seq: number;
  readonly own: readonly string[];
}

/**
 * The same, only if nothing else has happened to the dossier since and nothing else waits to: what takes back another command must not
 * undo what somebody did after it. The dossier row is held FOR UPDATE, so commands being accepted beside it are waited for.
 */
export async function acceptCommandAfter(engine: Engine, clock: Clock, input: CommandInput, { seq, own }: Since): Promise<Acceptance | { readonly kind: 'overtaken' }> {
  return engine.database.transaction(async (tx) => {
    const known = await tx.first('SELECT 1 FROM command_inbox WHERE actor_subject = $1 AND idempotency_key = $2', [input.actor.subject, input.idempotencyKey]);
    const dossier = await tx.first<{ id: string }>('SELECT id FROM dossier WHERE code = $1 FOR UPDATE', [input.dossierCode]);
    if (known === undefined && dossier !== undefined) {
      const waiting = await tx.first(`SELECT 1 FROM command_inbox WHERE dossier_id = $1 AND status = 'pending' AND id <> ALL($2::uuid[]) LIMIT 1`, [dossier.id, own]);
      const happened = await tx.first('SELECT 1 FROM dossier_event WHERE dossier_id = $1 AND seq > $2 AND cause <> ALL($3::text[]) LIMIT 1', [dossier.id, seq, own]);
      if (waiting !== undefined || happened !== undefined) {
        return { kind: 'overtaken' };
      }
    }
    return accept(engine, tx, clock, input, 'asks');
  }, 'acceptCommand');
}

/**
 * Writes a command of the engine's own into the inbox, within the caller's transaction: what a transition or an intake of
 * another dossier has to tell this one. Nobody's rights are asked and no limit is met. Throws when the dossier does not exist.
 */
export async function acceptSystemCommand<T extends CommandType>(engine: Engine, tx: Transaction, clock: Clock, { dossierId, key, type, body }: SystemCommandInput<T>): Promise<CommandRecord> {
  const dossier = await tx.first<{ code: string }>('SELECT code FROM dossier WHERE id = $1', [dossierId]);
  const acceptance = dossier === undefined ? undefined : await accept(engine, tx, clock, { actor: SYSTEM_ACTOR, idempotencyKey: key, dossierCode: dossier.code, type, body }, 'may');
  if (acceptance === undefined || !('command' in acceptance)) {
    throw new Error(`The engine's own command ${type} (${key}) was not accepted for dossier ${dossierId}: ${acceptance?.kind ?? 'not-found'}`);
  }
  return acceptance.command;
}

/** Accepts a command of somebody who `asks` and may be turned away, or of the engine, which `may`. */
async function accept(engine: Engine, tx: Transaction, clock: Clock, input: CommandInput, rights: 'asks' | 'may'): Promise<Acceptance> {
  const hmac = engine.vault.hmac('command-body', stableText({ dossier: input.dossierCode, type: input.type, body: input.body, text: input.text }));
  const [known, dossier, pending] = await Promise.all([
    tx.first<InboxRow>(`${SELECT} WHERE i.actor_subject = $1 AND i.idempotency_key = $2`, [input.actor.subject, input.idempotencyKey]),
    tx.first<DossierRow>(`SELECT id, status, closed, settled_at, ${CONCERNED} FROM dossier WHERE code = $1 FOR SHARE`, [input.dossierCode]),
    tx.first<{ n: number }>(`SELECT count(*) AS n FROM command_inbox WHERE dossier_id = (SELECT id FROM dossier WHERE code = $1) AND status = 'pending'`, [input.dossierCode]),
  ]);
  if (known !== undefined) {
    return knownCommand(known, hmac);
  }
  if (dossier === undefined) {
    return { kind: 'not-found' };
  }
  const agencies = await engine.rules.agencies(tx);
  if (rights === 'asks' && !mayDo(input.actor, input.type, concernedOf(dossier), agencies) && !(await mayAnswerFor(tx, dossier, input, agencies))) {
    return { kind: 'forbidden' };
  }
  const waiting = dossier.closed ? await waitingInTurn(tx, dossier.id) : (pending?.n ?? 0);
  if (rights === 'asks' && waiting >= engine.options.inboxLimit) {
    return { kind: 'inbox-full' };
  }
  const now = clock.now();
  const acceptedAt = instant(Math.max(now, dossier.settled_at + 1));
  const id = randomUUID();
  // A command that waits may reopen the dossier: what comes after it is decided after it.
  const outcome = dossier.closed && waiting === 0 && !TRANSITIONS[input.type].includes(dossier.status) ? await refusalOfClosed(engine, tx, dossier.id, input.actor, acceptedAt) : undefined;
  const end = { status: outcome?.kind ?? 'pending', ...(outcome === undefined ? {} : { settledAt: acceptedAt, outcome }) } as const;
  // Nobody decides a refused command again: its body is not kept, and repeats are known by its HMAC.
  const body = outcome === undefined ? await sealBody(engine, tx, { id, agency: dossier.competent_agency, at: acceptedAt }, input) : undefined;
  const inserted = await tx.run(
    `INSERT INTO command_inbox (id, actor_subject, actor_role, actor_agency, idempotency_key, dossier_id, type, body, key_ref, body_hmac, accepted_at, next_attempt_at, status, outcome, settled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (actor_subject, idempotency_key) DO NOTHING`,
    [
      id, input.actor.subject, input.actor.role, input.actor.agency, input.idempotencyKey, dossier.id, input.type, body?.ciphertext ?? null, body?.keyRef ?? null, hmac, acceptedAt, now,
      end.status, outcome === undefined ? null : JSON.stringify(outcome), end.settledAt ?? null,
    ],
  );
  if (inserted === 0) {
    const winner = await tx.first<InboxRow>(`${SELECT} WHERE i.actor_subject = $1 AND i.idempotency_key = $2`, [input.actor.subject, input.idempotencyKey]);
    return winner === undefined ? { kind: 'key-conflict' } : knownCommand(winner, hmac);
  }
  return {
    kind: 'accepted',
    command: { id, dossierId: dossier.id, dossierCode: input.dossierCode, type: input.type, actorSubject: input.actor.subject, acceptedAt, ...end },
  };
}

/** A command by its id, or `undefined`. */
export async function findCommand(engine: Engine, id: string): Promise<CommandRecord | undefined> {
  const row = await engine.database.read.first<InboxRow>(`${SELECT} WHERE i.id = $1`, [id]);
  return row === undefined ? undefined : recordOf(row);
}

/** The command somebody gave under a key, or `undefined`. */
export async function findCommandByKey({ database }: Pick<Engine, 'database'>, subject: string, key: string): Promise<CommandRecord | undefined> {
  const row = await database.read.first<InboxRow>(`${SELECT} WHERE i.actor_subject = $1 AND i.idempotency_key = $2`, [subject, key]);
  return row === undefined ? undefined : recordOf(row);
}

/**
 * Marks a command as answered with 202: should it be refused later, its actor gets a task. Returns false when it was
 * settled meanwhile, so that the caller can answer with the outcome instead.
 */
export async function deferCommand(engine: Engine, id: string): Promise<boolean> {
  return (await engine.database.read.run(`UPDATE command_inbox SET deferred = true WHERE id = $1 AND status = 'pending'`, [id])) > 0;
}

/** Whoever is asked why a dossier is late may say so, although it has gone on to others since. */
async function mayAnswerFor(tx: Pick<Transaction, 'rows'>, { id, province }: DossierRow, { actor, type }: CommandInput, agencies: ReadonlyMap<string, Agency>): Promise<boolean> {
  if (type !== 'SupplyDelayReason') {
    return false;
  }
  const asked = await tx.rows<{ agency: string }>(`SELECT agency FROM task WHERE dossier_id = $1 AND kind = 'supply-delay-reason' AND done_at IS NULL`, [id]);
  return mayDo(actor, type, { province, agencies: asked.map(({ agency }) => agency) }, agencies);
}

/** The agencies a dossier concerns, for the question who may do what with it. */
export async function concernedBy(tx: Pick<Transaction, 'first'>, dossierId: string): Promise<Concerned> {
  const row = await tx.first<ConcernedRow>(`SELECT ${CONCERNED} FROM dossier WHERE id = $1`, [dossierId]);
  return row === undefined ? { province: '', agencies: [] } : concernedOf(row);
}

/** Whom a dossier concerns: it is within the reach of who may act at one of these agencies. */
export function concernedOf(row: ConcernedRow): Concerned {
  return { province: row.province, agencies: [row.receiving_agency, row.competent_agency, ...row.holders] };
}

/**
 * Commands that wait for a closed dossier, counted while nobody else is accepting one for it: a reopening whose acceptance
 * is not committed yet is waited for, or a command behind it would be refused that belongs after it.
 */
async function waitingInTurn(tx: Transaction, dossierId: string): Promise<number> {
  const [, waiting] = await Promise.all([
    tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [dossierId]),
    tx.first<{ n: number }>(`SELECT count(*) AS n FROM command_inbox WHERE dossier_id = $1 AND status = 'pending'`, [dossierId]),
  ]);
  return waiting?.n ?? 0;
}

function sealBody(engine: Engine, tx: Transaction, of: { readonly id: string; readonly agency: string; readonly at: Instant }, { body, text }: CommandInput): Promise<Sealed> {
  const stored = Buffer.from(JSON.stringify({ body, ...(text === undefined ? {} : { text }) }), 'utf8');
  return engine.vault.seal(tx, { agency: of.agency, at: of.at }, bodyContext(of.id), stored);
}

async function refusalOfClosed(engine: Engine, tx: Transaction, dossierId: string, actor: Actor, at: Instant): Promise<Extract<Outcome, { kind: 'refused' }>> {
  const state = foldDossier((await readLedger(tx, dossierId)).map(eventOfRow));
  const { procedure } = await engine.rules.procedure(tx, state.procedure.code, state.procedure.version);
  const [agencies, signatories] = [await engine.rules.agencies(tx), await engine.rules.signatories(tx)];
  return { kind: 'refused', refusal: { code: 'not-allowed-in-status', status: state.status, allowedActions: commandsFor(actor, state, { procedure, agencies, signatories, at }) } };
}

function knownCommand(row: InboxRow, hmac: string): Acceptance {
  return row.body_hmac === hmac ? { kind: 'known', command: recordOf(row) } : { kind: 'key-conflict' };
}

function recordOf(row: InboxRow): CommandRecord {
  return {
    id: row.id,
    dossierId: row.dossier_id ?? undefined,
    dossierCode: row.code ?? undefined,
    type: row.type,
    actorSubject: row.actor_subject,
    status: row.status,
    acceptedAt: row.accepted_at,
    ...(row.settled_at === null ? {} : { settledAt: row.settled_at }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
  };
}
