import {
  applicantDeadline,
  type EventPayloads,
  type Finish,
  type Instant,
  instant,
  isClosed,
  legalMaximumAt,
  milestonesOf,
  type NewEvent,
  punctualityOf,
  type Rules,
  termRuleFor,
  withinCalendar,
} from '#domain';
import { wholeMinutes } from '#domain/figures';
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
  readonly rules: Omit<Rules, 'procedure'>;
  /** The moment of the import: what a running dossier's present stage counts from. */
  readonly at: Instant;
}

/**
 * The events of an imported dossier: `DossierImported`, and `DossierBecameLate` when its due date passed before its end, its
 * pause or the import. Its dates are taken over as they are. One without a date is judged by
 * its legal maximum, unless time it waited for papers before is not told: elapsed time less that of supplements is then unknown.
 */
export function importedEvents(placed: PlacedLine, context: ImportContext): readonly NewEvent[] {
  const { line } = placed;
  const payload = payloadOf(placed, context);
  const opening: NewEvent = { type: 'DossierImported', payload, occurredAt: context.at };
  const dueAt = judgedAt(payload);
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

/** The instant lateness is judged on: the due date, or the end of the legal maximum. */
function judgedAt({ dueAt, maximumAt }: Pick<Imported, 'dueAt' | 'maximumAt'>): Instant | undefined {
  const at = dueAt ?? maximumAt;
  return at === undefined ? undefined : instant(at);
}

function maximumOf({ line, chosen, competent, receivingAgency, published }: PlacedLine, { rules }: ImportContext): Pick<Imported, 'maximumAt'> {
  const waiting = isRunning(line) && line.pausedAt !== undefined && groundOf(line) === 'supplement' ? 1 : 0;
  if (line.dueAt !== undefined || line.status === 'intake-refused' || line.supplementCount > waiting) {
    return {};
  }
  // No column says where the matter lies: the body that decides stands for it.
  const route = { receiving: receivingAgency, competent: competent.code, place: competent.code, remote: competent.remote === true };
  const at = withinCalendar(() => legalMaximumAt({ ...rules, procedure: published.procedure }, chosen, line.channel, route, line.receivedAt));
  return at === undefined ? {} : { maximumAt: at };
}

function payloadOf(placed: PlacedLine, context: ImportContext): Imported {
  const { line, published, chosen, competent } = placed;
  const maximum = maximumOf(placed, context);
  const judged = judgedAt({ ...(line.dueAt === undefined ? {} : { dueAt: line.dueAt }), ...maximum });
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
    ...maximum,
    ...(line.firstDueAt === undefined ? {} : { firstDueAt: line.firstDueAt }),
    ...(line.finishedAt === undefined ? {} : { finishedAt: line.finishedAt, finish: finishOf(placed, judged, line.finishedAt, context) }),
    ...(line.handedOverAt === undefined ? {} : { handedOverAt: line.handedOverAt }),
    supplementCount: line.supplementCount,
    status: line.status,
    ...(line.holder === undefined ? {} : { holder: line.holder }),
    contentHash: context.contentHash,
    personal: context.personal,
    ...(isRunning(line) ? running(placed, judged, context) : { stages: [], milestones: {}, ...(line.currentStage === undefined ? {} : { currentStage: line.currentStage }) }),
  };
}

/** Late by the instant, early by the local day; its delay is open time of the competent agency, and no stage's: the source does not tell whose it was. */
function finishOf({ competent }: PlacedLine, dueAt: Instant | undefined, finishedAt: Instant, { rules }: ImportContext): Finish {
  const punctuality = dueAt === undefined ? 'undated' : punctualityOf(finishedAt, dueAt);
  if (dueAt === undefined || punctuality !== 'late') {
    return { punctuality, delayMs: 0 };
  }
  const delayMs = withinCalendar(() => rules.calendars.processing(competent.code).workingTimeBetween(dueAt, finishedAt));
  const minutes = wholeMinutes(delayMs ?? 0);
  const shares = minutes === 0 ? [] : [{ stage: '', run: 0, agency: competent.code, minutes }];
  return delayMs === undefined ? { punctuality, delayMs: 0 } : { punctuality, delayMs, shares };
}

type RunningPart = 'stages' | 'currentStage' | 'milestones' | PausePart;
type PausePart = 'pausedAt' | 'pauseGround' | 'remaining' | 'applicantDueAt';

function running(placed: PlacedLine, judged: Instant | undefined, context: ImportContext): Pick<Imported, RunningPart> {
  const { line } = placed;
  const stages = plannedStages(placed);
  return {
    stages,
    currentStage: stageNow(placed, stages),
    milestones: milestones(placed, judged, context),
    ...(line.pausedAt === undefined ? {} : pauseOf(placed, line.pausedAt, judged, context)),
  };
}

/** Warnings ahead of a due date that is still to come; none where the calendars do not reach. */
function milestones({ line, chosen, competent, published }: PlacedLine, dueAt: Instant | undefined, { rules, at }: ImportContext): Imported['milestones'] {
  if (dueAt === undefined || dueAt <= at) {
    return {};
  }
  const { limit } = termRuleFor(chosen, line.channel);
  return withinCalendar(() => milestonesOf({ ...rules, procedure: published.procedure }, limit, competent.code, line.receivedAt, dueAt)) ?? {};
}

/** What the pause has left of the term, and how long an applicant asked for papers has by the procedure's own limit. */
function pauseOf(placed: PlacedLine, pausedAt: Instant, judged: Instant | undefined, context: ImportContext): Pick<Imported, PausePart> {
  const { line } = placed;
  const pauseGround = groundOf(line);
  const remaining = remainingOf(placed, pausedAt, judged, context);
  const applicantDueAt = pauseGround === 'supplement' ? answerDueAt(placed, pausedAt, context) : undefined;
  return { pausedAt, pauseGround, ...(remaining === undefined ? {} : { remaining }), ...(applicantDueAt === undefined ? {} : { applicantDueAt }) };
}

function groundOf(line: DossierLine): NonNullable<Imported['pauseGround']> {
  return line.pauseGround ?? (line.status === 'awaiting-payment' ? 'financial-obligation' : 'supplement');
}

/** Open time, or time by the clock where the calendars do not reach; nothing once the due date has passed. */
function remainingOf({ competent }: PlacedLine, pausedAt: Instant, dueAt: Instant | undefined, { rules }: ImportContext): Imported['remaining'] {
  if (dueAt === undefined || dueAt < pausedAt) {
    return undefined;
  }
  const workingMs = withinCalendar(() => rules.calendars.processing(competent.code).workingTimeBetween(pausedAt, dueAt));
  return workingMs === undefined ? { kind: 'wall', ms: dueAt - pausedAt } : { kind: 'working', ms: workingMs };
}

function answerDueAt({ competent, published }: PlacedLine, pausedAt: Instant, { rules }: ImportContext): Instant | undefined {
  return withinCalendar(() => applicantDeadline(pausedAt, published.procedure.supplement.applicantLimit, rules.calendars.processing(competent.code)));
}
