import {
  applicantDeadline,
  CalendarRangeError,
  type EventPayloads,
  type Finish,
  type Instant,
  isClosed,
  milestonesOf,
  type NewEvent,
  punctualityOf,
  type Rules,
  termRuleFor,
} from '#domain';
import type { DossierLine } from './dossier-line.js';
import { isRunning } from './dossier-line.js';
import { plannedStages, stageNow } from './imported-stages.js';
import type { PlacedLine } from './place-line.js';

type Imported = EventPayloads['DossierImported'];

/** What the import itself adds to a line. */
export interface ImportContext {
  readonly source: string;
  readonly contentHash: string;
  readonly personal: Imported['personal'];
  readonly rules: Pick<Rules, 'calendars' | 'agencies' | 'settings'>;
  /** The moment of the import: what a running dossier's present stage counts from. */
  readonly at: Instant;
}

/**
 * The events of an imported dossier: `DossierImported`, and `DossierBecameLate` when its due date passed before its end, its
 * pause or the import. Its dates are taken over as they are; a finished dossier needs no calendar.
 */
export function importedEvents(placed: PlacedLine, context: ImportContext): readonly NewEvent[] {
  const { line } = placed;
  const opening: NewEvent = { type: 'DossierImported', payload: payloadOf(placed, context), occurredAt: context.at };
  const { dueAt } = line;
  if (dueAt === undefined || line.status === 'intake-refused' || clockEnd(line, context.at) <= dueAt) {
    return [opening];
  }
  return [opening, { type: 'DossierBecameLate', payload: { dueAt, promise: 1 }, occurredAt: dueAt }];
}

/** True when nothing of the dossier is left for a timer: its workflow starts with the next command, if one ever comes. */
export function isAtRest({ status }: DossierLine): boolean {
  return isClosed(status) || status === 'finished';
}

/** Until when the clock ran: a pause stops it (a due date not yet passed then is not passed now), else the end, else the import. */
function clockEnd(line: DossierLine, at: Instant): Instant {
  return isRunning(line) ? (line.pausedAt ?? at) : (line.finishedAt ?? at);
}

function payloadOf(placed: PlacedLine, context: ImportContext): Imported {
  const { line, published, chosen, competent } = placed;
  const { procedure, hash } = published;
  return {
    source: context.source,
    code: line.code,
    procedure: { code: procedure.code, version: procedure.version, caseCode: chosen.code, hash },
    field: procedure.field.code,
    channel: line.channel,
    receivingAgency: placed.receivingAgency,
    competentAgency: competent.code,
    province: competent.province,
    receivedAt: line.receivedAt,
    ...(line.dueAt === undefined ? {} : { dueAt: line.dueAt }),
    ...(line.firstDueAt === undefined ? {} : { firstDueAt: line.firstDueAt }),
    ...(line.finishedAt === undefined ? {} : { finishedAt: line.finishedAt, finish: finishOf(line, line.finishedAt) }),
    ...(line.handedOverAt === undefined ? {} : { handedOverAt: line.handedOverAt }),
    supplementCount: line.supplementCount,
    status: line.status,
    ...(line.holder === undefined ? {} : { holder: line.holder }),
    contentHash: context.contentHash,
    personal: context.personal,
    ...(isRunning(line) ? running(placed, context) : { stages: [], milestones: {}, ...(line.currentStage === undefined ? {} : { currentStage: line.currentStage }) }),
  };
}

/** Late by the instant, early by the local day; how long it was late is not recounted. */
function finishOf({ dueAt }: DossierLine, finishedAt: Instant): Finish {
  return { punctuality: dueAt === undefined ? 'undated' : punctualityOf(finishedAt, dueAt), delayMs: 0 };
}

type RunningPart = 'stages' | 'currentStage' | 'milestones' | PausePart;
type PausePart = 'pausedAt' | 'pauseGround' | 'remaining' | 'applicantDueAt';

function running(placed: PlacedLine, context: ImportContext): Pick<Imported, RunningPart> {
  const { line } = placed;
  const stages = plannedStages(placed);
  return {
    stages,
    currentStage: stageNow(placed, stages),
    milestones: milestones(placed, context),
    ...(line.pausedAt === undefined ? {} : pauseOf(placed, line.pausedAt, context)),
  };
}

/** Warnings ahead of a due date that is still to come; none where the calendars do not reach. */
function milestones({ line, chosen, competent, published }: PlacedLine, { rules, at }: ImportContext): Imported['milestones'] {
  const { dueAt } = line;
  if (dueAt === undefined || dueAt <= at) {
    return {};
  }
  const { limit } = termRuleFor(chosen, line.channel);
  return withinCalendar(() => milestonesOf({ ...rules, procedure: published.procedure }, limit, competent.code, line.receivedAt, dueAt)) ?? {};
}

/** What the pause has left of the term, and how long an applicant asked for papers has by the procedure's own limit. */
function pauseOf(placed: PlacedLine, pausedAt: Instant, context: ImportContext): Pick<Imported, PausePart> {
  const { line } = placed;
  const pauseGround = line.pauseGround ?? (line.status === 'awaiting-payment' ? 'financial-obligation' : 'supplement');
  const remaining = remainingOf(placed, pausedAt, context);
  const applicantDueAt = pauseGround === 'supplement' ? answerDueAt(placed, pausedAt, context) : undefined;
  return { pausedAt, pauseGround, ...(remaining === undefined ? {} : { remaining }), ...(applicantDueAt === undefined ? {} : { applicantDueAt }) };
}

/** Open time, or time by the clock where the calendars do not reach; nothing once the due date has passed. */
function remainingOf({ line, competent }: PlacedLine, pausedAt: Instant, { rules }: ImportContext): Imported['remaining'] {
  const { dueAt } = line;
  if (dueAt === undefined || dueAt < pausedAt) {
    return undefined;
  }
  const workingMs = withinCalendar(() => rules.calendars.processing(competent.code).workingTimeBetween(pausedAt, dueAt));
  return workingMs === undefined ? { kind: 'wall', ms: dueAt - pausedAt } : { kind: 'working', ms: workingMs };
}

function answerDueAt({ competent, published }: PlacedLine, pausedAt: Instant, { rules }: ImportContext): Instant | undefined {
  return withinCalendar(() => applicantDeadline(pausedAt, published.procedure.supplement.applicantLimit, rules.calendars.processing(competent.code)));
}

function withinCalendar<Value>(count: () => Value): Value | undefined {
  try {
    return count();
  } catch (error) {
    if (error instanceof CalendarRangeError) {
      return undefined;
    }
    throw error;
  }
}
