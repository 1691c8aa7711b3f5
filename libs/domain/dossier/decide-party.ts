import { pauseRuleOf } from '../procedure/pause-rules.js';
import type { Deciders } from './decider.js';
import { accept, refuse } from './decision.js';
import { runningParty } from './party-state.js';
import { confirmationClock } from './pause-bounds.js';

/** Commands about the body at work while the clock stands still. */
export type PartyCommand = 'RecordVoucher' | 'RecordPartyAnswer' | 'RecordPartyDelay';

/** Deciders of the commands about the body at work in a pause. None of them moves a date of the dossier. */
export const decideParty: Deciders<PartyCommand> = {
  RecordVoucher: (state, body, context) => {
    if (runningParty(state)?.task === 'confirmation') {
      return refuse(state, 'voucher-already-recorded');
    }
    const rule = pauseRuleOf(context.procedure, 'financial-obligation')?.party;
    const party = rule === undefined ? undefined : confirmationClock(state, context, rule, context.at);
    return party === undefined
      ? refuse(state, 'no-confirmation-awaited')
      : accept({ type: 'VoucherRecorded', payload: { voucherNumber: body.voucherNumber, party }, occurredAt: context.at });
  },

  RecordPartyAnswer: (state, body, { at }) => {
    const party = runningParty(state);
    // A confirmed payment is recorded as met, which is what the clock runs on by.
    return party === undefined || party.task === 'confirmation'
      ? refuse(state, 'no-party-awaited')
      : accept({ type: 'PartyAnswered', payload: { number: party.number, ...(body.documentNumber === undefined ? {} : { documentNumber: body.documentNumber }) }, occurredAt: at });
  },

  RecordPartyDelay: (state, body, { at }, text) => {
    const party = runningParty(state);
    if (party === undefined) {
      return refuse(state, 'no-party-awaited');
    }
    if (body.newDueAt <= at || body.newDueAt <= party.dueAt) {
      return refuse(state, 'new-date-not-later', { newDueAt: body.newDueAt });
    }
    return accept({ type: 'PartyDelayExplained', payload: { number: party.number, ...body, ...(text === undefined ? {} : { text }) }, occurredAt: at });
  },
};
