import type { Actor, Instant } from '#domain';
import type { Transaction } from '#persistence';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { type Acceptance, acceptCommandWithin, type CommandRecord } from '../inbox.js';
import { commandOf, type ProposalOutcome, type ProposedCommand } from './proposals.js';

/** An open proposal that somebody decides. */
interface Decided {
  readonly id: string;
  readonly dossierId: string;
  readonly code: string;
  readonly command: ProposedCommand;
  readonly by: string;
}

interface Standing {
  readonly decided: boolean;
  readonly command_id: string | null;
  readonly status: CommandRecord['status'] | null;
  readonly actor_subject: string | null;
  readonly idempotency_key: string | null;
}

/**
 * Gives what was proposed as a command of the actor's own. The command is accepted and noted in one transaction, while nobody else decides the
 * proposal. While its last command waits for its outcome the same one is given back to who gave it, and the proposal is `decided` to others;
 * once that was refused the next one is a new command. Approved it is when a command of it is applied: `settleProposal`.
 */
export async function approveProposal(engine: Engine, clock: Clock, { id, dossierId, code, ...proposed }: Decided, actor: Actor): Promise<Acceptance | { readonly kind: 'decided' }> {
  return engine.database.transaction(async (tx) => {
    // Before the proposal, as whoever writes to a dossier and then to what was proposed for it holds them.
    await tx.first('SELECT FROM dossier WHERE id = $1 FOR SHARE', [dossierId]);
    const standing = await hold(tx, id);
    const waiting = standing?.status === 'pending' ? standing : undefined;
    if (standing === undefined || standing.decided || standing.status === 'applied' || (waiting !== undefined && waiting.actor_subject !== actor.subject)) {
      return { kind: 'decided' };
    }
    const idempotencyKey = waiting?.idempotency_key ?? `proposal:${id}/${standing.command_id ?? 'first'}`;
    const acceptance = await acceptCommandWithin(engine, tx, clock, { actor, idempotencyKey, dossierCode: code, ...commandOf(proposed) });
    if ('command' in acceptance) {
      await tx.run('UPDATE proposal SET command_id = $2 WHERE id = $1', [id, acceptance.command.id]);
    }
    return acceptance;
  }, 'approveProposal');
}

/** Writes that a proposal was approved where its command was applied; the first end stays. */
export async function settleProposal(tx: Pick<Transaction, 'run'>, id: string): Promise<void> {
  await tx.run(
    `UPDATE proposal p SET decided_at = c.settled_at, decided_by = c.actor_subject, outcome = 'approved' FROM command_inbox c
     WHERE p.id = $1 AND p.decided_at IS NULL AND c.id = p.command_id AND c.status = 'applied'`,
    [id],
  );
}

/** Turns a proposal down, or withdraws it. Returns whether it was open: one whose command waits for its outcome is not. */
export async function closeProposal(engine: Pick<Engine, 'database'>, id: string, { by, outcome }: { readonly by: string; readonly outcome: Exclude<ProposalOutcome, 'approved'> }, at: Instant): Promise<boolean> {
  return engine.database.transaction(async (tx) => {
    const standing = await hold(tx, id);
    if (standing === undefined || standing.decided || standing.status === 'pending' || standing.status === 'applied') {
      return false;
    }
    await tx.run('UPDATE proposal SET decided_at = $2, decided_by = $3, outcome = $4 WHERE id = $1', [id, at, by, outcome]);
    return true;
  }, 'closeProposal');
}

/** How a proposal and its last command stand, the proposal held until the transaction ends. What its command is, is read once it is held. */
async function hold(tx: Transaction, id: string): Promise<Standing | undefined> {
  await tx.first('SELECT FROM proposal WHERE id = $1 FOR UPDATE', [id]);
  return tx.first<Standing>(
    'SELECT p.decided_at IS NOT NULL AS decided, p.command_id, c.status, c.actor_subject, c.idempotency_key FROM proposal p LEFT JOIN command_inbox c ON c.id = p.command_id WHERE p.id = $1',
    [id],
  );
}
