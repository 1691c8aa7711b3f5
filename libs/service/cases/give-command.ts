import { randomUUID } from 'node:crypto';
import { type Actor, type CaseBodies, type CaseCommand, type CaseCommandType, type CaseContext, type CaseFacts, type CaseRefusal, type CaseState, concernedByCase, decideCase, instant, isInReach } from '#domain';
import type { Transaction } from '#persistence';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import type { PersonalData } from '../personal/personal-record.js';
import { stableText } from '../stable-text.js';
import { CasePassage } from './case-passage.js';
import { writeCaseRecord } from './case-records.js';
import { lockCase } from './case-rows.js';
import { RefusedCase, refusalBehind } from './refused-case.js';

/** A command to a case as somebody sent it. */
export interface CaseCommandInput<Type extends CaseCommandType = CaseCommandType> {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly code: string;
  readonly type: Type;
  readonly body: CaseBodies[Type];
  /** What it says in words. */
  readonly text?: PersonalData;
}

/** What became of a command to a case. `seq`: its events in the case's ledger, the first and the last. */
export type CaseOutcome = { readonly kind: 'applied'; readonly seq: readonly [number, number] } | { readonly kind: 'refused'; readonly refusal: CaseRefusal };

/** The answer to a command. `known`: the same key with the same body was decided before. `not-found` also for a case beyond the actor's reach, so that nobody is told it exists. */
export type CaseAnswer =
  | { readonly kind: 'decided' | 'known'; readonly id: string; readonly caseId: string; readonly acceptedAt: number; readonly outcome: CaseOutcome }
  | { readonly kind: 'key-conflict' | 'not-found' | 'forbidden' };

/** What is asked of the rules around a command, in its transaction. */
export interface CaseRights {
  /** Whether the actor may give this command to this case. */
  readonly mayGive: (state: CaseState, context: CaseContext) => boolean;
  /** What the decision needs to know beyond the case. */
  readonly gather?: (tx: Transaction, state: CaseState) => Promise<CaseFacts>;
}

interface KnownRow {
  readonly id: string;
  readonly case_id: string;
  readonly body_hmac: string;
  readonly accepted_at: number;
  readonly outcome: CaseOutcome;
}

/**
 * Decides a command to a case as it is accepted, in one transaction under the case's lock: what was due before is settled
 * first, calendar publications are passed where they lie between, and the command is decided at the clock's time, which is
 * read under the lock. Temporal is not needed; the relay tells the case's workflow of what changed. A refusal is stored and
 * given again under its key, and what was settled on the way stands.
 *
 * @param within the transaction to decide it in, where several commands stand or fall together; one of its own when absent
 */
export async function giveCaseCommand(engine: Engine, clock: Clock, input: CaseCommandInput, rights: CaseRights, within?: Transaction): Promise<CaseAnswer> {
  const hmac = engine.vault.hmac('case-command', stableText({ case: input.code, type: input.type, body: input.body, text: input.text }));
  const give = async (tx: Transaction): Promise<CaseAnswer> => {
    const row = await tx.first<{ id: string }>('SELECT id FROM deadline_case WHERE code = $1', [input.code]);
    if (row === undefined) {
      return { kind: 'not-found' };
    }
    const head = await engine.rules.holdCalendar(tx);
    // Before the case is locked, for the same key may come for two cases at once: the second finds what the first was answered.
    await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`case-command:${input.actor.subject}:${input.idempotencyKey}`]);
    const locked = await lockCase(tx, row.id);
    if (locked === undefined) {
      return { kind: 'not-found' };
    }
    const known = await tx.first<KnownRow>('SELECT id, case_id, body_hmac, accepted_at, outcome FROM case_command WHERE actor_subject = $1 AND idempotency_key = $2', [input.actor.subject, input.idempotencyKey]);
    if (known !== undefined) {
      return known.body_hmac === hmac ? { kind: 'known', id: known.id, caseId: known.case_id, acceptedAt: known.accepted_at, outcome: known.outcome } : { kind: 'key-conflict' };
    }
    const at = instant(Math.max(clock.now(), locked.settledAt + 1));
    const passage = await CasePassage.begin(engine, tx, locked, head, at);
    // A publication after it does not reach it: it was given under the calendars before, and what it started is moved like the rest.
    passage.passPublications(at);
    passage.settle(at, false);
    const [agencies, settings] = [await engine.rules.agencies(tx), await engine.rules.settings(tx)];
    const unfounded = { at, actor: input.actor, agencies, calendars: passage.calendars, settings, facts: {} };
    if (!rights.mayGive(passage.state, unfounded)) {
      return { kind: isInReach(input.actor, concernedByCase(passage.state), agencies) ? 'forbidden' : 'not-found' };
    }
    const context = { ...unfounded, facts: (await rights.gather?.(tx, passage.state)) ?? {} };
    const id = randomUUID();
    const outcome = await decided(engine, tx, { passage, context, input, id, caseId: row.id });
    await passage.finish(tx, false);
    await tx.run('INSERT INTO case_command (actor_subject, idempotency_key, id, case_id, type, body_hmac, accepted_at, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
      input.actor.subject,
      input.idempotencyKey,
      id,
      row.id,
      input.type,
      hmac,
      at,
      JSON.stringify(outcome),
    ]);
    return { kind: 'decided', id, caseId: row.id, acceptedAt: at, outcome };
  };
  return within === undefined ? engine.database.transaction(give) : give(within);
}

interface Deciding {
  readonly passage: CasePassage;
  readonly context: CaseContext;
  readonly input: CaseCommandInput;
  readonly id: string;
  readonly caseId: string;
}

/** Decides behind a savepoint, so that what a refused command says in words is not kept. */
async function decided(engine: Engine, tx: Transaction, { passage, context, input, id, caseId }: Deciding): Promise<CaseOutcome> {
  try {
    return await tx.attempt(async (): Promise<CaseOutcome> => {
      const { at, actor } = context;
      const text = input.text === undefined ? undefined : await writeCaseRecord(tx, engine.vault, { caseId, kind: 'text', agency: passage.state.agency, data: input.text, at });
      const command = { type: input.type, body: input.body, ...(text === undefined ? {} : { text }) } as CaseCommand;
      const decision = decideCase(passage.state, command, context);
      if (decision.kind === 'refused') {
        throw new RefusedCase(decision.refusal);
      }
      const first = passage.seq + 1;
      passage.append({ cause: id, actor, events: decision.events });
      return { kind: 'applied', seq: [first, passage.seq] };
    });
  } catch (error) {
    return { kind: 'refused', refusal: refusalBehind(error) };
  }
}
