import { applicantDeadline } from '../deadline/deadline.js';
import { consultationOf } from '../procedure/pause-rules.js';
import type { ConsultationRule } from '../procedure/procedure.js';
import { localDateOf, type Instant } from '../time/instant.js';
import { formatLocalDate } from '../time/local-date.js';
import { hasEnded } from './agency.js';
import type { CommandBodies, TextRef } from './commands.js';
import { resumeDates, takePause } from './dates.js';
import type { Deciders } from './decider.js';
import { accept, refuse, type Decision } from './decision.js';
import type { NewEvent } from './events.js';
import { awaitedOpinions, type OpinionState, unansweredOpinions } from './party-state.js';
import type { DecideContext, Rules } from './rules.js';
import type { DossierState } from './state.js';

/** Commands about opinions of other agencies. */
export type ConsultationCommand = 'RequestOpinion' | 'RecordOpinion';

/** Deciders of the commands about opinions (NĐ 61/2018 Art. 19.5). Several may be asked for at once. */
export const decideConsultation: Deciders<ConsultationCommand> = {
  RequestOpinion: (state, body, context, text) => {
    if (state.refusalDecided) {
      return refuse(state, 'decision-already-made');
    }
    const rule = consultationOf(context.procedure, body.consultation);
    if (rule === undefined) {
      return refuse(state, 'unknown-consultation', { consultation: body.consultation });
    }
    const asked = context.agencies.get(body.agency);
    if (asked === undefined) {
      return refuse(state, 'unknown-agency', { agency: body.agency });
    }
    if (hasEnded(asked, formatLocalDate(localDateOf(context.at)))) {
      return refuse(state, 'agency-ended', { agency: body.agency, endsOn: asked.endsOn ?? '-' });
    }
    if (awaitedOpinions(state).some(({ consultation, agency }) => consultation === rule.code && agency === body.agency)) {
      return refuse(state, 'opinion-already-asked', { agency: body.agency });
    }
    return ask(state, body, rule, context, text);
  },

  RecordOpinion: (state, body, context, text) => {
    const opinion = unansweredOpinions(state).find(({ number }) => number === body.number);
    if (opinion === undefined) {
      return refuse(state, 'no-opinion-awaited', { number: body.number });
    }
    const recorded: NewEvent = { type: 'OpinionRecorded', payload: { ...body, ...(text === undefined ? {} : { text }) }, occurredAt: context.at };
    return waitsForOthers(state, opinion)
      ? accept(recorded)
      : accept(recorded, { type: 'ClockResumed', payload: { dates: resumeDates(state, context, context.at) }, occurredAt: context.at });
  },
};

/**
 * By when an agency must give its opinion: 24:00 of the last day on its own calendar, for its silence has a legal effect
 * (Civil Code 2015 Art. 148.6).
 */
export function opinionDeadline(rules: Rules, { limit }: ConsultationRule, agency: string, at: Instant): Instant {
  return applicantDeadline(at, limit, rules.calendars.processing(agency));
}

/** Where the procedure's law says so the clock stops with the question; where it stands still on that ground already, it goes on doing so. */
function ask(state: DossierState, body: CommandBodies['RequestOpinion'], rule: ConsultationRule, context: DecideContext, text: TextRef | undefined): Decision {
  const { at } = context;
  const number = state.opinions.length + 1;
  const dueAt = opinionDeadline(context, rule, body.agency, at);
  const pauses = rule.pauses !== undefined && (state.pause === undefined || state.pause.ground === rule.pauses);
  const requested: NewEvent = {
    type: 'OpinionRequested',
    payload: { number, ...body, dueAt, silence: rule.silence, ...(pauses ? { pauses } : {}), ...(text === undefined ? {} : { text }) },
    occurredAt: at,
  };
  return rule.pauses === undefined || state.pause !== undefined
    ? accept(requested)
    : accept(requested, { type: 'ClockPaused', payload: { ground: rule.pauses, opinion: number, plannedEndAt: dueAt, pause: takePause(state, context, at) }, occurredAt: at });
}

/** True unless the clock stood still for this opinion and now waits for no other: then it runs on from the answer. */
function waitsForOthers(state: DossierState, { number, pauses }: OpinionState): boolean {
  return pauses !== true || state.pause?.opinions !== true || awaitedOpinions(state).some((other) => other.number !== number && other.pauses === true);
}
