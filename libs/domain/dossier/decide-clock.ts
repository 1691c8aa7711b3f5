import { pauseRuleOf } from '../procedure/pause-rules.js';
import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { NOTHING_MOVED, resumeDates, takePause } from './dates.js';
import type { TermSet } from './events.js';
import { boundsOfPause } from './pause-bounds.js';
import { routeOf, runningCase, secondPartAhead } from './running-rules.js';
import type { DecideContext } from './rules.js';
import { closing } from './stage-clock.js';
import { type DossierState, openStages } from './state.js';
import { planTerm } from './term.js';

/** Commands that stop and restart the clock. */
export type ClockCommand = 'PauseClock' | 'ResumeClock' | 'RaiseFinancialObligation' | 'MeetFinancialObligation' | 'ConfirmNoObligation';

/** Deciders of the commands that stop and restart the clock. Once a refusal is decided only its notice at the desk stops it. */
export const decideClock: Deciders<ClockCommand> = {
  PauseClock: (state, body, context, text) => {
    const { at, procedure } = context;
    if (state.refusalDecided) {
      return refuse(state, 'decision-already-made');
    }
    const rule = pauseRuleOf(procedure, body.ground);
    if (rule === undefined || rule.ground === 'financial-obligation') {
      return refuse(state, 'pause-ground-not-allowed', { ground: body.ground });
    }
    if (body.plannedEndAt !== undefined && body.plannedEndAt <= at) {
      return refuse(state, 'planned-end-in-past', { plannedEndAt: body.plannedEndAt });
    }
    const bounds = boundsOfPause(state, context, rule, body);
    if (bounds === undefined) {
      return refuse(state, 'unknown-party-case', { partyCase: body.partyCase ?? '-' });
    }
    return accept({
      type: 'ClockPaused',
      payload: {
        ground: rule.ground,
        ...bounds,
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
    const rule = pauseRuleOf(context.procedure, 'financial-obligation');
    if (rule === undefined) {
      return refuse(state, 'pause-ground-not-allowed', { ground: 'financial-obligation' });
    }
    if (body.amount === 0) {
      return refuse(state, 'obligation-of-nothing');
    }
    const bounds = boundsOfPause(state, context, rule, body.partyCase === undefined ? {} : { partyCase: body.partyCase });
    if (bounds === undefined) {
      return refuse(state, 'unknown-party-case', { partyCase: body.partyCase ?? '-' });
    }
    return accept({
      type: 'FinancialObligationRaised',
      payload: {
        ...bounds,
        ...(body.amount === undefined ? {} : { amount: body.amount }),
        ...(body.documentNumber === undefined ? {} : { documentNumber: body.documentNumber }),
        pause: takePause(state, context, context.at),
      },
      occurredAt: context.at,
    });
  },

  MeetFinancialObligation: (state, body, context) => {
    const { at } = context;
    if (!secondPartAhead(state, context)) {
      return accept({
        type: 'FinancialObligationMet',
        payload: { receiptNumber: body.receiptNumber, dates: resumeDates(state, context, at) },
        occurredAt: at,
      });
    }
    return accept({
      type: 'FinancialObligationMet',
      payload: { receiptNumber: body.receiptNumber, term: secondTerm(state, context), dates: NOTHING_MOVED },
      occurredAt: at,
    });
  },

  ConfirmNoObligation: (state, body, context) => {
    if (state.refusalDecided) {
      return refuse(state, 'decision-already-made');
    }
    if (!secondPartAhead(state, context)) {
      return refuse(state, 'no-second-part-ahead');
    }
    return accept({
      type: 'NoObligationConfirmed',
      payload: {
        ...(body.documentNumber === undefined ? {} : { documentNumber: body.documentNumber }),
        closed: openStages(state).map((stage) => closing(stage, context)),
        term: secondTerm(state, context),
      },
      occurredAt: context.at,
    });
  },
};

/** The second part, counted from now. */
function secondTerm(state: DossierState, context: DecideContext): TermSet {
  return planTerm(context, runningCase(state, context), 2, state.channel, routeOf(state, context), context.at);
}
