import type { Deciders } from './decide.js';
import { accept, refuse } from './decision.js';
import { routeOf, runningCase } from './dates.js';
import { isForwarded, needsTransfer } from './intake.js';
import { instant } from '../time/instant.js';
import { planIntakeClocks, planTerm } from './term.js';

/** Commands that answer an online filing, or confirm that the competent agency has it. */
export type OpeningCommand = 'Accept' | 'RefuseIntake' | 'ConfirmReceipt';

export const decideOpening: Deciders<OpeningCommand> = {
  Accept: (state, body, context) => {
    const route = routeOf(state, context);
    const receivedAt = instant(state.receivedAt);
    const chosen = runningCase(state, context);
    return accept({
      type: 'DossierAccepted',
      payload: {
        term: planTerm(context, chosen, 1, state.channel, route, receivedAt),
        clocks: planIntakeClocks(context, route, context.at, needsTransfer(route, chosen), isForwarded(route, context.agencies)),
        ...(body.components === undefined ? {} : { components: body.components }),
      },
      occurredAt: context.at,
    });
  },

  RefuseIntake: (state, body, { at }, text) =>
    text === undefined
      ? refuse(state, 'text-required')
      : accept({ type: 'IntakeRefused', payload: { reasonCode: body.reasonCode, text }, occurredAt: at }),

  ConfirmReceipt: (state, _body, context) => {
    if (state.clocks.forwardingDueAt === undefined || state.competentReceivedAt !== undefined) {
      return refuse(state, 'nothing-to-confirm');
    }
    const term = planTerm(context, runningCase(state, context), 1, state.channel, routeOf(state, context), context.at);
    return accept({ type: 'CompetentAgencyReceived', payload: { term }, occurredAt: context.at });
  },
};
