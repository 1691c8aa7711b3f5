import { localDateOf } from '../time/instant.js';
import { formatLocalDate } from '../time/local-date.js';
import { hasEnded } from './agency.js';
import type { Deciders } from './decider.js';
import { accept, refuse, type Decision } from './decision.js';
import { mayDo } from './permissions.js';
import { closing, findStage, openStageAt, usedBy } from './stage-clock.js';
import type { DecideContext } from './rules.js';
import type { StageMove, StageOpening } from './events.js';
import { secondPartAhead } from './running-rules.js';
import { forwardableStages, nextStages, recallingStages, unacceptedStages } from './stage-flow.js';
import { openStages, type DossierState, type StageState } from './state.js';

/** Commands that move work between stages and people. */
export type StageCommand = 'Assign' | 'Forward' | 'AcceptHandover' | 'RefuseHandover' | 'RecallHandover' | 'ReturnToStage' | 'Transfer';

/** Deciders of the commands that move work. Each stage is moved by the people of its own agency. */
export const decideStages: Deciders<StageCommand> = {
  Assign: (state, body, context) =>
    withOpenStage({ command: 'Assign', state, context, stage: body.stage }, openStages(state), (stage) =>
      accept({ type: 'OfficerAssigned', payload: { stage: stage.id, ...(body.officer === undefined ? {} : { officer: body.officer }) }, occurredAt: context.at }),
    ),

  Forward: (state, body, context) =>
    withOpenStage({ command: 'Forward', state, context, stage: body.stage }, forwardableStages(state), (stage) => {
      const next = nextStages(state, stage);
      if (next === 'last') {
        return refuse(state, secondPartAhead(state, context) ? 'last-stage-needs-obligation' : 'last-stage-needs-result', { stage: stage.id });
      }
      const ended = next.find((candidate) => candidate.agency !== stage.agency && candidate.agency === state.competentAgency && endOf(candidate.agency, context) !== undefined);
      if (ended !== undefined) {
        return refuse(state, 'agency-ended', { agency: ended.agency, endsOn: endOf(ended.agency, context) ?? '-' });
      }
      const other = next.find((candidate) => candidate.agency !== state.receivingAgency)?.agency;
      return accept({
        type: 'StageForwarded',
        payload: {
          closed: closing(stage, context),
          opened: next.map((candidate) => openStageAt(state, context, candidate, context.at)),
          ...(other === undefined ? {} : { toAgency: other }),
        },
        occurredAt: context.at,
      });
    }),

  AcceptHandover: (state, body, context) =>
    withOpenStage({ command: 'AcceptHandover', state, context, stage: body.stage }, unacceptedStages(state), (stage) =>
      stage.awaitingAcceptanceFrom === undefined
        ? refuse(state, 'handover-already-accepted', { stage: stage.id })
        : accept({ type: 'HandoverAccepted', payload: { stage: stage.id }, occurredAt: context.at }),
    ),

  RefuseHandover: (state, body, context, text) =>
    withOpenStage({ command: 'RefuseHandover', state, context, stage: body.stage }, unacceptedStages(state), (stage) => {
      if (text === undefined) {
        return refuse(state, 'text-required', { missing: 'reason' });
      }
      const sender = state.stages.find((candidate) => candidate.id === stage.awaitingAcceptanceFrom);
      if (sender === undefined) {
        return refuse(state, 'handover-already-accepted', { stage: stage.id });
      }
      return accept({
        type: 'HandoverRefused',
        payload: { closed: closing(stage, context), ...reopening(state, sender, context), text },
        occurredAt: context.at,
      });
    }),

  RecallHandover: (state, body, context) => {
    const senders = recallingStages(state).filter(({ id }) => body.stage === undefined || body.stage === id);
    const sender = senders.find((candidate) => actsFor(candidate, 'RecallHandover', state, context)) ?? senders[0];
    if (sender === undefined) {
      return refuse(state, 'no-handover-to-recall');
    }
    if (!actsFor(sender, 'RecallHandover', state, context)) {
      return notTheirs(state, sender);
    }
    const recalled = unacceptedStages(state).filter((stage) => stage.awaitingAcceptanceFrom === sender.id);
    return accept({
      type: 'HandoverRecalled',
      payload: { closed: recalled.map((stage) => closing(stage, context)), ...reopening(state, sender, context) },
      occurredAt: context.at,
    });
  },

  ReturnToStage: (state, body, context, text) => {
    const target = state.stages.find((stage) => stage.id === body.stage && stage.part === state.part);
    const later = openStages(state).filter((stage) => target !== undefined && stage.group > target.group);
    const [first] = later;
    if (target === undefined) {
      return refuse(state, 'unknown-stage', { stage: body.stage });
    }
    if (first === undefined || target.status !== 'done') {
      return refuse(state, 'stage-not-earlier', { stage: body.stage });
    }
    // Who has one of several stages beside each other may send the work back: the others rest on the same earlier stage.
    if (!later.some((stage) => actsFor(stage, 'ReturnToStage', state, context))) {
      return notTheirs(state, first);
    }
    if (text === undefined) {
      return refuse(state, 'text-required', { missing: 'reason' });
    }
    return accept({
      type: 'StageReturned',
      payload: { closed: later.map((stage) => closing(stage, context)), reopened: openStageAt(state, context, target, context.at), text },
      occurredAt: context.at,
    });
  },

  Transfer: (state, body, context) => {
    const { agencies, procedure, at } = context;
    if (body.agency === state.competentAgency) {
      return refuse(state, 'same-agency', { agency: body.agency });
    }
    if (!agencies.has(body.agency)) {
      return refuse(state, 'unknown-agency', { agency: body.agency });
    }
    if (!procedure.competentAgencies.includes(body.agency)) {
      return refuse(state, 'agency-not-competent', { agency: body.agency });
    }
    const endsOn = endOf(body.agency, context);
    if (endsOn !== undefined) {
      return refuse(state, 'agency-ended', { agency: body.agency, endsOn });
    }
    return accept({ type: 'DossierTransferred', payload: { from: state.competentAgency, to: body.agency, reasonCode: body.reasonCode, stages: goingAlong(state, context) }, occurredAt: at });
  },
};

/**
 * Since when an agency takes no new work, where it does not any more. Stages of the deciding agency are not forwarded to it: the
 * dossier is transferred first. Stages nobody can transfer, as those of the desk or of one named agency, still are.
 */
function endOf(code: string, { agencies, at }: DecideContext): string | undefined {
  const agency = agencies.get(code);
  return agency !== undefined && hasEnded(agency, formatLocalDate(localDateOf(at))) ? agency.endsOn : undefined;
}

/** True when the actor's right to the command reaches the agency of the stage: a hand-over has two sides, and each stage its own people. */
function actsFor({ agency }: StageState, command: StageCommand, { province }: DossierState, { actor, agencies }: DecideContext): boolean {
  return mayDo(actor, command, { province, agencies: [agency] }, agencies);
}

function notTheirs(state: DossierState, { id, agency }: StageState): Decision {
  return refuse(state, 'not-authorised', { stage: id, agency });
}

/** Opens the sender's stage again, unless another receiver beside this one had already sent its part back. */
function reopening(state: DossierState, sender: StageState, context: DecideContext): { readonly reopened?: StageOpening } {
  return sender.status === 'open' ? {} : { reopened: openStageAt(state, context, sender, context.at) };
}

/** Unfinished stages of the competent agency; those of the desk, of the place and of other agencies stay where they are. */
function goingAlong(state: DossierState, context: DecideContext): readonly StageMove[] {
  return state.stages
    .filter((stage) => stage.status !== 'done' && (state.imported ? stage.agency === state.competentAgency : findStage(state, context, stage.id)?.owner === 'competent'))
    .map((stage) => ({ stage: stage.id, usedMs: stage.status === 'open' ? usedBy(stage, context, context.at) : 0 }));
}

/** A command about one open stage. */
interface StageOrder {
  readonly command: StageCommand;
  readonly state: DossierState;
  readonly context: DecideContext;
  /** The stage it names. */
  readonly stage: string | undefined;
}

/** Decides on the stage a command names, or on the actor's own: the first that `fits` the command, else any that is open. */
function withOpenStage({ command, state, context, stage: id }: StageOrder, fits: readonly StageState[], then: (stage: StageState) => Decision): Decision {
  const open = openStages(state);
  if (id !== undefined && !state.stages.some((stage) => stage.id === id)) {
    return refuse(state, 'unknown-stage', { stage: id });
  }
  const acts = (stage: StageState): boolean => actsFor(stage, command, state, context);
  const stage = id === undefined ? ([...fits, ...open].find(acts) ?? open[0]) : open.find((candidate) => candidate.id === id);
  if (stage === undefined) {
    return refuse(state, 'stage-not-open', { stage: id ?? '-' });
  }
  return acts(stage) ? then(stage) : notTheirs(state, stage);
}
