import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { objectToDating } from './date-objection.js';
import { competentReceiptDates, pauseAfterReceipt } from './dates.js';
import { instant } from '../time/instant.js';
import { routeOf, runningCase } from './running-rules.js';
import { planIntake } from './intake-plan.js';
import { mayDo } from './permissions.js';
import { openRequest } from './state.js';

/** Commands that answer an online filing, or confirm that the competent agency has it. */
export type OpeningCommand = 'Accept' | 'RefuseIntake' | 'ConfirmReceipt';

/** Deciders of the commands that answer a filing. */
export const decideOpening: Deciders<OpeningCommand> = {
  Accept: (state, body, context) => {
    const { at } = context;
    const chosen = runningCase(state, context);
    const objection = objectToDating(chosen, body.fixed, at, context.calendars.processing(state.competentAgency));
    if (objection !== undefined) {
      return refuse(state, objection.code, objection.data);
    }
    const moments = { receivedAt: instant(state.receivedAt), takenAt: at, at };
    const { term, clocks } = planIntake(context, chosen, state.channel, routeOf(state, context), moments, body.fixed);
    return accept({
      type: 'DossierAccepted',
      payload: {
        term,
        clocks,
        ...(body.components === undefined ? {} : { components: body.components }),
      },
      occurredAt: at,
    });
  },

  RefuseIntake: (state, body, { at }, text) => {
    const asked = state.status === 'awaiting-completion' ? openRequest(state) : undefined;
    if (asked !== undefined && asked.applicantDueAt > at) {
      return refuse(state, 'supplement-not-due', { applicantDueAt: asked.applicantDueAt });
    }
    return text === undefined
      ? refuse(state, 'text-required', { missing: 'reason' })
      : accept({ type: 'IntakeRefused', payload: { reasonCode: body.reasonCode, text }, occurredAt: at });
  },

  ConfirmReceipt: (state, _body, context) => {
    if (state.clocks.forwardingDueAt === undefined || state.competentReceivedAt !== undefined) {
      return refuse(state, 'nothing-to-confirm');
    }
    const { province, competentAgency } = state;
    if (!mayDo(context.actor, 'ConfirmReceipt', { province, agencies: [competentAgency] }, context.agencies)) {
      return refuse(state, 'not-authorised', { agency: competentAgency });
    }
    const pause = pauseAfterReceipt(state, context, context.at);
    return accept({
      type: 'CompetentAgencyReceived',
      payload: { dates: competentReceiptDates(state, context, context.at), ...(pause === undefined ? {} : { pause }) },
      occurredAt: context.at,
    });
  },
};
