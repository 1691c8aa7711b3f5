import { startClock, stopClock } from '../deadline-case/case-clocks.js';
import { acceptCase, type CaseContext, type CaseDecision, refuseCase } from '../deadline-case/case-commands.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import { type CaseClock, type CaseState, lastRound, runningClock } from '../deadline-case/case-state.js';
import { foldCaseEvent } from '../deadline-case/fold-case.js';
import type { TextRef } from '../dossier/commands.js';
import { instant } from '../time/instant.js';
import { dayStart } from './open-publication.js';
import type { PostingRule } from './posting-rules.js';
import type { PostingProof } from './publication-commands.js';
import type { PublicationState } from './publication-state.js';
import { recountClock } from './recount-clocks.js';

/** A publication, settled up to the command. */
export type Publication = CaseState & { readonly own: PublicationState };

/** A posting stops its clock at the click, however late it is entered; that of the national database starts what counts from it. */
export function recordPosting(state: Publication, proof: PostingProof, text: TextRef | undefined, context: CaseContext): CaseDecision {
  const running = runningClock(state, proof.clock);
  if (running === undefined) {
    return notRunning(state, proof.clock);
  }
  const refusal = proofFault(state, proof, text, context) ?? partsFault(state, proof, context);
  if (refusal !== undefined) {
    return refusal;
  }
  const { at, actor } = context;
  const events: readonly NewCaseEvent[] = [
    { type: 'PostingRecorded', payload: { clock: running.clock, round: running.round, by: actor.subject }, occurredAt: at },
    stopped(running, proof, text, context),
    ...followers(state, proof.clock).map(({ rule, agency = state.agency }) => startClock(state, rule, instant(proof.clickedAt), at, { agency, calendars: context.calendars })),
  ];
  const after = events.reduce<CaseState>((before, event) => foldCaseEvent(before, event), state);
  const isLast = after.clocks.every((clock) => clock.stopped !== undefined);
  const outcome = state.own.item?.subject.change === 'repealed' ? 'taken-down' : 'posted';
  return acceptCase(...events, ...(isLast ? [{ type: 'CaseClosed', payload: { outcome }, occurredAt: at } as const] : []));
}

/** A second person says how a posting truly was: judged by that click from now on, and so is what counts from it. */
export function correctPosting(state: Publication, proof: PostingProof, text: TextRef | undefined, context: CaseContext): CaseDecision {
  const last = lastRound(state, proof.clock);
  if (last?.stopped?.outcome !== 'done' || text === undefined) {
    return refuseCase('nothing-to-correct');
  }
  const { at, actor } = context;
  if (state.own.proofs[proof.clock] === actor.subject) {
    return refuseCase('second-person-required');
  }
  const refusal = proofFault(state, proof, text, context);
  if (refusal !== undefined) {
    return refusal;
  }
  return acceptCase(
    { type: 'PostingCorrected', payload: { clock: last.clock, round: last.round, by: actor.subject, reason: text }, occurredAt: at },
    stopped(last, proof, text, context),
    ...followers(state, proof.clock).flatMap((each) => recountClock(state, each, instant(proof.clickedAt), context)),
  );
}

function stopped(clock: CaseClock, { clickedAt, evidence }: PostingProof, text: TextRef | undefined, { at }: CaseContext): NewCaseEvent {
  return stopClock(clock, { at: instant(clickedAt), outcome: 'done', evidence, ...(text === undefined ? {} : { text }) }, at);
}

/** Places whose clocks count from the posting in this one. */
function followers({ own: { item } }: Publication, clock: string): readonly PostingRule[] {
  return clock === 'national-database' ? (item?.rules ?? []).filter(({ from }) => from === 'database-posting') : [];
}

function notRunning(state: Publication, clock: string): CaseDecision {
  if (lastRound(state, clock) !== undefined) {
    return refuseCase('already-posted', { clock });
  }
  const awaits = state.own.item?.rules.some(({ place, from }) => place === clock && from === 'database-posting') === true;
  return awaits ? refuseCase('awaits-database-posting', { clock }) : refuseCase('no-such-place', { clock });
}

/** What is wrong with a proof: its moment, its address, its files. */
function proofFault({ own: { item, posted } }: Publication, { clock, clickedAt, evidence }: PostingProof, text: TextRef | undefined, { at }: CaseContext): CaseDecision | undefined {
  if (clickedAt > at) {
    return refuseCase('proof-in-future', { clock });
  }
  const since = item?.decidedOn ?? posted?.changedOn;
  if (since !== undefined && clickedAt < dayStart(since)) {
    return refuseCase('proof-before-decision', { clock, day: since });
  }
  return text === undefined || evidence.length === 0 ? refuseCase('proof-missing', { clock }) : undefined;
}

/** A procedure is posted with all its parts or not at all, wherever it is read (NĐ 63/2010 Art. 8, 17, 24); its internal process is another text, and one repealed is taken down as it is. */
function partsFault({ own: { item } }: Publication, { clock }: PostingProof, { facts: { missingParts } }: CaseContext): CaseDecision | undefined {
  if (clock === 'internal-process' || item === undefined || item.subject.change === 'repealed') {
    return undefined;
  }
  if (missingParts === undefined) {
    throw new Error(`The parts of ${item.subject.code} were not looked up: they decide whether it may be posted`);
  }
  return missingParts.length === 0 ? undefined : refuseCase('parts-missing', { subject: item.subject.code, parts: missingParts.join(', ') });
}
