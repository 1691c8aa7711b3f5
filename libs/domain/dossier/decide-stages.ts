import type { Deciders } from './decider.js';
import { accept, refuse, type Decision } from './decision.js';
import { mayDo } from './permissions.js';
import { closing, findStage, openStageAt, usedBy } from './stage-clock.js';
import type { DecideContext } from './rules.js';
import type { StageMove, StageOpening } from './events.js';
import { openStages, type DossierState, type StageState } from './state.js';

/** Commands that move work between stages and people. */
export type StageCommand = 'Assign' | 'Forward' | 'AcceptHandover' | 'RefuseHandover' | 'RecallHandover' | 'ReturnToStage' | 'Transfer';

/** Deciders of the commands that move work. */
export const decideStages: Deciders<StageCommand> = {
  Assign: (state, body, { at }) =>
    withOpenStage(state, body.stage, (stage) =>
      accept({ type: 'OfficerAssigned', payload: { stage: stage.id, officer: body.officer }, occurredAt: at }),
    ),

  Forward: (state, body, context) =>
    withOpenStage(state, body.stage, (stage) => {
      const next = nextStages(state, stage);
      if (next === 'last') {
        return refuse(state, 'last-stage-needs-result', { stage: stage.id });
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
    withOpenStage(state, body.stage, (stage) => {
      if (stage.awaitingAcceptanceFrom === undefined) {
        return refuse(state, 'handover-already-accepted', { stage: stage.id });
      }
      return actsFor(stage, 'AcceptHandover', state, context)
        ? accept({ type: 'HandoverAccepted', payload: { stage: stage.id }, occurredAt: context.at })
        : refuse(state, 'not-authorised');
    }),

  RefuseHandover: (state, body, context, text) =>
    withOpenStage(state, body.stage, (stage) => {
      if (text === undefined) {
        return refuse(state, 'text-required');
      }
      const sender = state.stages.find((candidate) => candidate.id === stage.awaitingAcceptanceFrom);
      if (sender === undefined) {
        return refuse(state, 'handover-already-accepted', { stage: stage.id });
      }
      if (!actsFor(stage, 'RefuseHandover', state, context)) {
        return refuse(state, 'not-authorised');
      }
      return accept({
        type: 'HandoverRefused',
        payload: { closed: closing(stage, context), ...reopening(state, sender, context), text },
        occurredAt: context.at,
      });
    }),

  RecallHandover: (state, body, context) => {
    const waiting = openStages(state).filter((stage) => stage.awaitingAcceptanceFrom !== undefined && (body.stage === undefined || stage.awaitingAcceptanceFrom === body.stage));
    const sender = state.stages.find((candidate) => candidate.id === waiting[0]?.awaitingAcceptanceFrom);
    if (sender === undefined) {
      return refuse(state, 'no-handover-to-recall');
    }
    if (!actsFor(sender, 'RecallHandover', state, context)) {
      return refuse(state, 'not-authorised');
    }
    const recalled = waiting.filter((stage) => stage.awaitingAcceptanceFrom === sender.id);
    return accept({
      type: 'HandoverRecalled',
      payload: { closed: recalled.map((stage) => closing(stage, context)), ...reopening(state, sender, context) },
      occurredAt: context.at,
    });
  },

  ReturnToStage: (state, body, context, text) => {
    const target = state.stages.find((stage) => stage.id === body.stage && stage.part === state.part);
    const open = openStages(state);
    const later = open.filter((stage) => target !== undefined && stage.group > target.group);
    if (target === undefined) {
      return refuse(state, 'unknown-stage', { stage: body.stage });
    }
    if (later.length === 0 || target.status !== 'done') {
      return refuse(state, 'stage-not-earlier', { stage: body.stage });
    }
    if (text === undefined) {
      return refuse(state, 'text-required');
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
    return accept({ type: 'DossierTransferred', payload: { from: state.competentAgency, to: body.agency, reasonCode: body.reasonCode, stages: goingAlong(state, context) }, occurredAt: at });
  },
};

/** A hand-over has two sides: the receiver's own people accept or refuse it, the sender's own recall it. */
function actsFor({ agency }: StageState, command: 'AcceptHandover' | 'RefuseHandover' | 'RecallHandover', { province }: DossierState, { actor, agencies }: DecideContext): boolean {
  return mayDo(actor, command, { province, agencies: [agency] }, agencies);
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

function withOpenStage(state: DossierState, id: string | undefined, then: (stage: StageState) => Decision): Decision {
  const open = openStages(state);
  if (id !== undefined && !state.stages.some((stage) => stage.id === id)) {
    return refuse(state, 'unknown-stage', { stage: id });
  }
  const stage = id === undefined ? open[0] : open.find((candidate) => candidate.id === id);
  return stage === undefined ? refuse(state, 'stage-not-open', { stage: id ?? '-' }) : then(stage);
}

/**
 * Stages that open when this one closes: none while a sibling of its group is unfinished, otherwise those of the next group
 * that wait. After one of several receivers refused, the others work on; only the refused stage is handed over again.
 */
function nextStages(state: DossierState, closed: StageState): readonly StageState[] | 'last' {
  const others = state.stages.filter((stage) => stage.part === state.part && stage.id !== closed.id && stage.status !== 'done');
  if (others.some((stage) => stage.group === closed.group)) {
    return [];
  }
  const later = others.filter((stage) => stage.group > closed.group);
  if (later.length === 0) {
    return 'last';
  }
  const group = Math.min(...later.map((stage) => stage.group));
  return later.filter((stage) => stage.group === group && stage.status === 'pending');
}
