import { objectToDelayReason } from './delay-reasons.js';
import type { TextRef } from './commands.js';
import type { Refusal } from './refusal.js';
import type { DecideContext } from './rules.js';
import { openStages, promiseToApologise, type DossierState, type StageState } from './state.js';

/**
 * Agencies that answer for a delay at `at`: those whose stages of the present part ran late, and while none has, those whose
 * stages are unfinished. The deciding agency itself where nobody else can be named.
 */
export function agenciesInDelay(state: DossierState, at: number): readonly string[] {
  const present = state.stages.filter(({ part, status }) => part === state.part && status !== 'pending');
  const late = present.filter((stage) => isLate(stage, at));
  const unfinished = openStages(state).filter(({ targetAt }) => targetAt !== undefined);
  const named = [...new Set((late.length > 0 ? late : unfinished).map(({ agency }) => agency))];
  return named.length === 0 ? [state.competentAgency] : named;
}

/** The agencies that must say why before the deciding agency signs; none where that one has a share in the delay itself. */
export function reasonGivers(state: DossierState, at: number): readonly string[] {
  const named = agenciesInDelay(state, at);
  return named.includes(state.competentAgency) ? [] : named;
}

/** The agencies that are asked why now: of an apology that waits for a signature without the reason of whoever is late. */
export function agenciesAskedWhy(state: DossierState, at: number): readonly string[] {
  const promise = promiseToApologise(state);
  return promise === undefined || state.delayReason?.promise === promise ? [] : reasonGivers(state, at);
}

function isLate({ lateRuns, status, targetAt }: StageState, at: number): boolean {
  return lateRuns.length > 0 || (status === 'open' && targetAt !== undefined && targetAt < at);
}

/** The reason an apology is signed with: its code, whose it is, and the words given with it. */
export interface SignedReason {
  readonly reasonCode: string;
  readonly reasonOf: string;
  readonly text?: TextRef;
}

/**
 * The reason of an apology signed now. What the agency of the late stage supplied holds, and another is refused; while it is
 * silent the signer waits for it until the letter limit, and gives a reason in its stead once that, or the date itself, has passed:
 * so nobody can block a letter. The words of the signature stand in place of those supplied.
 */
export function reasonToSign(state: DossierState, promise: number, given: string | undefined, text: TextRef | undefined, { at, settings }: DecideContext): SignedReason | Pick<Refusal, 'code' | 'data'> {
  const supplied = state.delayReason?.promise === promise ? state.delayReason : undefined;
  if (supplied !== undefined) {
    const words = text ?? supplied.text;
    return given !== undefined && given !== supplied.reasonCode
      ? { code: 'delay-reason-of-other', data: { reasonCode: supplied.reasonCode, agency: supplied.agency } }
      : { reasonCode: supplied.reasonCode, reasonOf: supplied.agency, ...(words === undefined ? {} : { text: words }) };
  }
  const givers = reasonGivers(state, at);
  if (givers.length > 0 && state.becameLateAt === undefined && !limitPassed(state, at)) {
    return { code: 'delay-reason-awaited', data: { agency: givers.join(', '), ...(state.milestones.letterLimitAt === undefined ? {} : { limit: state.milestones.letterLimitAt }) } };
  }
  return objectToDelayReason(given, settings.delayReasons, at) ?? { reasonCode: given ?? '', reasonOf: state.competentAgency, ...(text === undefined ? {} : { text }) };
}

function limitPassed({ milestones }: DossierState, at: number): boolean {
  return milestones.letterLimitAt !== undefined && at > milestones.letterLimitAt;
}
