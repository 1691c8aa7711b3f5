export { type Instant, instant, parseInstant, formatInstant, parseLocalTime, formatLocalTime, localDateOf, minuteOfDay, startOfDay, sameClockAfter, instantAt, MS_PER_HOUR, MS_PER_MINUTE } from './time/instant.js';
export { type LocalDate, type Weekday, WEEKDAYS, localDate, localDateFrom, parseLocalDate, formatLocalDate, weekdayOf, yearOf, monthOf, dayOfMonth, addCalendarDays } from './time/local-date.js';
export { TimeFormatError } from './time/time-format-error.js';

export type { TimeLimit, TermRule, StartRule, EndRule, StageBudget } from './deadline/time-limit.js';
export { addLimit, applicantDeadline, budgetToEnd, computeDeadline, type Deadline, type DeadlineInput, type Punctuality, punctualityOf, subtractLimit, TIME_RULE_VERSION } from './deadline/deadline.js';
export { explainDeadline, type Explanation, type ExplanationStep, type TermEvent } from './deadline/explanation.js';
export type { LegalRef } from './deadline/legal-ref.js';

export { type DayDifference, diffLayers, type LayerDifference, replaceYears, type StatedDay, type YearDifference } from './calendar/difference.js';
export { LABOUR_CODE_2019_FROM, type LunarHolidays, type Occasion, type ProposedDay, proposeYear } from './calendar/proposed-year.js';
export { amendLayer, type LayerAmendment } from './calendar/amend-layer.js';
export { type ChangedDay, changedDays } from './calendar/changed-days.js';
export { checkDraftedClosures } from './calendar/closures.js';
export { type CalendarDay, type CalendarDayKind, type CalendarDefinition, type CalendarYear, type ClockInterval, CLOSURE_REASONS, type ClosureReason } from './calendar/definition.js';
export { type DayReason, dayReason, type EffectiveCalendar, yearStatus } from './calendar/effective.js';
export { CalendarDefinitionError, CalendarRangeError, type CalendarRule, MissingCalendarError } from './calendar/errors.js';
export { yearsToConfirm } from './calendar/year-alarm.js';
export { type MonthOverview, type YearOverview, yearOverview } from './calendar/year-overview.js';
export { buildWorkingCalendar } from './calendar/indexed-calendar.js';
export { type HalfDay, halfDaysOn, halfDaysOpened, nextServedMoment, openHalfDayAt } from './calendar/half-days.js';
export { withinCalendar } from './calendar/within-calendar.js';
export { parseCalendars } from './calendar/parse-layers.js';
export { mergeCalendars } from './calendar/merge.js';
export { effectiveFromPlain, type PlainCalendar } from './calendar/plain-calendar.js';
export { type BoundaryKind, EVERY_YEAR, type OpenPeriod, type WorkingCalendar, type YearSpan } from './calendar/working-calendar.js';

export { addressFor, chooseChannel, LETTER_CHANNELS, type LetterChannel, type ReachableBy, type ServedChannels } from './delivery/channels.js';
export { afterQuietHours, nextAsking, nextTry, type QuietHours } from './delivery/quiet-hours.js';

export { caseOf, stageNamesOf, termRuleFor } from './procedure/cases.js';
export { differenceOf, type ProcedureChange } from './procedure/difference.js';
export { type FactName, type FactPiece, type FactSection, type FactWord } from './procedure/fact.js';
export { type InternalProcess, internalProcessOf } from './procedure/internal-process.js';
export { type ConditionalPart, LEGAL_PART_CODES, type LegalPartCode, type LegalParts } from './procedure/legal-parts.js';
export { type MissingPart, missingParts } from './procedure/missing-parts.js';
export { type PortalRecord } from './procedure-record/portal-record.js';
export { NoProcedureRecordError, readPortalRecord } from './procedure-record/read-record.js';
export { draftOfRecord, type FlagAnswers, type RecordDraft } from './procedure-record/record-draft.js';
export { type FlagValue, type RecordFlag, RECORD_FLAG_CODES, type RecordFlagCode } from './procedure-record/record-flag.js';
export { flagsOf } from './procedure-record/record-flags.js';
export { parseSuppliedRules } from './procedure-record/parse-supplied.js';
export { neededRules, type NeededRule, type SuppliedRules, versionOfRecord } from './procedure-record/version-of-record.js';
export { type PartFacts, partFactsOf } from './procedure/part-facts.js';
export { type CaseTerms, termsOf } from './procedure/term-reduction.js';
export { consultationOf, officersGrounds, pauseRuleOf, pauseRulesOf } from './procedure/pause-rules.js';
export { type CommonRefusalGround, type RefusalGround, refusalGroundsOf } from './procedure/refusal-grounds.js';
export { ProcedureFormatError } from './procedure/json-shape.js';
export { parseAgencies } from './procedure/parse-agencies.js';
export { inheritTemplate, LETTER_FORMS, LETTER_TEXTS, type LetterTemplateChoice, type LetterText, NATION, parseLetterTemplate, type TemplateForm, type TemplateNumbering, type TemplatePaper, usualPaper } from './procedure/letter-template.js';
export { parseProcedure } from './procedure/parse-procedure.js';
export { retentionEnd, retentionRuleOf } from './retention/retention-settings.js';
export { parseSettings, type SettingsChoice, settingsOf } from './procedure/parse-settings.js';
export { validateProcedure } from './procedure/validation.js';
export { type JsonChange, jsonDifference } from './procedure/json-difference.js';
export { PROCEDURE_ERROR_CODES, PROCEDURE_WARNING_CODES, type ProcedureErrorCode, type ProcedureProblem, type ProcedureReport, type ProcedureWarningCode } from './procedure/problems.js';
export type {
  ApologyRule,
  CaseDating,
  Channel,
  ConsultationRule,
  DecisionReference,
  Fee,
  LegalBasis,
  PartyBudget,
  PartyRule,
  PauseGround,
  PauseRule,
  ProcedureCase,
  ProcedureVersion,
  RequiredComponent,
  Stage,
  StageExclusion,
  StageGroup,
  SupplementRule,
  TermExtension,
  TermPart,
} from './procedure/procedure.js';

export { type GroupPart, type MissingGroupPart, missingGroupParts } from './procedure-group/missing-group-parts.js';
export { parseGroup } from './procedure-group/parse-group.js';
export { type GroupCase, groupCaseOf, type GroupMember, type ProcedureGroup, type ServedComponent, type SharedComponent } from './procedure-group/procedure-group.js';
export { dealPapers, sharedComponentOf } from './procedure-group/shared-papers.js';
export { type GroupProblem, validateGroup } from './procedure-group/validate-group.js';

export { type Actor, type Role, ROLES, SYSTEM_ACTOR } from './dossier/actor.js';
export { type Agency, hasEnded } from './dossier/agency.js';
export { type AgencyProblem, type AgencyProblemCode, agencyProblems, type AgencyUse } from './dossier/agency-change.js';
export { canonicalJson, CanonicalFormError, type LedgerValue } from './dossier/canonical-json.js';
export {
  COMMAND_TYPES,
  type CommandBodies,
  type CommandType,
  type DossierCommand,
  PERSONAL_FIELDS,
  type PersonalField,
  type ResultDelivery,
  SYSTEM_COMMANDS,
  type SystemCommand,
  type SubmittedComponent,
  type SupplementItem,
  type TextRef,
} from './dossier/commands.js';
export { decide } from './dossier/decide.js';
export { type QueueDesk, type QueueSeries, ticketLabel } from './queue-ticket/queue-desk.js';
export { DEFAULT_DELAY_REASONS, type DelayReason, delayReasonsAt } from './dossier/delay-reasons.js';
export { agenciesAskedWhy, reasonGivers } from './dossier/delay-reason-giver.js';
export type { Decision } from './dossier/decision.js';
export { codeAsWritten } from './dossier/code-shapes.js';
export { CODE_STYLES, type DossierCodeStyle, SEVEN_DIGIT_2026, TT01_2018 } from './dossier/dossier-code.js';
export type { DelayShare, Finish } from './dossier/ending.js';
export { type DateBasis, type DossierEvent, type EventPayloads, type EventType, type IntakeFacts, type NewEvent, PAYLOAD_VERSION, type TermSet } from './dossier/events.js';
export { type ChangedAgencies, changedAgencies, isBeyondReach } from './dossier/calendar-reach.js';
export { calendarMove, type CalendarChange, causeOfChange, moveToCalendar } from './dossier/calendar-move.js';
export { redated, type RulesOf, type SnapshotEvent } from './dossier/redate.js';
export type { Derivation, DossierStep } from './dossier/derivation.js';
export { daysChanged } from './dossier/explain-calendar.js';
export { lawOfPause } from './dossier/explain-pause.js';
export { explainStages, type StageDerivation } from './dossier/explain-stages.js';
export { type DossierExplanation, explainDates, type ExplanationView, stepsToAppointment } from './dossier/explain.js';
export { BrokenChainError } from './dossier/broken-chain.js';
export { foldDossier, foldEvent } from './dossier/fold.js';
export { type PapersGiven, papersGiven } from './dossier/papers-given.js';
export { FAULTS, type Fault, type FaultState } from './dossier/fault-state.js';
export { RATING_CHANNELS, RATINGS, type Rating, type RatingChannel } from './dossier/rating.js';
export { type Identity, openIntake, refuseIntake, waiveFees } from './dossier/intake.js';
export { type IntakeRequest, objectToDateOf, routeIntake, type Routing, servingDesk } from './dossier/routing.js';
export { type Appendix, type ChainedRow, type ChainFault, type ChainHead, type ChainLink, chainEvents, eventOfRow, findChainFault, genesisHead, hashRow, type LedgerColumns, type LedgerRow, type Sha256 } from './dossier/ledger.js';
export { type Action, ACTIONS, type Concerned, isWithin, isInReach, mayDo, type Reach, reachOf, reachOfRole } from './dossier/permissions.js';
export { awaitedDates, OPINION_OUTCOMES, type OpinionOutcome, type OpinionState, partyDue, type PartyState } from './dossier/party-state.js';
export type { IssuedLetter, SentLetter } from './dossier/letter-events.js';
export { authorityOf, isInForce, SIGNING_CAPACITIES, type SignedAs, type SigningAuthority, type SigningCapacityCode } from './dossier/signing-authority.js';
export { isSigned } from './dossier/decide-signature.js';
export type { IsDemanded, LaterStatement } from './dossier/later-statements.js';
export { type DateFault, findDateFault } from './dossier/recompute.js';
export { causeOfPoint, POINT_KINDS, type Point, type PointKind, pointsOfInterest } from './dossier/points.js';
export { endangeredFrom, proposedAppointment, prospectsOf, type Prospects } from './dossier/prospects.js';
export { refusalOfCalendar } from './dossier/calendar-refusal.js';
export { type Refusal, REFUSAL_CODES, type RefusalCode } from './dossier/refusal.js';
export { type CalendarBook, type DecideContext, DEFAULT_SETTINGS, type EngineSettings, type EscalationRule, type Rules } from './dossier/rules.js';
export { type StageShare, stageShares, WHOLE_TERM } from './dossier/stage-shares.js';
export { stageTime } from './dossier/stage-clock.js';
export { type CausedEvents, settlePoints, type Settlement } from './dossier/settle.js';
export { currentPromise, type DossierState, holdersOf, openStages, pendingForwarding, pendingTransfer, promiseToApologise, type PromiseState, type ResultState, shipmentUnderWay, type StageState } from './dossier/state.js';
export { type DossierStatus, isClosed, isInStock, isWithoutDates, type PortalCode, portalCodeOf, STATUSES } from './dossier/status.js';
export { type StatedTerm, statedTerm } from './dossier/running-rules.js';
export { indexOverdueFrom, indexOverdueHere, type IndexClock, type IndexEnd, type NationalIndexSettings, WAITING_TIMES, type WaitingTime } from './dossier/index-clock.js';
export { statutoryOverdueHere } from './dossier/statute-clock.js';
export { type StatutoryTerm, statutoryTermOf } from './dossier/statutory.js';
export { type DateObjection, objectToDate, rolledFixedDate } from './dossier/date-objection.js';
export { legalMaximumAt } from './dossier/dated-term.js';
export type { FixedBasis, FixedDate } from './dossier/fixed-date.js';
export { milestonesOf, partOf, planTerm, type Route, termRuleOf } from './dossier/term.js';
export { allowedCommands } from './dossier/allowed.js';
export { LEGAL_CITATION_PATTERNS, type LegalCitation } from './dossier/legal-citation.js';
export { commandsFor, concernedIn, proposableFor } from './dossier/commands-for.js';
export { isOfTwoPersons, PROPOSABLE, type ProposedType, rightsToPropose, type TwoPersonType } from './dossier/proposable.js';
export { type Standing, STANDINGS, standingOf } from './dossier/standing.js';
export { assertReachable, isLegalMove, TRANSITIONS } from './dossier/transitions.js';
export { type DossierView, viewOf, type Wake, type WakeDelays } from './dossier/view.js';

export { portalInterest, type PortalInterest } from './portal/portal-events.js';
export { parsePortalTime, portalTime } from './portal/portal-time.js';
export { tellDossier, type Told, type ToldDossier, type ToldMove } from './portal/told-dossier.js';
export { tellSteps, type ToldStep } from './portal/told-steps.js';

export { CHANNELS } from './procedure/channel.js';

export { MerkleTree } from './dossier/merkle.js';

export { ABSENCE_REASONS, type AbsenceReason, type AbsenceSpan, spanOfDays } from './staff/absence.js';
export { type CapacityDay, type CapacityWork, capacityOf, CAPACITY_STANDINGS, type CapacityStanding, type DueRun, type PresentStaff } from './staff/capacity.js';
export { type DigestLine, FOLLOW_OCCASIONS, type FollowOccasion, type LateAlertFacts, NOTICE_KINDS, type NoticeKind, type ToldNotice } from './staff/notice.js';
export { EMPTY_REGISTER, nextPlace, type RegisterEnd, type RegisterLayout, type RegisterPlace, registerYear } from './register/register-page.js';

export { CASE_KINDS, type CaseKind } from './deadline-case/case-kind.js';
export { cancelClocks, type ClockStop, extendClock, movedClocks, startClock, stopClock } from './deadline-case/case-clocks.js';
export { type CaseBodies, type CaseCommand, type CaseCommandType, type CaseContext, type CaseDecision, type CaseFacts, type CaseRefusal } from './deadline-case/case-commands.js';
export type { CaseEvent, CaseEventType, CasePayloads, CausedCaseEvents, ClockOutcome, NewCaseEvent } from './deadline-case/case-events.js';
export type { EvidenceRef } from './deadline-case/evidence-ref.js';
export { caseEventOfRow, type CaseRow, chainCase, type ChainedCaseRow, findCaseFault } from './deadline-case/case-ledger.js';
export { CASE_POINT_KINDS, type CasePoint, casePoints, causeOfCasePoint, settleCase } from './deadline-case/case-points.js';
export { type CaseClock, type CaseState, lastRound, needsWorkflow, runningClock } from './deadline-case/case-state.js';
export { type CaseView, viewOfCase } from './deadline-case/case-view.js';
export type { ClockRule, ClockTerm } from './deadline-case/clock-rule.js';
export { type ClockFault, findClockFault } from './deadline-case/clock-fault.js';
export { explainClock } from './deadline-case/explain-clock.js';
export { concernedByCase, feedbackReceivers } from './deadline-case/concerned-by-case.js';
export { decideCase } from './deadline-case/decide-case.js';
export { foldCase, foldCaseEvent } from './deadline-case/fold-case.js';

export type { RowPlace, TableCell, TableRow } from './task-plan/table-row.js';
export { PLAN_COLUMNS, type PlanColumn, type PlanWords, REPORT_PERIODS, type ReportPeriod } from './task-plan/plan-words.js';
export { PLAN_LINE_KINDS, type PlanLine, PLAN_PROBLEMS, type PlannedTask, type PlanProblem, type PlanProblemCode, type PlanReading, type PlanSection } from './task-plan/plan-reading.js';
export { type PlanSchedule, readSchedule, SCHEDULE_ASSUMPTIONS } from './task-plan/schedule.js';
export { withoutBullet } from './task-plan/cell-lines.js';
export { type Comparator, COMPARATORS, meetsTarget, proposeTargets, type TaskTarget } from './task-plan/targets.js';
export { readPlan } from './task-plan/read-plan.js';

export { DAY_OFF_RULES, type DayEnd, type DayOffRule, endOfDueDay } from './task/day-off.js';
export { reportPeriodOf } from './task/report-cut-off.js';
export { type ReportMoments, reportMoments, type ReportRules, reportsDue, type ScheduledReport } from './task/report-schedule.js';
export { firstOccurrence, nextOccurrence, type ReportDates, reportDates, type ReportOccurrence, type ReportRule, reportSpan, reportTerm } from './task/report-period.js';
export { DEFAULT_TASK_SETTINGS, type TaskSettings } from './task/task-settings.js';
export { type SetTarget, type TaskPayloads, TASK_TIMINGS, type TaskTiming } from './task/task-events.js';
export { openTask, type TaskOpening } from './task/open-task.js';
export { isLateTask, isRatedClock, MAIN_CLOCKS, owesExplanation, RATED_CLOCKS } from './task/task-standing.js';
export type { TaskState } from './task/task-state.js';
export type { TaskBodies } from './task/task-commands.js';
export { erasedWithDossier, recordsKept } from './feedback/erasing.js';
export { FEEDBACK_CHANNELS, FEEDBACK_SUBJECTS, type FeedbackChannel, type FeedbackSubject, REOPENING_REASONS, type ReopeningReason, TOLD_BY, type ToldBy, URGED_BY, type UrgedBy, type Verdict, VERDICTS } from './feedback/feedback-kinds.js';
export { FEEDBACK_CLOCKS, type FeedbackClock } from './feedback/feedback-clocks.js';
export { FEEDBACK_COMMANDS, type FeedbackBodies, type FeedbackCommandType } from './feedback/feedback-commands.js';
export { type CountedFeedback, type DossiersOfPeriod, FEEDBACK_COUNTS, type FeedbackCount, feedbackCounts, type FeedbackPeriod, type FeedbackRates, feedbackRates } from './feedback/feedback-figures.js';
export { feedbackActionOf } from './feedback/feedback-rights.js';
export { FEEDBACK_PHASES, type FeedbackPhase, type FeedbackRound, type FeedbackState, presentRound } from './feedback/feedback-state.js';
export { feedbackCommandsFor } from './feedback/feedback-table.js';
export { beginFeedback, beginUrging } from './feedback/open-feedback.js';
export { FINDING_KINDS, findPersonalData, type FindingKind, type KnownWords, type PersonalFinding, placeOf } from './feedback/personal-findings.js';
export { type AnnouncedItem, type AnnouncementFacts, type AnnouncementFault, announcementFault, ISSUER_LEVELS, type IssuerLevel, ITEM_CHANGES, type ItemChange, itemKey, SUBJECT_KINDS, type SubjectKind, subjectOf } from './publication/announcement.js';
export { announcedFact } from './publication/facts-of-cases.js';
export { LEAD_OUTCOMES, type LeadCheck, type LeadChecks, leadChecks, leadDays, type LeadOutcome } from './publication/lead-check.js';
export type { TaskClock } from './task/task-clocks.js';
export { openAnnouncement, openItem, openPostedItem } from './publication/open-publication.js';
export { databaseLimit, postingRules } from './publication/posting-rules.js';
export type { PostingProof } from './publication/publication-commands.js';
export { type AnnouncedFact, type PlaceFact, PLACE_STANDINGS, placeStanding, type PlaceStanding, type PostedItemFact, type ProcedureFact } from './publication/publication-facts.js';
export { type JudgedPeriod, PUBLICATION_FIGURES, type PublicationFacts, type PublicationFigure, publicationFigure, publicationFigures, type PublicationFigureName, PUBLICATION_VERDICTS } from './publication/publication-figures.js';
export { DEFAULT_PUBLICATION, POSTED_ITEMS, type PostedItem, POSTING_PLACES, type PostingPlace, type PublicationSettings } from './publication/publication-settings.js';

export { likedLanguage, PUBLIC_LANGUAGES, type PublicLanguage } from './public/public-language.js';
export { DEFAULT_PUBLIC, type PublicSettings, showsBoard } from './public/public-settings.js';
export { lookUpLink, readSlipLink } from './public/look-up-link.js';
export { readSlipCode, SLIP_CODE_LENGTH, slipCodeFrom } from './public/slip-code.js';
export { PUBLIC_STEPS, publicSteps, type PublicStepTaken } from './public/public-steps.js';
export { isRatable, papersAsked, PUBLIC_TASKS, publicTaskOf, type PublicTaskTold } from './public/public-task.js';
