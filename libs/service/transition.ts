import { type Actor, type ChainedRow, commandsFor, decide, type DecideContext, type DossierCommand, type DossierEvent, type DossierState, eventOfRow, instant, type Instant, isSigned, type Refusal, type RefusalCode, type Rules, type RulesOf, settlePoints } from '#domain';
import type { Transaction } from '#persistence';
import type { CalendarStep } from './calendars/calendar-chain.js';
import { passageAt, passStep } from './calendars/pass-step.js';
import { openBody } from './command-body.js';
import type { Draft } from './draft.js';
import { openTask } from './effects.js';
import type { Engine } from './engine.js';
import { kindOf, traceOf } from './failure-trace.js';
import { eraseWithDossier } from './feedback/erase-with-dossier.js';
import { isInstallationTrouble } from './installation-trouble.js';
import { draftEvents, draftOn, type LockedDossier, storeDraft } from './ledger-writer.js';
import { apologySigned, letterDigest } from './letters/letter-digest.js';
import { erasePersonal } from './personal/index.js';
import { updateDossier } from './projection.js';
import { numberSignatures } from './signing/number-signature.js';
import { holdSignatories } from './signing/signatories.js';

/** Failed attempts at deciding one command after which it is given up, with an alarm and a task. */
export const ATTEMPT_LIMIT = 20;

/** A command of the inbox without an outcome. */
export interface PendingCommand {
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

/** The version a dossier stands on, the publications it has yet to pass, oldest first, and the rules of all of them and of its events. */
export interface RulesAhead {
  readonly standing: string;
  /** The version held while the transition lasts. */
  readonly head: string;
  readonly steps: readonly CalendarStep[];
  readonly rulesOf: RulesOf;
}

/** Whether what the commands come to is written together at the end, or each behind its savepoint. */
export type Writing = 'together' | 'apart';

/**
 * The work of one `applyTransition`. It gathers events and writes them all at the end. Should the database refuse them, for a
 * reason that lies in them, the same is done once more with each command written behind its savepoint: the one at fault is
 * then known, counted, and holds up no other.
 */
export class Transition {
  private readonly outcomes: { readonly command: PendingCommand; readonly outcome: Outcome }[] = [];
  private draft: Draft;
  private settledAt: number;
  private rules: Rules;
  /** Publications passed so far. */
  private passed = 0;
  private undecidedSince: Instant | undefined;
  /** What of the dossier stands in the database, as far as it decides what is still to be written, and what was written of it here. */
  private stored: { readonly settledAt: number; readonly snapshot: string; readonly erased: boolean; readonly rows: readonly ChainedRow[] };

  constructor(
    private readonly engine: Engine,
    private readonly tx: Transaction,
    private readonly dossier: LockedDossier,
    private readonly ahead: RulesAhead,
    private readonly at: Instant,
    private readonly writing: Writing,
  ) {
    this.draft = draftOn(dossier);
    this.settledAt = dossier.settledAt;
    this.rules = ahead.rulesOf(ahead.standing);
    this.stored = { settledAt: dossier.settledAt, snapshot: dossier.snapshot, erased: dossier.state.erased, rows: [] };
  }

  get state(): DossierState {
    return this.draft.state ?? this.dossier.state;
  }

  /** The whole ledger, with what is still to be written. */
  private events(): readonly DossierEvent[] {
    return [...this.dossier.events, ...[...this.stored.rows, ...this.draft.rows].map(eventOfRow)];
  }

  /** Commands given an outcome and events written, once it is finished. */
  get counts(): { readonly decided: number; readonly appended: number } {
    return { decided: this.outcomes.length, appended: this.stored.rows.length };
  }

  settle(until: Instant, inclusive: boolean): void {
    const settlement = settlePoints(this.state, until, inclusive, this.rules);
    for (const caused of settlement.recorded) {
      this.draft = draftEvents(this.draft, this.dossier.id, caused, this.at, this.rules.calendars.snapshot, this.engine);
    }
    this.settledAt = Math.max(this.settledAt, until);
  }

  /** Passes the publications until `until`: commands accepted before one were decided under the calendars it replaced. */
  private passPublications(until: number): void {
    for (const step of this.ahead.steps.slice(this.passed)) {
      const at = passageAt(step, this.settledAt);
      if (at > until) {
        return;
      }
      const events = this.events();
      const { rulesOf } = this.ahead;
      const after = rulesOf(step.snapshot);
      this.draft = passStep(this.engine, this.draft, { id: this.dossier.id, events, state: this.state }, { before: this.rules, after, rulesOf, at }, this.at);
      this.rules = after;
      this.settledAt = at;
      this.passed += 1;
    }
  }

  /**
   * Passes every publication and settles what lies at `until` or before, but nothing past a command that could not be decided: whatever it waits for, a
   * result accepted before the due moment does not become late by it.
   */
  settleOld(until: Instant): void {
    this.passPublications(this.undecidedSince ?? Infinity);
    if (this.undecidedSince === undefined || until < this.undecidedSince) {
      this.settle(until, true);
    } else {
      this.settle(this.undecidedSince, false);
    }
  }

  async decideCommand(command: PendingCommand): Promise<void> {
    const acceptedAt = instant(command.accepted_at);
    this.passPublications(acceptedAt);
    this.settle(acceptedAt, false);
    const actor: Actor = { subject: command.actor_subject, role: command.actor_role, agency: command.actor_agency };
    if (this.writing === 'apart') {
      await this.write();
    }
    const before = { draft: this.draft, stored: this.stored };
    try {
      const outcome = await this.tx.attempt(async () => {
        const decided = await this.outcomeOf(command, actor, acceptedAt);
        if (this.writing === 'apart') {
          await this.write();
        }
        return decided;
      });
      this.end(command, outcome);
    } catch (error) {
      if (isInstallationTrouble(error)) {
        throw error;
      }
      ({ draft: this.draft, stored: this.stored } = before);
      await this.recordFailure(command, error);
    }
  }

  /** @throws UnwritableError when the database refused what applied commands came to, though it is well itself */
  async finish(): Promise<void> {
    const { dossier, tx } = this;
    try {
      await Promise.all([
        this.write(),
        ...this.outcomes.map(({ command, outcome }) => this.recordOutcome(command, outcome)),
        ...(dossier.workflowSeen ? [] : [tx.run('UPDATE dossier SET workflow_seen_at = $2 WHERE id = $1', [dossier.id, this.at])]),
      ]);
    } catch (error) {
      const mayLieInCommands = this.writing === 'together' && this.outcomes.some(({ outcome }) => outcome.kind === 'applied');
      throw mayLieInCommands && !isInstallationTrouble(error) ? new UnwritableError('What was decided cannot be written', { cause: error }) : error;
    }
  }

  private async write(): Promise<void> {
    const { draft, dossier, stored, tx } = this;
    const sequencer = { lastSeq: draft.head.seq, lastHash: draft.head.hash, settledAt: this.settledAt, snapshot: this.rules.calendars.snapshot };
    await Promise.all([
      ...(draft.rows.length > 0 || this.settledAt > stored.settledAt || sequencer.snapshot !== stored.snapshot ? [updateDossier(tx, dossier.id, this.state, sequencer)] : []),
      storeDraft(tx, draft, this.rules.settings, this.at),
    ]);
    if (this.state.erased && !stored.erased) {
      await erasePersonal(tx, dossier.id, this.at);
      await this.eraseLinked([...stored.rows, ...draft.rows]);
    }
    this.draft = { ...draft, ...(draft.state === undefined ? {} : { before: draft.state }), rows: [], deltas: [], dwells: [] };
    this.stored = { settledAt: this.settledAt, snapshot: sequencer.snapshot, erased: this.state.erased, rows: [...stored.rows, ...draft.rows] };
  }

  /** With a dossier's people goes what feedback about it and its urgings say of them. */
  private async eraseLinked(rows: readonly ChainedRow[]): Promise<void> {
    const erasure = rows.map(eventOfRow).findLast(({ type }) => type === 'PersonalDataErased');
    if (erasure?.type !== 'PersonalDataErased') {
      throw new Error(`Dossier ${this.dossier.id} is erased without an event that says so`);
    }
    const { decisionNumber, secondPerson } = erasure.payload;
    await eraseWithDossier(this.engine, this.tx, { dossierId: this.dossier.id, calendarHead: this.ahead.head, actor: erasure.actor, decisionNumber, secondPerson, at: this.at });
  }

  private end(command: PendingCommand, outcome: Outcome): void {
    this.outcomes.push({ command, outcome });
  }

  private async outcomeOf(command: PendingCommand, actor: Actor, acceptedAt: Instant): Promise<Outcome> {
    const opened = await openBody(this.engine, this.tx, this.dossier.id, command, this.state, acceptedAt);
    const rules = isSigned(command.type) ? { ...this.rules, signatories: await holdSignatories(this.tx, actor.subject) } : this.rules;
    const decision = decide(this.state, opened, { ...rules, at: acceptedAt, actor, ledger: () => this.events() });
    if (decision.kind === 'refused') {
      throw new RefusedCommand({ kind: 'refused', refusal: decision.refusal });
    }
    const numbered = await numberSignatures(this.tx, decision.events, { dossierId: this.dossier.id, state: this.state, rules, at: acceptedAt, by: actor.subject });
    if (numbered.kind === 'taken') {
      throw this.refused({ ...rules, at: acceptedAt, actor }, 'document-number-taken', { documentNumber: numbered.documentNumber });
    }
    const first = this.draft.head.seq + 1;
    this.draft = draftEvents(this.draft, this.dossier.id, { cause: command.id, actor, events: numbered.events }, this.at, this.rules.calendars.snapshot, this.engine);
    if (opened.type === 'SignApology' && opened.body.previewed !== undefined && opened.body.previewed !== (await this.apologyDigest())) {
      throw this.refused({ ...rules, at: acceptedAt, actor }, 'preview-outdated');
    }
    return { kind: 'applied', seq: [first, this.draft.head.seq] };
  }

  /** Digest of the apology signed last, as its letter would now read. */
  private async apologyDigest(): Promise<string | undefined> {
    const events = this.events();
    const letter = await apologySigned(this.engine, this.tx, this.dossier.id, events);
    return letter === undefined ? undefined : letterDigest(this.engine, letter);
  }

  /** What is found out only while it is written: the state is the one the command met. */
  private refused(context: DecideContext, code: RefusalCode, data?: Refusal['data']): RefusedCommand {
    const { state } = this;
    return new RefusedCommand({ kind: 'refused', refusal: { code, status: state.status, allowedActions: commandsFor(context.actor, state, context), ...(data === undefined ? {} : { data }) } });
  }

  private async recordOutcome(command: PendingCommand, outcome: Outcome): Promise<void> {
    // Whether it was answered with 202 is asked here, on the row now held: the answer may have been given since it was read.
    const settled = await this.tx.first<{ deferred: boolean }>(
      `UPDATE command_inbox SET status = $2, outcome = $3, settled_at = $4, body = CASE WHEN $5 THEN NULL ELSE body END, key_ref = CASE WHEN $5 THEN NULL ELSE key_ref END
       WHERE id = $1 RETURNING deferred`,
      [command.id, outcome.kind, JSON.stringify(outcome), this.at, this.state.erased],
    );
    if (outcome.kind === 'refused' && outcome.refusal.code === 'second-reappointment-refused') {
      const { id, state } = { id: this.dossier.id, state: this.state };
      await openTask(this.tx, { key: `${id}:second-reappointment`, kind: 'second-reappointment' }, { dossierId: id, agency: state.competentAgency, at: this.at, data: { command: command.id } });
    }
    if (outcome.kind === 'refused' && settled?.deferred === true) {
      await openTask(
        this.tx,
        { key: `${command.id}:command-refused`, kind: 'command-refused' },
        { dossierId: this.dossier.id, ...this.whoFollowsUp(command), at: this.at, data: { command: command.id, type: command.type, code: outcome.refusal.code } },
      );
    }
  }

  /** Who sent a command sees to what became of it; for the portal, where nobody looks into tasks, the desk does. */
  private whoFollowsUp({ actor_role: role, actor_agency: agency, actor_subject: subject }: PendingCommand): { readonly agency: string; readonly subject?: string } {
    return role === 'portal' ? { agency: this.state.receivingAgency } : { agency, subject };
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
      { dossierId: this.dossier.id, ...this.whoFollowsUp(command), at: this.at, data: { command: command.id, type: command.type } },
    );
  }
}

/** The database took everything else but not what the applied commands came to: one of them is at fault. */
export class UnwritableError extends Error {}

/** Carries a refusal out of the savepoint, so that texts stored for a refused command are rolled back with it. */
class RefusedCommand extends Error {
  constructor(readonly outcome: Extract<Outcome, { kind: 'refused' }>) {
    super(outcome.refusal.code);
  }
}
