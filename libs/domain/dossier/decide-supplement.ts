import { applicantDeadline, subtractLimit } from '../deadline/deadline.js';
import { instant } from '../time/instant.js';
import type { CommandBodies, SubmittedComponent, TextRef } from './commands.js';
import type { Deciders } from './decider.js';
import { accept, refuse, type Decision } from './decision.js';
import { restartDates, resumeDates, takePause } from './dates.js';
import type { PapersAsked } from './events.js';
import { finishOf, whenRunning } from './finish.js';
import { planAnswer, planIntake } from './intake-plan.js';
import { restartsFromZero, routeOf, runningCase } from './running-rules.js';
import type { DecideContext } from './rules.js';
import { closing } from './stage-clock.js';
import { openRequest, openStages, requestIsLate, type DossierState } from './state.js';

/** Commands about papers that are missing. */
export type SupplementCommand = 'RequestSupplement' | 'ReceiveSupplement' | 'CloseUnsupplemented';

/** Deciders of the commands about missing papers. */
export const decideSupplement: Deciders<SupplementCommand> = {
  RequestSupplement: (state, body, context, text) => {
    const refusal = refuseSupplement(state, body, context);
    if (refusal !== undefined) {
      return refusal;
    }
    // The applicant is told in words what is missing and why (NĐ 61/2018 Art. 17.1a).
    if (text === undefined) {
      return refuse(state, 'text-required', { reasonCode: body.reasonCode });
    }
    const { at } = context;
    const asked = askFor(state, body, context, text);
    if (state.status === 'registered') {
      return accept({ type: 'CompletionRequested', payload: asked, occurredAt: at });
    }
    const stage = openStages(state)[0]?.id;
    return accept({
      type: 'SupplementRequested',
      payload: { ...asked, ...(stage === undefined ? {} : { stage }), afterLimit: requestIsLate(state, at), pause: takePause(state, context, at) },
      occurredAt: at,
    });
  },

  ReceiveSupplement: (state, body, context) => {
    const { number } = openRequest(state);
    const components = body.components ?? [];
    if (body.complete === false) {
      return accept({ type: 'SupplementPartReceived', payload: { number, components }, occurredAt: context.at });
    }
    if (state.status === 'awaiting-completion') {
      return completeFiling(state, number, components, context);
    }
    const clock = state.imported || restartsFromZero(state) ? context.procedure.supplement.clock : 'shift';
    const dates = clock === 'restart' ? restartDates(state, context, context.at) : resumeDates(state, context, context.at);
    return accept({ type: 'SupplementReceived', payload: { number, clock, components, dates }, occurredAt: context.at });
  },

  CloseUnsupplemented: (state, body, context, text) => {
    const { applicantDueAt } = openRequest(state);
    if (applicantDueAt > context.at) {
      return refuse(state, 'supplement-not-due', { applicantDueAt });
    }
    if (text === undefined) {
      return refuse(state, 'text-required', { missing: 'reason' });
    }
    return whenRunning(state, context, (running) =>
      accept({
        type: 'UnsupplementedClosed',
        payload: {
          as: context.procedure.supplement.closeAs,
          reasonCode: body.reasonCode,
          text,
          closed: openStages(running).map((stage) => closing(stage, context)),
          finish: finishOf(running, context, context.at),
        },
        occurredAt: context.at,
      }),
    );
  },
};

function askFor(state: DossierState, body: CommandBodies['RequestSupplement'], { at, actor, procedure, settings, calendars }: DecideContext, text: TextRef): PapersAsked {
  const calendar = calendars.processing(state.competentAgency);
  const applicantDueAt = instant(body.applicantDueAt ?? applicantDeadline(at, procedure.supplement.applicantLimit, calendar));
  const reminderAt = subtractLimit(applicantDueAt, settings.supplementReminderLead, calendar);
  const number = state.supplements.length + 1;
  return {
    number,
    askedBy: actor.subject,
    items: body.items,
    reasonCode: body.reasonCode,
    text,
    applicantDueAt,
    ...(reminderAt > at ? { reminderAt } : {}),
    lateInNationalIndex: number > 1,
  };
}

/** The filing is complete now: what the receipt says, the answer and the provisional dates count from here. */
function completeFiling(state: DossierState, number: number, components: readonly SubmittedComponent[], context: DecideContext): Decision {
  const { at } = context;
  const { term } = planIntake(context, runningCase(state, context), state.channel, routeOf(state, context), { receivedAt: at, takenAt: at, at });
  return accept({ type: 'FilingCompleted', payload: { number, components, provisional: term, answer: planAnswer(context, state.receivingAgency, at) }, occurredAt: at });
}

function refuseSupplement(state: DossierState, body: CommandBodies['RequestSupplement'], context: DecideContext): Decision | undefined {
  const { at, actor } = context;
  const head = actor.role === 'head';
  if (state.refusalDecided) {
    return refuse(state, 'decision-already-made');
  }
  if (state.supplements.length >= 2) {
    return refuse(state, 'third-supplement-refused');
  }
  if (state.supplements.length === 1 && !head) {
    return refuse(state, 'second-supplement-needs-head');
  }
  if (state.supplements.at(-1)?.askedBy === actor.subject) {
    return refuse(state, 'second-supplement-same-person');
  }
  if (requestIsLate(state, at) && !head) {
    return refuse(state, 'supplement-late-needs-head', { limit: state.clocks.supplementRequestDueAt ?? 0 });
  }
  if (body.items.length === 0 || body.items.some((item) => item.component === undefined && item.legalBasis === undefined)) {
    return refuse(state, 'supplement-items-empty');
  }
  const known = state.imported ? undefined : runningCase(state, context).components;
  const unknown = body.items.find(({ component }) => component !== undefined && known !== undefined && !known.some(({ code }) => code === component));
  if (unknown?.component !== undefined) {
    return refuse(state, 'unknown-component', { component: unknown.component });
  }
  if (body.applicantDueAt !== undefined && body.applicantDueAt <= at) {
    return refuse(state, 'applicant-deadline-in-past', { applicantDueAt: body.applicantDueAt });
  }
  return undefined;
}
