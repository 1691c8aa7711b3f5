import type { Actor } from '../dossier/actor.js';
import type { DossierEvent, EventType } from '../dossier/events.js';
import { foldEvent } from '../dossier/fold.js';
import { type DossierState, openStages } from '../dossier/state.js';
import { type PortalCode, portalCodeOf } from '../dossier/status.js';
import { instant, type Instant } from '../time/instant.js';
import { portalInterest } from './portal-events.js';

/** A step of a dossier's progress as the portal is told of it; `seq` is the event it is. */
export interface ToldStep {
  readonly seq: number;
  readonly type: EventType;
  readonly at: Instant;
  readonly actor: Actor;
  /** Who holds the work after it: the agency of the first open stage, or the one that decides. */
  readonly agency: string;
  readonly status: PortalCode;
  /** When the stage now worked on began, and by when it has to be done. */
  readonly stageFrom?: Instant;
  readonly stageUntil?: Instant;
}

/** The steps among the events from `fromSeq` to the last one; `events` is the whole ledger up to there. */
export function tellSteps(events: readonly DossierEvent[], fromSeq: number): readonly ToldStep[] {
  const steps: ToldStep[] = [];
  let before: DossierState | undefined;
  for (const event of events) {
    const state = foldEvent(before, event);
    before = state;
    const status = portalCodeOf(state.status);
    if (event.seq >= fromSeq && status !== undefined && portalInterest(event) === 'step') {
      steps.push({ seq: event.seq, type: event.type, at: event.occurredAt, actor: event.actor, status, ...whereOf(state) });
    }
  }
  return steps;
}

function whereOf(state: DossierState): Pick<ToldStep, 'agency' | 'stageFrom' | 'stageUntil'> {
  const [stage] = openStages(state);
  return {
    agency: stage?.agency ?? state.competentAgency,
    ...(stage?.startedAt === undefined ? {} : { stageFrom: instant(stage.startedAt) }),
    ...(stage?.targetAt === undefined ? {} : { stageUntil: instant(stage.targetAt) }),
  };
}
