import { addLimit, subtractLimit } from '../deadline/deadline.js';
import { instant } from '../time/instant.js';
import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { NOTHING_MOVED, restartDates, resumeDates, takePause } from './dates.js';
import type { CommandBodies } from './commands.js';
import { finishOf, whenRunning } from './finish.js';
import { routeOf, runningCase } from './running-rules.js';
import { closing } from './stage-clock.js';
import type { DecideContext } from './rules.js';
import { openStages, type DossierState } from './state.js';
import { planTerm } from './term.js';

/** Commands that stop and restart the clock. */
export type ClockCommand =
  | 'RequestSupplement'
  | 'ReceiveSupplement'
  | 'CloseUnsupplemented'
  | 'PauseClock'
  | 'ResumeClock'
  | 'RaiseFinancialObligation'
  | 'MeetFinancialObligation';

/** Deciders of the commands that stop and restart the clock. */
export const decideClock: Deciders<ClockCommand> = {
  RequestSupplement: (state, body, context, text) => {
    const refusal = refuseSupplement(state, body, context);
    if (refusal !== undefined) {
      return refusal;
    }
    const { at, procedure, settings, calendars } = context;
    const calendar = calendars.processing(state.competentAgency);
    const applicantDueAt = instant(body.applicantDueAt ?? addLimit(at, procedure.supplement.applicantLimit, calendar));
    const reminderAt = subtractLimit(applicantDueAt, settings.supplementReminderLead, calendar);
    const stage = openStages(state)[0]?.id;
    const number = state.supplements.length + 1;
    return accept({
      type: 'SupplementRequested',
      payload: {
        number,
        items: body.items,
        reasonCode: body.reasonCode,
        ...(text === undefined ? {} : { text }),
        ...(stage === undefined ? {} : { stage }),
        applicantDueAt,
        ...(reminderAt > at ? { reminderAt } : {}),
        afterLimit: requestIsLate(state, at),
        lateInNationalIndex: number > 1,
        pause: takePause(state, context, at),
      },
      occurredAt: at,
    });
  },

  ReceiveSupplement: (state, body, context) => {
    const open = state.supplements.at(-1);
    if (open === undefined || open.receivedAt !== undefined) {
      return refuse(state, 'supplement-not-due');
    }
    if (body.complete === false) {
      return accept({ type: 'SupplementPartReceived', payload: { number: open.number, components: body.components ?? [] }, occurredAt: context.at });
    }
    const { clock } = context.procedure.supplement;
    return accept({
      type: 'SupplementReceived',
      payload: {
        number: open.number,
        clock,
        components: body.components ?? [],
        dates: clock === 'restart' ? restartDates(state, context, context.at) : resumeDates(state, context, context.at),
      },
      occurredAt: context.at,
    });
  },

  CloseUnsupplemented: (state, body, context, text) => {
    const open = state.supplements.at(-1);
    if (open === undefined || open.applicantDueAt > context.at) {
      return refuse(state, 'supplement-not-due', open === undefined ? {} : { applicantDueAt: open.applicantDueAt });
    }
    return whenRunning(state, context, (running) =>
      accept({
        type: 'UnsupplementedClosed',
        payload: {
          as: context.procedure.supplement.closeAs,
          reasonCode: body.reasonCode,
          ...(text === undefined ? {} : { text }),
          closed: openStages(running).map((stage) => closing(stage, context)),
          finish: finishOf(running, context, context.at),
        },
        occurredAt: context.at,
      }),
    );
  },

  PauseClock: (state, body, context, text) => {
    const { at, procedure } = context;
    const ground = procedure.pauseGrounds.find((candidate) => candidate === body.ground);
    if (ground === undefined || ground === 'financial-obligation') {
      return refuse(state, 'pause-ground-not-allowed', { ground: body.ground });
    }
    if (body.plannedEndAt !== undefined && body.plannedEndAt <= at) {
      return refuse(state, 'planned-end-in-past', { plannedEndAt: body.plannedEndAt });
    }
    return accept({
      type: 'ClockPaused',
      payload: {
        ground,
        ...(body.plannedEndAt === undefined ? {} : { plannedEndAt: body.plannedEndAt }),
        ...(body.documentNumber === undefined ? {} : { documentNumber: body.documentNumber }),
        ...(text === undefined ? {} : { text }),
        pause: takePause(state, context, at),
      },
      occurredAt: at,
    });
  },

  ResumeClock: (state, body, context) =>
    accept({
      type: 'ClockResumed',
      payload: { ...(body.documentNumber === undefined ? {} : { documentNumber: body.documentNumber }), dates: resumeDates(state, context, context.at) },
      occurredAt: context.at,
    }),

  RaiseFinancialObligation: (state, body, context) => {
    if (!context.procedure.pauseGrounds.includes('financial-obligation')) {
      return refuse(state, 'pause-ground-not-allowed', { ground: 'financial-obligation' });
    }
    return accept({
      type: 'FinancialObligationRaised',
      payload: {
        ...(body.amount === undefined ? {} : { amount: body.amount }),
        ...(body.documentNumber === undefined ? {} : { documentNumber: body.documentNumber }),
        pause: takePause(state, context, context.at),
      },
      occurredAt: context.at,
    });
  },

  MeetFinancialObligation: (state, body, context) => {
    const { at } = context;
    const hasSecondPart = !state.imported && state.part === 1 && runningCase(state, context).parts.length > 1;
    if (!hasSecondPart) {
      return accept({
        type: 'FinancialObligationMet',
        payload: { receiptNumber: body.receiptNumber, dates: resumeDates(state, context, at) },
        occurredAt: at,
      });
    }
    const term = planTerm(context, runningCase(state, context), 2, state.channel, routeOf(state, context), at);
    return accept({
      type: 'FinancialObligationMet',
      payload: { receiptNumber: body.receiptNumber, term, dates: NOTHING_MOVED },
      occurredAt: at,
    });
  },
};

/** True when a request at `at` comes after its limit of 3 working days from intake (NĐ 61/2018 Art. 19.4) or is not the first. */
function requestIsLate(state: DossierState, at: number): boolean {
  const limit = state.clocks.supplementRequestDueAt;
  return state.supplements.length > 0 || (limit !== undefined && at > limit);
}

function refuseSupplement(state: DossierState, body: CommandBodies['RequestSupplement'], context: DecideContext): ReturnType<typeof refuse> | undefined {
  const { at, actor } = context;
  const head = actor.role === 'head';
  if (state.supplements.length >= 2) {
    return refuse(state, 'third-supplement-refused');
  }
  if (state.supplements.length === 1 && !head) {
    return refuse(state, 'second-supplement-needs-head');
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
