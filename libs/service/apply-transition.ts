import { type DossierView, instant, type Instant, viewOf } from '#domain';
import type { Transaction } from '#persistence';
import { annotate, inSpan } from '#tracing';
import { RulesShelf, snapshotsOf } from './calendars/rules-shelf.js';
import type { Engine } from './engine.js';
import { type LockedDossier, lockDossier } from './ledger-writer.js';
import { type PendingCommand, type RulesAhead, Transition, UnwritableError, type Writing } from './transition.js';

/**
 * One transition of one dossier, in one transaction: takes the lock, decides every pending command in the order of its
 * acceptance, settles every point of interest before each at its legal instant, passes every calendar publication where it
 * lies between them, then settles the points older than the clock skew at `at`, and writes events, row, figures and owed
 * effects together. `causes` only say who woke it: whoever calls,
 * however often and in whatever order, the ledger is the same. Returns the dossier's view.
 *
 * Throws when PostgreSQL fails or the dossier does not exist; then nothing was written and calling again is right.
 */
export async function applyTransition(engine: Engine, dossierId: string, causes: readonly string[], at: Instant): Promise<DossierView> {
  return inSpan('applyTransition', { 'dunghan.dossier.id': dossierId, 'dunghan.causes': causes.length }, async () => {
    const { view, counts } = await transit(engine, { dossierId, causes, at, writing: 'together' }).catch((error: unknown) => {
      if (!(error instanceof UnwritableError)) {
        throw error;
      }
      return transit(engine, { dossierId, causes, at, writing: 'apart' });
    });
    annotate({ 'dunghan.commands.decided': counts.decided, 'dunghan.events.appended': counts.appended });
    return view;
  });
}

interface Passage {
  readonly dossierId: string;
  readonly causes: readonly string[];
  readonly at: Instant;
  readonly writing: Writing;
}

/** What came of a passage. */
interface Passed {
  readonly view: DossierView;
  readonly counts: Transition['counts'];
}

async function transit(engine: Engine, { dossierId, causes, at, writing }: Passage): Promise<Passed> {
  const work = async (tx: Transaction): Promise<Passed> => {
    const [snapshot, dossier, commands] = await Promise.all([engine.rules.holdCalendar(tx), lockDossier(tx, dossierId), pendingCommands(tx, dossierId)]);
    if (dossier === undefined) {
      throw new Error(`Dossier ${dossierId} does not exist (woken by ${causes.join(', ') || 'start'})`);
    }
    const ahead = await rulesAhead(engine, tx, dossier, snapshot);
    // The caller's time may be older than a command that came in since: nothing is recorded before it was accepted.
    const recordedAt = instant(Math.max(at, ...commands.map((command) => command.accepted_at)));
    const transition = new Transition(engine, tx, dossier, ahead, recordedAt, writing);
    for (const command of commands) {
      await transition.decideCommand(command);
    }
    transition.settleOld(instant(at - engine.options.clockSkewMs));
    await transition.finish();
    return { counts: transition.counts, view: viewOf(transition.state, dossierId, { skewMs: engine.options.clockSkewMs, spreadMs: engine.options.latenessSpreadMs }) };
  };
  return engine.database.transaction(work, 'applyTransition');
}

/** Under the head now held: nobody publishes another version before this transaction ends. */
async function rulesAhead(engine: Engine, tx: Transaction, { snapshot, events, state: { procedure } }: LockedDossier, head: string): Promise<RulesAhead> {
  const steps = await engine.rules.steps(tx, snapshot, head);
  const shelf = new RulesShelf(engine.rules);
  const written = steps.length === 0 ? [] : snapshotsOf(events);
  await shelf.fetch(tx, [...new Set([snapshot, ...written, ...steps.map((step) => step.snapshot)])].map((each) => ({ ...procedure, snapshot: each })));
  return { standing: snapshot, head, steps, rulesOf: shelf.of(procedure.code, procedure.version) };
}

async function pendingCommands(tx: Transaction, dossierId: string): Promise<readonly PendingCommand[]> {
  return tx.rows<PendingCommand>(
    `SELECT number, id, type, body, key_ref, actor_subject, actor_role, actor_agency, accepted_at, attempts
     FROM command_inbox WHERE dossier_id = $1 AND status = 'pending' ORDER BY accepted_at, number`,
    [dossierId],
  );
}
