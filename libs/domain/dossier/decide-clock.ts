import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { NOTHING_MOVED, resumeDates, takePause } from './dates.js';
import { routeOf, runningCase } from './running-rules.js';
import { planTerm } from './term.js';

/** Commands that stop and restart the clock. */
export type ClockCommand = 'PauseClock' | 'ResumeClock' | 'RaiseFinancialObligation' | 'MeetFinancialObligation';

/** Deciders of the commands that stop and restart the clock. Once a refusal is decided only its notice at the desk stops it. */
export const decideClock: Deciders<ClockCommand> = {
  PauseClock: (state, body, context, text) => {
    const { at, procedure } = context;
    if (state.refusalDecided) {
      return refuse(state, 'decision-already-made');
    }
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
    if (state.refusalDecided) {
      return refuse(state, 'decision-already-made');
    }
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
