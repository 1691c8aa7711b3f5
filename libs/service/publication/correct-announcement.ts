import { type Actor, type AnnouncementFacts, type CaseRefusal, databaseLimit, type Instant, instant, itemKey, leadChecks } from '#domain';
import type { Transaction } from '#persistence';
import { type CaseAnswer, type CaseRights, giveCaseCommand } from '../cases/give-command.js';
import { RefusedCase, refusalBehind } from '../cases/refused-case.js';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { findSameNumber, itemsOf, updateAnnouncement, withdrawItemRow } from './announcement-rows.js';
import { openAnnounced } from './enter-announcement.js';

/** A decision as it should have been entered, and why. */
export interface AnnouncementCorrection {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly code: string;
  readonly facts: AnnouncementFacts;
  readonly reason: string;
}

/** What a correction came to; `refused`: nothing was written, and the same key decides anew. */
export type CorrectionAnswer = CaseAnswer | { readonly kind: 'refused'; readonly refusal: CaseRefusal };

/**
 * A further entry by a second person takes the place of what was entered of a decision; both stay in its ledger. Items it no longer
 * names are withdrawn, new ones opened, and where day or term changed the others count again from it, all in one transaction.
 */
export async function correctAnnouncement(engine: Engine, clock: Clock, correction: AnnouncementCorrection, mayGive: CaseRights['mayGive']): Promise<CorrectionAnswer> {
  const { actor, idempotencyKey, code, facts, reason } = correction;
  try {
    return await engine.database.transaction(async (tx): Promise<CorrectionAnswer> => {
      const before = await tx.first<{ case_id: string }>('SELECT a.case_id FROM announcement a JOIN deadline_case c ON c.id = a.case_id WHERE c.code = $1', [code]);
      if (before === undefined) {
        return { kind: 'not-found' };
      }
      const answer = await giveCaseCommand(engine, clock, { actor, idempotencyKey, code, type: 'CorrectAnnouncement', body: { facts }, text: { reason } }, { mayGive }, tx);
      if (answer.kind === 'decided' && answer.outcome.kind === 'applied') {
        await carryOut(engine, tx, clock, correction, { id: before.case_id, seq: answer.outcome.seq[1], at: instant(answer.acceptedAt) });
      }
      return answer;
    });
  } catch (error) {
    return { kind: 'refused', refusal: refusalBehind(error) };
  }
}

interface Corrected {
  readonly id: string;
  readonly seq: number;
  readonly at: Instant;
}

async function carryOut(engine: Engine, tx: Transaction, clock: Clock, { actor, idempotencyKey, code, facts }: AnnouncementCorrection, { id, seq, at }: Corrected): Promise<void> {
  const same = await findSameNumber(tx, facts, id);
  if (same !== undefined) {
    throw new RefusedCase({ code: 'announcement-known', data: { announcement: same.code, number: facts.number } });
  }
  const row = await tx.first<{ agency: string; province: string }>('SELECT agency, province FROM deadline_case WHERE id = $1', [id]);
  if (row === undefined) {
    throw new Error(`Announcement ${code} has no case: restore deadline_case before going on`);
  }
  const calendars = await engine.rules.calendars(tx, await engine.rules.holdCalendar(tx));
  await updateAnnouncement(tx, id, facts, leadChecks(facts, calendars.processing(row.agency)));
  const standing = await itemsOf(tx, id);
  const named = new Set(facts.items.map(itemKey));
  const follow = async (publication: string, command: { readonly type: 'CountAgain'; readonly body: { readonly decidedOn: string; readonly databaseLimit: ReturnType<typeof databaseLimit> } } | { readonly type: 'WithdrawItem'; readonly body: Readonly<Record<never, never>> }): Promise<void> => {
    const answer = await giveCaseCommand(engine, clock, { actor, idempotencyKey: `${idempotencyKey}:${publication}`, code: publication, ...command }, { mayGive: () => true }, tx);
    if (answer.kind !== 'decided' || answer.outcome.kind !== 'applied') {
      throw new RefusedCase('outcome' in answer && answer.outcome.kind === 'refused' ? answer.outcome.refusal : { code: 'nothing-to-correct' });
    }
  };
  for (const [key, publication] of standing) {
    if (named.has(key)) {
      await follow(publication.code, { type: 'CountAgain', body: { decidedOn: facts.signedOn, databaseLimit: databaseLimit(facts) } });
    } else {
      await withdrawItemRow(tx, publication.id);
      await follow(publication.code, { type: 'WithdrawItem', body: {} });
    }
  }
  for (const item of facts.items.filter((each) => !standing.has(itemKey(each)))) {
    await openAnnounced(engine, tx, { id, code, ...row, facts, round: seq }, item, actor, at);
  }
}
