import { blankDossier, plannedStages } from './blank-dossier.js';
import type { EventPayloads, Milestones } from './events.js';
import type { DossierState, PauseState, PromiseState, StageState, SupplementState } from './state.js';
import { isInStock, statusWhilePaused, STATUSES, type DossierStatus } from './status.js';

type Imported = EventPayloads['DossierImported'];

/**
 * The state an imported dossier begins with. Its dates are taken over as they are (basis `imported`); what the source does
 * not tell is not invented: a pause without a known remainder gives nothing back, and a stage counts from the import on.
 */
export function importDossier(payload: Imported, at: number): DossierState {
  const promised = payload.dueAt;
  const due = promised ?? payload.maximumAt;
  const pause = pauseOf(payload, at);
  const promises: readonly PromiseState[] = due === undefined ? [] : [{ number: 1, kind: promised === undefined ? 'maximum' : 'first', at: due }];
  return {
    ...blankDossier({ ...payload, components: [], sets: 1, resultDelivery: 'desk', byProxy: false, applicantType: 'person', immediate: false }),
    imported: true,
    status: statusOf(payload, pause),
    acceptedAt: payload.receivedAt,
    startAt: payload.receivedAt,
    basis: promised === undefined ? 'none' : 'imported',
    milestones: fromNowOn(payload.milestones, due, at),
    promises,
    ...(due === undefined ? {} : { dueAt: due }),
    ...(promised === undefined ? {} : { firstAppointment: payload.firstDueAt ?? promised, appointment: promised }),
    stages: plannedStages(payload.stages, 1).map((stage) => currentStage(stage, payload, pause, at)),
    supplements: supplementsOf(payload, pause, at),
    ...(pause === undefined ? {} : { pause }),
    ...resultOf(payload),
  };
}

function statusOf(payload: Imported, pause: PauseState | undefined): DossierStatus {
  const status = STATUSES.find((candidate) => candidate === payload.status);
  if (status === undefined) {
    throw new Error(`Unknown status ${payload.status} in an imported dossier`);
  }
  return pause === undefined ? status : statusWhilePaused(pause.ground);
}

/**
 * A dossier that waits in its source is paused here too; when the source forgot since when, since the import. A pause whose
 * ground it forgot is kept as an external opinion: it ends when somebody resumes the clock.
 */
function pauseOf(payload: Imported, at: number): PauseState | undefined {
  const { status, pausedAt, remaining } = payload;
  const waiting = status === 'awaiting-supplement' || status === 'awaiting-payment' || status === 'paused';
  const open = STATUSES.some((candidate) => candidate === status && isInStock(candidate));
  if (!open || (pausedAt === undefined && !waiting)) {
    return undefined;
  }
  return {
    at: pausedAt ?? at,
    ground: payload.pauseGround ?? (status === 'awaiting-payment' ? 'financial-obligation' : status === 'paused' ? 'external-opinion' : 'supplement'),
    taken: { stages: [], ...(remaining === undefined ? {} : { dueRemaining: remaining }) },
  };
}

/** Nothing is recorded before the import: a warning or draft already due is due at once, a limit of the letter or the hand-over already behind is left out. */
function fromNowOn({ dueSoonAt, apologyDraftAt, letterLimitAt, resultHandoverAt }: Milestones, due: number | undefined, at: number): Milestones {
  if (due === undefined || due <= at) {
    return {};
  }
  return {
    ...(dueSoonAt === undefined ? {} : { dueSoonAt: Math.max(dueSoonAt, at) }),
    ...(apologyDraftAt === undefined ? {} : { apologyDraftAt: Math.max(apologyDraftAt, at) }),
    ...(letterLimitAt === undefined || letterLimitAt < at ? {} : { letterLimitAt }),
    ...(resultHandoverAt === undefined || resultHandoverAt < at ? {} : { resultHandoverAt }),
  };
}

function currentStage(stage: StageState, payload: Imported, pause: PauseState | undefined, at: number): StageState {
  if (stage.id !== payload.currentStage || payload.finishedAt !== undefined) {
    return stage;
  }
  return {
    ...stage,
    status: 'open',
    startedAt: at,
    ...(pause === undefined ? { countingFrom: at } : {}),
    ...(payload.holder === undefined ? {} : { officer: payload.holder }),
  };
}

/** Requests made before the import count towards the two a dossier may meet; only the last can still be waiting. */
function supplementsOf(payload: Imported, pause: PauseState | undefined, at: number): readonly SupplementState[] {
  const waiting = pause?.ground === 'supplement';
  const count = Math.max(payload.supplementCount, waiting ? 1 : 0);
  return Array.from({ length: count }, (_, index): SupplementState => {
    const number = index + 1;
    return waiting && number === count
      ? { number, requestedAt: pause.at, applicantDueAt: payload.applicantDueAt ?? at }
      : { number, requestedAt: payload.receivedAt, applicantDueAt: payload.receivedAt, receivedAt: payload.receivedAt };
  });
}

function resultOf(payload: Imported): Partial<DossierState> {
  const { finishedAt, handedOverAt, finish } = payload;
  if (finishedAt === undefined) {
    return {};
  }
  const hasResult = payload.status === 'finished' || payload.status === 'returned';
  return {
    ...(hasResult ? { result: { outcome: 'granted', recordedAt: finishedAt, imported: true, shipments: [], ...(handedOverAt === undefined ? {} : { handedOverAt }) } } : {}),
    ...(finish === undefined ? {} : { finish: { ...finish, at: finishedAt } }),
  };
}
