import {
  type Actor,
  decide,
  type DossierCommand,
  type DossierState,
  type DossierView,
  instant,
  type Instant,
  type Refusal,
  type Rules,
  settlePoints,
  viewOf,
} from '#domain';
import { isConnectionError, isRetryable, type Transaction } from '#persistence';
import { openBody } from './command-body.js';
import { openTask } from './effects.js';
import type { Engine } from './engine.js';
import type { Draft } from './draft.js';
import { draftEvents, draftOn, lockDossier, type LockedDossier, storeDraft } from './ledger-writer.js';
import { erasePersonal } from './personal/index.js';
import { updateDossier } from './projection.js';
import { DataKeyError } from './vault/vault.js';

/** Failed attempts at deciding one command after which it is given up, with an alarm and a task. */
export const ATTEMPT_LIMIT = 20;

interface PendingCommand {
  readonly number: number;
  readonly id: string;
  readonly type: DossierCommand['type'];
  readonly body: Buffer;
  readonly key_ref: string;
  readonly actor_subject: string;
  readonly actor_role: Actor['role'];
  readonly actor_agency: string;
  readonly accepted_at: number;
  readonly attempts: number;
}

/** The recorded end of a command. */
export type Outcome =
  | { readonly kind: 'applied'; readonly seq: readonly number[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'dead'; readonly reason: string };

/**
 * One transition of one dossier, in one transaction: takes the lock, decides every pending command in the order of its
 * acceptance, settles every point of interest before each at its legal instant, then the points older than the clock
 * skew at `at`, and writes events, row, figures and owed effects together. `causes` only say who woke it: whoever calls,
 * however often and in whatever order, the ledger is the same. Returns the dossier's view.
 *
 * Throws when PostgreSQL fails or the dossier does not exist; then nothing was written and calling again is right.
 */
export async function applyTransition(engine: Engine, dossierId: string, causes: readonly string[], at: Instant): Promise<DossierView> {
  return engine.database.transaction(async (tx) => {
    const [snapshot, dossier, commands] = await Promise.all([engine.rules.holdCalendar(tx), lockDossier(tx, dossierId), pendingCommands(tx, dossierId)]);
    if (dossier === undefined) {
      throw new Error(`Dossier ${dossierId} does not exist (woken by ${causes.join(', ') || 'start'})`);
    }
    const { procedure } = dossier.state;
    const rules = await engine.rules.rules(tx, procedure.code, procedure.version, snapshot);
    // The caller's time may be older than a command that came in since: nothing is recorded before it was accepted.
    const recordedAt = instant(Math.max(at, ...commands.map((command) => command.accepted_at)));
    const transition = new Transition(engine, tx, dossier, rules, recordedAt);
    for (const command of commands) {
      await transition.decideCommand(command);
    }
    transition.settleOld(instant(at - engine.options.clockSkewMs));
    await transition.write();
    return viewOf(transition.state, dossierId, { skewMs: engine.options.clockSkewMs, spreadMs: engine.options.latenessSpreadMs });
  });
}

async function pendingCommands(tx: Transaction, dossierId: string): Promise<readonly PendingCommand[]> {
  return tx.rows<PendingCommand>(
    `SELECT number, id, type, body, key_ref, actor_subject, actor_role, actor_agency, accepted_at, attempts
     FROM command_inbox WHERE dossier_id = $1 AND status = 'pending' ORDER BY accepted_at, number`,
    [dossierId],
  );
}

/** The work of one `applyTransition`: gathers events first, writes them all at the end. */
class Transition {
  private readonly outcomes: { readonly command: PendingCommand; readonly outcome: Outcome }[] = [];
  private draft: Draft;
  private settledAt: number;
  private undecidedSince: Instant | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly tx: Transaction,
    private readonly dossier: LockedDossier,
    private readonly rules: Rules,
    private readonly at: Instant,
  ) {
    this.draft = draftOn(dossier);
    this.settledAt = dossier.settledAt;
  }

  get state(): DossierState {
    return this.draft.state ?? this.dossier.state;
  }

  settle(until: Instant, inclusive: boolean): void {
    const settlement = settlePoints(this.state, until, inclusive, this.rules);
    for (const caused of settlement.recorded) {
      this.draft = draftEvents(this.draft, this.dossier.id, caused, this.at, this.rules.calendars.snapshot, this.engine);
    }
    this.settledAt = Math.max(this.settledAt, until);
  }

  /**
   * Settles what lies at `until` or before, but nothing past a command that could not be decided: whatever it waits for, a
   * result accepted before the due moment does not become late by it.
   */
  settleOld(until: Instant): void {
    if (this.undecidedSince === undefined || until < this.undecidedSince) {
      this.settle(until, true);
    } else {
      this.settle(this.undecidedSince, false);
    }
  }

  async decideCommand(command: PendingCommand): Promise<void> {
    const acceptedAt = instant(command.accepted_at);
    this.settle(acceptedAt, false);
    const actor: Actor = { subject: command.actor_subject, role: command.actor_role, agency: command.actor_agency };
    const before = this.draft;
    try {
      this.end(command, await this.tx.attempt(() => this.outcomeOf(command, actor, acceptedAt)));
    } catch (error) {
      // A key nobody can use is the installation's trouble and not the command's.
      if (isConnectionError(error) || isRetryable(error) || error instanceof DataKeyError) {
        throw error;
      }
      this.draft = before;
      await this.recordFailure(command, error);
    }
  }

  async write(): Promise<void> {
    const { draft, dossier, tx } = this;
    const sequencer = { lastSeq: draft.head.seq, lastHash: draft.head.hash, settledAt: this.settledAt, snapshot: this.rules.calendars.snapshot };
    await Promise.all([
      ...(draft.rows.length > 0 || this.settledAt > dossier.settledAt ? [updateDossier(tx, dossier.id, this.state, sequencer)] : []),
      storeDraft(tx, draft, this.at),
      ...this.outcomes.map(({ command, outcome }) => this.recordOutcome(command, outcome)),
      ...(dossier.workflowSeen ? [] : [tx.run('UPDATE dossier SET workflow_seen_at = $2 WHERE id = $1', [dossier.id, this.at])]),
    ]);
    if (this.state.erased && !dossier.state.erased) {
      await erasePersonal(tx, dossier.id, this.at);
    }
  }

  private end(command: PendingCommand, outcome: Outcome): void {
    this.outcomes.push({ command, outcome });
  }

  private async outcomeOf(command: PendingCommand, actor: Actor, acceptedAt: Instant): Promise<Outcome> {
    const opened = await openBody(this.engine, this.tx, this.dossier.id, command, this.state, acceptedAt);
    const decision = decide(this.state, opened, { ...this.rules, at: acceptedAt, actor });
    if (decision.kind === 'refused') {
      throw new RefusedCommand({ kind: 'refused', refusal: decision.refusal });
    }
    const first = this.draft.head.seq + 1;
    this.draft = draftEvents(this.draft, this.dossier.id, { cause: command.id, actor, events: decision.events }, this.at, this.rules.calendars.snapshot, this.engine);
    return { kind: 'applied', seq: [first, this.draft.head.seq] };
  }

  private async recordOutcome(command: PendingCommand, outcome: Outcome): Promise<void> {
    // Whether it was answered with 202 is asked here, on the row now held: the answer may have been given since it was read.
    const settled = await this.tx.first<{ deferred: boolean }>(
      `UPDATE command_inbox SET status = $2, outcome = $3, settled_at = $4, body = CASE WHEN $5 THEN NULL ELSE body END, key_ref = CASE WHEN $5 THEN NULL ELSE key_ref END
       WHERE id = $1 RETURNING deferred`,
      [command.id, outcome.kind, JSON.stringify(outcome), this.at, this.state.erased],
    );
    if (outcome.kind === 'refused' && settled?.deferred === true) {
      await openTask(
        this.tx,
        { key: `${command.id}:command-refused`, kind: 'command-refused' },
        { dossierId: this.dossier.id, agency: command.actor_agency, subject: command.actor_subject, at: this.at, data: { command: command.id, type: command.type, code: outcome.refusal.code } },
      );
    }
  }

  private async recordFailure(command: PendingCommand, error: unknown): Promise<void> {
    if (error instanceof RefusedCommand) {
      this.end(command, error.outcome);
      return;
    }
    await this.tx.run('UPDATE command_inbox SET attempts = attempts + 1, last_error = $2 WHERE id = $1', [command.id, traceOf(error)]);
    if (command.attempts + 1 < ATTEMPT_LIMIT) {
      this.undecidedSince ??= instant(command.accepted_at);
      return;
    }
    this.end(command, { kind: 'dead', reason: kindOf(error) });
    await openTask(
      this.tx,
      { key: `${command.id}:command-dead`, kind: 'command-dead' },
      { dossierId: this.dossier.id, agency: command.actor_agency, subject: command.actor_subject, at: this.at, data: { command: command.id, type: command.type } },
    );
  }
}

/** What kind of error it was, without its message: that may quote what the command holds, and is stored in the clear. */
function kindOf(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return typeof error === 'object' && error !== null && 'code' in error ? `${name} ${String(error.code)}` : name;
}

const FRAMES = 4;

/** The kind of an error and where it was thrown. */
function traceOf(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)) : [];
  return [kindOf(error), ...frames.slice(0, FRAMES).map((line) => line.trim())].join('\n');
}

/** Carries a refusal out of the savepoint, so that texts stored for a refused command are rolled back with it. */
class RefusedCommand extends Error {
  constructor(readonly outcome: Extract<Outcome, { kind: 'refused' }>) {
    super(outcome.refusal.code);
  }
}
