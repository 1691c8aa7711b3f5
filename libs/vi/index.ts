export { calendarDifferenceLines, leftOutLines, missingLines } from './calendar-difference.js';
export { calendarYearLines, OFFICE_WEEK_NAME } from './calendar-year.js';
export { ACTION_LABELS, COMMAND_LABELS } from './command-labels.js';
export { calendarRuleVi } from './calendar-rules.js';
export { changedDayLines } from './changed-days.js';
export { derivationLines, stepLine } from './clock-lines.js';
export { CLOSURE_REASON_LABELS, DAY_KIND_LABELS, namedDueVi, reasonOfDay } from './day-names.js';
export { dateMovedReasonVi } from './date-moves.js';
export { CASE_RATE_FORMULAS, FIGURE_FORMULAS, INDEX_FORMULAS_VI, PAR_FORMULAS_VI, PUBLICATION_FORMULAS, QUALITY_FORMULAS_VI } from './figure-formulas.js';
export { periodNoteVi } from './period-words.js';
export { ACCESS_VIEW_LABELS, RETENTION_OUTCOME_LABELS } from './access-labels.js';
export { ageingLabel } from './ageing-labels.js';
export { delayLines, delayStepLine, importedDelayLine, NO_STAGE_VI } from './delay-lines.js';
export { delayReasonName, delayReasonVi } from './delay-reasons.js';
export { DELIVERY_ROLE_LABELS, DELIVERY_STATUS_LABELS, DELIVERY_STEP_LABELS, LETTER_CHANNEL_LABELS, LETTER_OPENED_BY_LABELS, LETTER_STATUS_LABELS, RETURN_REASON_LABELS } from './delivery-labels.js';
export { DOSSIER_WORDS, type DossierWords } from './dossier-words.js';
export { EVENT_LABELS } from './event-labels.js';
export { explanationLines, warningLines } from './explanation-lines.js';
export { explanationRows, explanationTable, TABLE_WIDTH } from './explanation-table.js';
export { ABSENCE_REASON_LABELS, CAPACITY_STANDING_LABELS, ENDANGERED_LABELS, FORECAST_LABELS, RECEIPT_LABELS } from './budget-labels.js';
export { MORNING_COLUMNS, MORNING_STANDING_LABELS, morningCountsVi, morningReasonVi, morningRestVi, morningTitleVi, workingTimeVi } from './morning-words.js';
export { ASSUMPTION_WORDS, WHAT_IF_COUNT_LABELS, WHAT_IF_MISMATCH, WHAT_IF_SIDE_LABELS, WHAT_IF_STATE_LABELS } from './what-if-words.js';
export { WATCH_LABELS, watchSentence } from './watch-words.js';
export { PORTAL_DIFFERENCE_COLUMNS } from './portal-columns.js';
export { PORTAL_DIFFERENCE_LABELS, PORTAL_FORMULAS, PORTAL_MEASURE_LABELS, PORTAL_PUNCTUALITY_LABELS, portalCountReasonVi, portalMomentVi, portalReasonVi, tableFaultVi } from './portal-difference-words.js';
export { PORTAL_TABLE_WORDS } from './portal-table-words.js';
export { NOTICE_LABELS, noticeLines, noticeMailSubject, noticeMailText, queueLabel } from './staff-notices.js';
export { supplementWarnings } from './supplement-warnings.js';
export {
  FEEDBACK_CHANNEL_LABELS,
  FEEDBACK_COMMAND_LABELS,
  FEEDBACK_COUNT_LABELS,
  FEEDBACK_PHASE_LABELS,
  FEEDBACK_SUBJECT_LABELS,
  FINDING_LABELS,
  NO_FEEDBACK_NOTE,
  REOPENING_REASON_LABELS,
  TOLD_BY_LABELS,
  URGED_BY_LABELS,
  VERDICT_LABELS,
} from './feedback-labels.js';
export { explanationSummary } from './explanation-summary.js';
export { extensionVi, fixedBasisVi, statutoryVi, undatedVi } from './date-basis.js';
export { formatDateVi, formatDueVi, formatInstantVi, formatIsoDateVi, formatMinuteVi, formatMonthVi, formatShortVi, formatTermVi, formatTimeLimitVi } from './formats.js';
export { CHANNEL_LABELS, DRAFT_STATUS_LABELS, FAULT_LABELS, FORM_LABELS, IMPACT_LABELS, LETTER_LABELS, OPINION_OUTCOME_LABELS, PARTY_TASK_LABELS, PAUSE_GROUND_LABELS, PORTAL_STATUS_LABELS, QUEUE_LABELS, RATING_CHANNEL_LABELS, RATING_LABELS, refusalGroundLabel, ROLE_LABELS, SILENCE_LABELS, STANDING_LABELS, STATUS_LABELS, TASK_LABELS } from './labels.js';
export { letterCodeMail, type LetterMail, letterMailVi } from './letter-messages.js';
export { clockLawVi, legalCitationVi } from './legal-citations.js';
export { INDEX_CLOCK_NOTE, INDEX_STATE_LABELS, verifiedVi } from './national-index-labels.js';
export { missingFieldSentence } from './missing-fields.js';
export { amountVi, paidVi } from './amounts.js';
export { caseTermsVi, factVi, legalBasisVi, stageBudgetVi } from './procedure-facts.js';
export { FACT_LABELS, FACT_SECTION_LABELS, LEGAL_PART_LABELS, missingPartVi, NO_SUCH_PART } from './procedure-labels.js';
export { NEEDED_RULE_LABELS, RECORD_FLAG_LABELS, recordedFeeVi, recordSourceVi } from './record-labels.js';
export { backTestVi, RISK_ADVICE, RISK_FEATURE_LABELS, riskEffectVi, riskReasonVi, UNFORETOLD_LABELS } from './risk-words.js';
export { PORTAL_TEXTS, SYNC_REASON_LABELS, SYNC_STATUS_LABELS } from './portal-texts.js';
export { awayWarning, FOLLOW_LABELS, SIGN_KIND_LABELS, undoneSentence } from './officer-words.js';
export { erasedInRecordVi, notInRecordVi, unknownInRecordVi } from './handover-sentences.js';
export { type ProblemCode, problemSentence } from './problem-sentences.js';
export { proposedDayVi, proposedYearVi } from './proposed-days.js';
export { BUCKET_KIND_LABELS, COMPARISON_LABELS, PROMISE_LABELS, RATE_STATE_LABELS, RATE_WORDS, TOTAL_LINE } from './rate-labels.js';
export { countVi, rateDifferenceVi } from './rate-differences.js';
export { refusalSentence } from './refusal-sentences.js';
export { foldSearchText } from './search-text.js';
export { wrapped } from './wrapped.js';
export { CASE_REFUSAL_CODES, type CaseRefusalCode, caseRefusalSentence, isCaseRefusalCode } from './case-refusals.js';
export { CASE_EVENT_LABELS, CASE_RATE_LABELS, CASE_STATE_LABELS, CLOCK_STANDING_LABELS } from './case-labels.js';
export { REPORT_TITLES } from './report-titles.js';
export { NO_COMMUNE, REPORTED_RATES, type ReportedRate } from './rate-words.js';
export { CASE_KIND_LABELS, CLOCK_LABELS, clockLabel } from './clock-labels.js';
export { SIGNING_CAPACITY_LABELS, VOID_REASON_LABELS } from './signing-labels.js';
export { PLAN_WORDS } from './plan-words.js';
export { COMPARATOR_LABELS, formatDueShortVi, PLAN_PROBLEM_LABELS, REPORT_PERIOD_LABELS, targetVi, TASK_STANDING_LABELS, TASK_STATE_LABELS, TASK_TIMING_LABELS } from './task-labels.js';
export { PAR_EVENT_LABELS, PAR_LACK_LABELS, PAR_STANDING_LABELS, PAR_UNKNOWN, PAR_UNMATCHED_LABELS, PAR_UNREAD_LABELS } from './par-labels.js';
export { SIPAS_DIMENSION_LABELS, surveyFaultSentence, SURVEY_WORDS } from './survey-words.js';
export { AGENCY_CLASS_LABELS, NOTHING_TO_JUDGE, OFFICER_CLASS_LABELS, QUALITY_INDEX_LABELS } from './quality-labels.js';
export { ITEM_CHANGE_LABELS, LEAD_OUTCOME_LABELS, leadSentence, missingPartLabel, PLACE_STANDING_LABELS, PUBLICATION_FIGURE_LABELS } from './publication-labels.js';
export { BEGINS_IN_THE_PAST, procedureFixVi, procedureProblemVi, UNREADABLE_PROCEDURE } from './procedure-problems.js';
export { AGENCY_PROBLEM_SENTENCES, EXCHANGE_FAULT_SENTENCES, EXCHANGE_PART_LABELS, EXCHANGE_STANDING_LABELS } from './administration-words.js';
