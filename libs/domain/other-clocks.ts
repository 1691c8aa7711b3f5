export { CASE_RATE_NAMES, type CasePeriod, CASE_RATES, type CaseRateName, caseRateOf, type ClockRound } from './performance/case-rates.js';
export { CASE_KINDS, type CaseKind } from './deadline-case/case-kind.js';
export { cancelClocks, type ClockStop, extendClock, movedClocks, startClock, stopClock } from './deadline-case/case-clocks.js';
export {
  type CaseBodies,
  type CaseCommand,
  type CaseCommandType,
  type CaseContext,
  type CaseDecision,
  type CaseFacts,
  type CaseRefusal,
} from './deadline-case/case-commands.js';
export type { CaseEvent, CaseEventType, CasePayloads, CausedCaseEvents, ClockOutcome, NewCaseEvent } from './deadline-case/case-events.js';
export type { EvidenceRef } from './deadline-case/evidence-ref.js';
export { caseEventOfRow, type CaseRow, chainCase, type ChainedCaseRow, findCaseFault } from './deadline-case/case-ledger.js';
export { CASE_POINT_KINDS, type CasePoint, casePoints, causeOfCasePoint, settleCase } from './deadline-case/case-points.js';
export { type CaseClock, type CaseState, lastRound, needsWorkflow, runningClock } from './deadline-case/case-state.js';
export { type CaseView, viewOfCase } from './deadline-case/case-view.js';
export type { ClockRule, ClockTerm } from './deadline-case/clock-rule.js';
export { type ClockFault, findClockFault } from './deadline-case/clock-fault.js';
export { explainClock } from './deadline-case/explain-clock.js';
export { decideCase } from './deadline-case/decide-case.js';
export { foldCase, foldCaseEvent } from './deadline-case/fold-case.js';

export type { RowPlace, TableCell, TableRow } from './task-plan/table-row.js';
export { PLAN_COLUMNS, type PlanColumn, type PlanWords, REPORT_PERIODS, type ReportPeriod } from './task-plan/plan-words.js';
export { PLAN_LINE_KINDS, type PlanLine, PLAN_PROBLEMS, type PlannedTask, type PlanProblem, type PlanProblemCode, type PlanReading, type PlanSection } from './task-plan/plan-reading.js';
export { AWAITING_REASONS, type PlanSchedule, readSchedule, SCHEDULE_ASSUMPTIONS } from './task-plan/schedule.js';
export { type Comparator, COMPARATORS, meetsTarget, proposeTargets, type TaskTarget } from './task-plan/targets.js';
export { readPlan } from './task-plan/read-plan.js';

export { DAY_OFF_RULES, type DayEnd, type DayOffRule, endOfDueDay } from './task/day-off.js';
export { firstOccurrence, nextOccurrence, type ReportDates, reportDates, type ReportOccurrence, type ReportRule, reportSpan, reportTerm } from './task/report-period.js';
export { DEFAULT_TASK_SETTINGS, type TaskSettings } from './task/task-settings.js';
export { type SetTarget, type TaskPayloads, TASK_TIMINGS, type TaskTiming } from './task/task-events.js';
export { openTask, type TaskOpening } from './task/open-task.js';
export { isLateTask, MAIN_CLOCKS, owesExplanation, RATED_CLOCKS } from './task/task-standing.js';
export type { TaskState } from './task/task-state.js';
export type { TaskBodies } from './task/task-commands.js';
export { byNumber, type ParCatalogue, type ParRow, rowsOf, unplacedParts } from './par-index/catalogue.js';
export { decideSheet, SHEET_REFUSALS, type SheetCommand, type SheetDecision, type SheetRefusalCode } from './par-index/decide-sheet.js';
export { frozenSheet, type RowText } from './par-index/frozen-sheet.js';
export { matchTarget, type TargetMatch } from './par-index/match-target.js';
export { parseParCatalogue } from './par-index/parse-catalogue.js';
export { type CriterionTarget, type PlanTargets, readCriterionTargets, type UnreadTarget } from './par-index/plan-targets.js';
export { decimalOf, type Points, pointsOf } from './par-index/points.js';
export { type ScoringWindow, scoringWindow } from './par-index/scoring-window.js';
export { type ChainedSheetRow, chainSheet, findSheetFault, sheetEventOfRow } from './par-index/sheet-chain.js';
export type { NewSheetEvent, RowEntry, SheetEvent, SheetEventType } from './par-index/sheet-events.js';
export { foldSheet, type MissingRow, missingRows, scoreOf, type SheetState, totalOf } from './par-index/sheet-state.js';
export {
  FEEDBACK_CHANNELS,
  FEEDBACK_SUBJECTS,
  type FeedbackChannel,
  type FeedbackSubject,
  REOPENING_REASONS,
  type ReopeningReason,
  TOLD_BY,
  type ToldBy,
  URGED_BY,
  type UrgedBy,
  type Verdict,
  VERDICTS,
} from './feedback/feedback-kinds.js';
export { FEEDBACK_CLOCKS, type FeedbackClock } from './feedback/feedback-clocks.js';
export { FEEDBACK_COMMANDS, type FeedbackBodies, type FeedbackCommandType } from './feedback/feedback-commands.js';
export { type CountedFeedback, type DossiersOfPeriod, FEEDBACK_COUNTS, type FeedbackCount, feedbackCounts, type FeedbackPeriod, type FeedbackRates, feedbackRates } from './feedback/feedback-figures.js';
export { feedbackActionOf } from './feedback/feedback-rights.js';
export { FEEDBACK_PHASES, type FeedbackPhase, type FeedbackRound, type FeedbackState, presentRound } from './feedback/feedback-state.js';
export { allowedFeedbackCommands } from './feedback/feedback-table.js';
export { beginFeedback, beginUrging } from './feedback/open-feedback.js';
export { FINDING_KINDS, findPersonalData, type FindingKind, type KnownWords, type PersonalFinding, placeOf } from './feedback/personal-findings.js';
export {
  type AnnouncedItem,
  type AnnouncementFacts,
  type AnnouncementFault,
  announcementFault,
  ISSUER_LEVELS,
  type IssuerLevel,
  ITEM_CHANGES,
  type ItemChange,
  itemKey,
  SUBJECT_KINDS,
  type SubjectKind,
  subjectOf,
} from './publication/announcement.js';
export { announcedFact } from './publication/facts-of-cases.js';
export { LEAD_OUTCOMES, type LeadCheck, type LeadChecks, leadChecks, leadDays, type LeadOutcome } from './publication/lead-check.js';
export { openAnnouncement, openItem, openPostedItem } from './publication/open-publication.js';
export { databaseLimit, postingRules } from './publication/posting-rules.js';
export type { PostingProof } from './publication/publication-commands.js';
export { type AnnouncedFact, type PlaceFact, PLACE_STANDINGS, placeStanding, type PlaceStanding, type PostedItemFact, type ProcedureFact } from './publication/publication-facts.js';
export {
  type JudgedPeriod,
  PUBLICATION_FIGURES,
  type PublicationFacts,
  type PublicationFigure,
  publicationFigure,
  publicationFigures,
  type PublicationFigureName,
  PUBLICATION_VERDICTS,
} from './publication/publication-figures.js';
export { DEFAULT_PUBLICATION, POSTED_ITEMS, type PostedItem, POSTING_PLACES, type PostingPlace, type PublicationSettings } from './publication/publication-settings.js';
