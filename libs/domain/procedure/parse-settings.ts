import type { AgeingEdges } from '../performance/ageing.js';
import { DEFAULT_DELAY_REASONS, type DelayReason } from '../dossier/delay-reasons.js';
import { DEFAULT_SETTINGS, type EngineSettings, type EscalationLevel, type EscalationRule, type PortalSubjectCodes } from '../dossier/rules.js';
import { type NationalIndexSettings, WAITING_TIMES } from '../dossier/index-clock.js';
import type { DayOfYear, ParScoringRule } from '../par-index/scoring-window.js';
import { isCutOffDay } from '../performance/periods.js';
import { daysInMonth } from '../time/local-date.js';
import { type FeedbackChoice, feedbackInForce } from '../feedback/feedback-settings.js';
import { feedbackSettings } from '../feedback/parse-feedback-settings.js';
import { readMorningSettings } from '../morning/morning-settings.js';
import { readQueueDesks } from '../queue-ticket/queue-desk.js';
import { readRetentionSettings } from '../retention/retention-settings.js';
import { readRiskSettings } from '../risk/risk-settings.js';
import { readQualitySettings } from '../quality/quality-settings.js';
import { readPublicSettings } from '../public/public-settings.js';
import { readPublicationSettings } from '../publication/publication-settings.js';
import { count, filledListOf, filledText, flag, listOf, localDay, oneOf, ProcedureFormatError, type Reader, shapeOf, text } from './json-shape.js';
import { taskSettings } from '../task/parse-task-settings.js';
import { withFormerCutOff } from '../task/report-cut-off.js';
import { limitAboveNought, limitFrom, limitFromNought } from './parse-limit.js';

/** What an installation chose; the rest is as the program has it. */
export type SettingsChoice = Partial<Omit<EngineSettings, 'feedback'>> & {
  readonly feedback?: FeedbackChoice;
  /** The cut-off of figures before it was one with that of reports (`assignedTasks.reports`); still read, in force through those alone. */
  readonly reportCutOffDay?: number;
};

const MINUTES_PER_DAY = 24 * 60;
/** Without 29 February. */
const COMMON_YEAR = 2026;

const lead = limitFrom(0, 'a limit of nought or more (nought gives no warning)');

const shares: Reader<readonly number[]> = (value, path) => {
  const read = listOf(count)(value, path);
  if (read.some((share, index) => share < 1 || share > 99 || share <= (read[index - 1] ?? 0))) {
    throw new ProcedureFormatError(path, 'whole percentages from 1 to 99, each above the one before', value);
  }
  return read;
};

const escalationShape = shapeOf<EscalationRule>(
  { levels: listOf(shapeOf<EscalationLevel>({ to: oneOf(['parent', 'province']), afterHalfDays: atLeastOne }, {})), everyHalfDays: atLeastOne },
  {},
);
const escalation: Reader<EscalationRule> = (value, path) => {
  const read = escalationShape(value, path);
  if (read.levels.some(({ afterHalfDays }, index) => afterHalfDays <= (read.levels[index - 1]?.afterHalfDays ?? 0))) {
    throw new ProcedureFormatError(`${path}.levels`, 'levels from the nearest on, each after more half days than the one before', read.levels);
  }
  return read;
};
const REASON_CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const readReason = shapeOf<DelayReason>({ code: text }, { text: filledText, endsOn: localDay });

const dayOfYear: Reader<DayOfYear> = (value, path) => {
  const read = shapeOf<DayOfYear>({ month: count, day: count }, {})(value, path);
  if (read.month < 1 || read.month > 12 || read.day < 1 || read.day > daysInMonth(COMMON_YEAR, read.month)) {
    throw new ProcedureFormatError(path, 'a month and a day every year has', value);
  }
  return read;
};
const parScoring: Reader<ParScoringRule> = (value, path) => {
  const read = shapeOf<ParScoringRule>({ from: dayOfYear, until: dayOfYear, dueBefore: dayOfYear, dueEnd: oneOf(['midnight', 'closing']), warningLead: lead, escalations: listOf(limitAboveNought) }, {})(value, path);
  if (read.from.month * 100 + read.from.day > read.until.month * 100 + read.until.day) {
    throw new ProcedureFormatError(`${path}.until`, 'no earlier in the year than `from`', read.until);
  }
  return read;
};

const choice = shapeOf<SettingsChoice>(
  {},
  {
    dueSoonLead: lead,
    supplementReminderLead: lead,
    partyWarningLead: lead,
    resultHandoverLead: limitAboveNought,
    resultNoticeLimit: limitAboveNought,
    uncollectedAfter: limitAboveNought,
    uncollectedReminderDays: atLeastOne,
    uncollectedReminders: count,
    transferCutOffMinute: minutesBelow(MINUTES_PER_DAY),
    transferToleranceMinutes: minutesBelow(MINUTES_PER_DAY),
    transferNoticeMinute: minutesBelow(MINUTES_PER_DAY),
    stageWarningShares: shares,
    apologyEscalation: escalation,
    registerLinesPerPage: atLeastOne,
    registerPagesPerVolume: atLeastOne,
    registerImported: flag,
    delayReasons: (value, path) => onceEach(filledListOf(delayReason)(value, path), path),
    reappointmentMargin: limitFromNought,
    letterAfterExpiry: limitAboveNought,
    quietFromMinute: minutesBelow(MINUTES_PER_DAY),
    quietUntilMinute: minutesBelow(MINUTES_PER_DAY),
    paperBesideForms: listOf(filledText),
    paperFallback: flag,
    deliveryPatienceDays: count,
    deliveryRestSeconds: count,
    portalSync: flag,
    portalSyncImported: flag,
    portalTermMinutes: atLeastOne,
    portalRestSeconds: count,
    portalAttempts: atLeastOne,
    portalSubjectCodes: shapeOf<PortalSubjectCodes>({ person: filledText, organisation: filledText }, {}),
    lateTarget: hundredthsOfPercent,
    assignedTasks: taskSettings,
    reportCutOffDay: cutOffDay,
    ageing: shapeOf<AgeingEdges>({ left: risingDays, over: risingDays, age: risingDays }, {}),
    parIndexScoring: parScoring,
    feedback: feedbackSettings,
    publication: readPublicationSettings,
    quality: readQualitySettings,
    nationalIndex: shapeOf<NationalIndexSettings>({ waitingTime: oneOf(WAITING_TIMES) }, {}),
    morning: readMorningSettings,
    risk: readRiskSettings,
    publicPages: readPublicSettings,
    queueTickets: readQueueDesks,
    retention: readRetentionSettings,
  },
);

/** The settings of a catalogue file. Throws `ProcedureFormatError` with the path of the first wrong or unknown key. */
export function parseSettings(json: unknown): SettingsChoice {
  return choice(json, '');
}

/** The settings in force where an installation chose these. */
export function settingsOf({ reportCutOffDay, feedback = DEFAULT_SETTINGS.feedback, ...chosen }: SettingsChoice): EngineSettings {
  const settings = { ...DEFAULT_SETTINGS, ...chosen, feedback: feedbackInForce(feedback) };
  return reportCutOffDay === undefined ? settings : { ...settings, assignedTasks: withFormerCutOff(settings.assignedTasks, reportCutOffDay) };
}

function atLeastOne(value: unknown, path: string): number {
  const read = count(value, path);
  if (read === 0) {
    throw new ProcedureFormatError(path, 'a whole number from 1', value);
  }
  return read;
}

function hundredthsOfPercent(value: unknown, path: string): number {
  const read = atLeastOne(value, path);
  if (read > 10_000) {
    throw new ProcedureFormatError(path, 'hundredths of a percent from 1 to 10000 (200 is 2 %)', value);
  }
  return read;
}

function cutOffDay(value: unknown, path: string): number {
  const read = count(value, path);
  if (!isCutOffDay(read)) {
    throw new ProcedureFormatError(path, 'a day every month has, from 1 to 28, or 0 for whole months', value);
  }
  return read;
}

function risingDays(value: unknown, path: string): readonly number[] {
  const read = listOf(atLeastOne)(value, path);
  if (read.some((days, index) => days <= (read[index - 1] ?? 0))) {
    throw new ProcedureFormatError(path, 'whole working days from 1, each above the one before', value);
  }
  return read;
}

function minutesBelow(bound: number): Reader<number> {
  return (value, path) => {
    const read = count(value, path);
    if (read >= bound) {
      throw new ProcedureFormatError(path, `a number of minutes below ${String(bound)}`, value);
    }
    return read;
  };
}

/** The program has words for its own codes only; a letter needs some for every other. */
function delayReason(value: unknown, path: string): DelayReason {
  const read = readReason(value, path);
  if (!REASON_CODE.test(read.code)) {
    throw new ProcedureFormatError(`${path}.code`, 'a code of letters, digits and . _ -', read.code);
  }
  if (read.text === undefined && !DEFAULT_DELAY_REASONS.some(({ code }) => code === read.code)) {
    throw new ProcedureFormatError(`${path}.text`, 'given: the program has no words for this code', undefined);
  }
  return read;
}

function onceEach(reasons: readonly DelayReason[], path: string): readonly DelayReason[] {
  const again = reasons.findIndex(({ code }, index) => reasons.findIndex((other) => other.code === code) < index);
  if (again >= 0) {
    throw new ProcedureFormatError(`${path}[${String(again)}].code`, 'another one: each code stands in the list once', reasons[again]?.code);
  }
  return reasons;
}
