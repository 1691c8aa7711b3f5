import { awaitedOpinions, runningParty } from './party-state.js';
import { type DossierState, pendingTransfer, shipmentUnderWay } from './state.js';
import { isInStock } from './status.js';

/** Kinds of points of interest in the fixed order in which points at the same instant are settled. */
export const POINT_KINDS = [
  'answer-alert',
  'answer-due',
  'transfer-due',
  'forwarding-due',
  'supplement-request-limit',
  'supplement-reminder',
  'supplement-due',
  'pause-planned-end',
  'opinion-due',
  'party-warning',
  'party-due',
  'due-soon',
  'apology-draft',
  'letter-limit',
  'result-handover',
  'stage-due',
  'expiry',
  'promise-expiry',
  'result-notice',
  'uncollected',
] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/** A legal instant at which something is due unless it happens before. */
export interface Point {
  readonly kind: PointKind;
  readonly at: number;
  /** Tells apart points of one kind: stage and run, promise or supplement number. */
  readonly of?: string;
}

/** The cause under which a point is recorded, whoever settles it: the same point never enters the ledger twice. */
export function causeOfPoint(point: Point): string {
  return `${point.kind}${point.of === undefined ? '' : `:${point.of}`}@${String(point.at)}`;
}

/** Points still ahead or not yet recorded, in the order in which they are settled. */
export function pointsOfInterest(state: DossierState): readonly Point[] {
  const points = [...answerPoints(state), ...deskPoints(state), ...supplementPoints(state), ...pausePoints(state), ...awaitedPoints(state), ...clockPoints(state), ...resultPoints(state)];
  return points.sort((a, b) => a.at - b.at || POINT_KINDS.indexOf(a.kind) - POINT_KINDS.indexOf(b.kind) || compareText(a.of ?? '', b.of ?? ''));
}

/** Code-unit order: the same on every machine, unlike a collation. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function answerPoints({ status, answer, passed }: DossierState): readonly Point[] {
  if (status !== 'registered' || answer === undefined) {
    return [];
  }
  return [...when(passed.answerAlert, 'answer-alert', answer.alertAt), ...when(passed.answer, 'answer-due', answer.dueAt)];
}

/** Clocks that run from intake beside the term. They are wall facts: a pause of the term stops none of them. */
function deskPoints(state: DossierState): readonly Point[] {
  if (!isInStock(state.status)) {
    return [];
  }
  const { clocks, passed } = state;
  return [
    ...when(passed.transfer, 'transfer-due', pendingTransfer(state)),
    ...when(passed.forwarding ?? (state.competentReceivedAt === undefined ? undefined : true), 'forwarding-due', clocks.forwardingDueAt),
    ...when(passed.supplementRequest ?? (state.supplements.length > 0 ? true : undefined), 'supplement-request-limit', clocks.supplementRequestDueAt),
  ];
}

/** The applicant's time for the papers asked of a filing or, while its clock stands still, of a dossier. */
function supplementPoints({ status, supplements }: DossierState): readonly Point[] {
  const open = supplements.at(-1);
  if (open === undefined || open.receivedAt !== undefined || (status !== 'awaiting-completion' && status !== 'awaiting-supplement')) {
    return [];
  }
  const number = String(open.number);
  return [...when(open.reminded, 'supplement-reminder', open.reminderAt, number), ...when(open.expired, 'supplement-due', open.applicantDueAt, number)];
}

function pausePoints({ pause }: DossierState): readonly Point[] {
  return pause === undefined ? [] : when(pause.plannedEndPassed, 'pause-planned-end', pause.plannedEndAt);
}

/** What other agencies owe runs whether our clock does or not. */
function awaitedPoints(state: DossierState): readonly Point[] {
  if (!isInStock(state.status)) {
    return [];
  }
  const party = runningParty(state);
  const opinions = awaitedOpinions(state).flatMap(({ number, dueAt, silentAt }) => when(silentAt === undefined ? undefined : true, 'opinion-due', dueAt, String(number)));
  if (party === undefined) {
    return opinions;
  }
  const { warned, warnAt, lateAt, dueAt, delay } = party;
  const number = String(party.number);
  return [...opinions, ...when(warned, 'party-warning', warnAt, number), ...(lateAt === undefined ? when(undefined, 'party-due', dueAt, number) : when(delay?.broken, 'party-due', delay?.newDueAt, number))];
}

function clockPoints(state: DossierState): readonly Point[] {
  if (!isInStock(state.status) || state.pause !== undefined) {
    return [];
  }
  const { dueAt, milestones, passed, promises } = state;
  const late = state.becameLateAt !== undefined;
  const stages = state.stages.flatMap((stage) =>
    stage.status === 'open' && stage.targetAt !== undefined && !stage.lateRuns.includes(stage.run)
      ? [{ kind: 'stage-due' as const, at: stage.targetAt, of: `${stage.id}#${String(stage.run)}` }]
      : [],
  );
  const before = (kind: PointKind, at: number | undefined, passedFor: number | undefined): readonly Point[] =>
    late || at === undefined || passedFor === dueAt ? [] : [{ kind, at, of: String(state.duePromise) }];
  const broken = promises.flatMap((promise) =>
    promise.number !== state.duePromise && promise.brokenAt === undefined && promise === promises.at(-1)
      ? [{ kind: 'promise-expiry' as const, at: promise.at, of: String(promise.number) }]
      : [],
  );
  return [
    ...before('due-soon', milestones.dueSoonAt, passed.dueSoonFor),
    ...before('apology-draft', milestones.apologyDraftAt, passed.apologyDraftFor),
    // A limit nobody has to keep is no point: it binds once an apology is drafted, until it is signed.
    ...before('letter-limit', state.apologyDraft === undefined ? undefined : milestones.letterLimitAt, passed.letterLimitFor),
    // Who has the desk beside them has nothing to hand over to it.
    ...before('result-handover', state.competentAgency === state.receivingAgency ? undefined : milestones.resultHandoverAt, passed.resultHandoverFor),
    ...stages,
    ...(late || dueAt === undefined ? [] : [{ kind: 'expiry' as const, at: dueAt, of: String(state.duePromise) }]),
    ...broken,
  ];
}

function resultPoints({ status, result, passed }: DossierState): readonly Point[] {
  if (status !== 'finished' || result === undefined) {
    return [];
  }
  return [
    ...when(passed.resultNotice ?? (result.notifiedAt === undefined ? undefined : true), 'result-notice', result.noticeDueAt),
    ...when(passed.uncollected ?? (shipmentUnderWay(result) === undefined ? undefined : true), 'uncollected', result.uncollectedAt),
  ];
}

function when(passed: true | undefined, kind: PointKind, at: number | undefined, of?: string): readonly Point[] {
  return passed === true || at === undefined ? [] : [{ kind, at, ...(of === undefined ? {} : { of }) }];
}
