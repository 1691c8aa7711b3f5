export { type MorningLine, type MorningReason, reasonOf, workingMinutesLeft } from './morning/morning-line.js';
export { DEFAULT_MORNING, type MorningSettings } from './morning/morning-settings.js';
export { INDEX_FORMULAS } from './national-index/formulas.js';
export { parseIndexScheme } from './national-index/parse-scheme.js';
export { INDEX_INPUTS, type IndexComponent, type IndexGroup, type IndexInput, type IndexRule, type IndexScheme } from './national-index/scheme.js';
export { type ComponentScore, type Counted, type GroupScore, INDEX_STATES, type IndexInputs, type IndexScore, type IndexState, type PointsOf, scoreIndex } from './national-index/score.js';
export { type ChangeObjection, type IndexChange, simulateIndex, type Simulation } from './national-index/simulate.js';
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
export { foldSheet, type MissingRow, missingRows, scoreOf, type SheetState, totalScore } from './par-index/sheet-state.js';
export { ageBuckets, type AgeingBucket, type AgeingEdges, ageMoments, dueBuckets, dueMoments } from './performance/ageing.js';
export { type Bucket, BUCKET_KINDS, type BucketKind, type Buckets, type JudgedBucket } from './performance/buckets.js';
export { burnRate, periodDays, type PeriodDays } from './performance/burn-rate.js';
export { CASE_RATE_NAMES, type CasePeriod, CASE_RATES, type CaseRateName, caseRateOf, type ClockRound } from './performance/case-rates.js';
export { type CountedLine, countedLines, type LineCount, lineCounts, type LineSubject } from './performance/counted-lines.js';
export { daysBefore } from './performance/days-before.js';
export { type ChargedStep, type SharedDelay, shareDelay, wholeMinutes } from './performance/delay-shares.js';
export { type DelayWalk, walkDelay } from './performance/delay-walk.js';
export { DWELL_ERROR, dwellPercentile, type DwellRange, dwellRange } from './performance/dwell-buckets.js';
export { type DwellDelta, dwellDeltas, NO_LENGTH } from './performance/dwell-deltas.js';
export { type FigureChange, figureChange, type FigureWindow, REACHING_BACK, sumOfChanges } from './performance/figure-change.js';
export { DeltaBook, type FigureDelta, mergeDeltas, splitDeltas } from './performance/figure-delta.js';
export { figureDeltas } from './performance/figure-deltas.js';
export { type CellPlan, type CellShare, type Dimension, DIMENSIONS, DOSSIER_DIMENSIONS, type DossierDimension, type Grain, GRAINS, planCells } from './performance/grains.js';
export { brokenIdentities, type BrokenIdentity, type ChannelFigures, HANDLING_COUNTS, type HandlingDetails, type HandlingLine, handlingLine, NO_CHANNEL_FIGURES, NO_DETAILS, type ReceivedByChannel, type ReportComparison, totalLine } from './performance/handling-line.js';
export { budgetOf, type LateBudget } from './performance/late-budget.js';
export { type LateTarget, readableScope, TARGET_DIMENSIONS, targetInForce, type TargetInForce, type TargetScope } from './performance/late-target.js';
export { logEntries, type LogEntry } from './performance/log-entries.js';
export { isOfDesk, isStock, type Measure, type MeasureCounts, measureIndex, MEASURES, NO_FIGURES, type PeriodFigures, type Stock, STOCKS } from './performance/measures.js';
export { INDEX_ON_TIME } from './performance/national-rates.js';
export { nearestCodes } from './performance/nearest-codes.js';
export { hasBegun, isUnderWay, type PeriodRecord, recordOf } from './performance/period-standing.js';
export { CELL_STEPS, type CellStep, daysOf, type DaySpan, endsHalfMonth, isCutOffDay, monthsOf, type Period, type ReportSpan, spansOf, type Step, type StepSpan, stepDays, stepNumber, STEPS } from './performance/periods.js';
export {
  type DueFacts,
  expectedReceipts,
  forecastByHistory,
  forecastByModel,
  type LatenessForecast,
  lateText,
  type LateHistory,
  project,
  type Projection,
  type ReceiptBasis,
} from './performance/projection.js';
export { PROJECTION_VERSION } from './performance/projection-version.js';
export { type Comparison, COMPARISONS, type JudgedPromise, type RateSource } from './performance/rate-definition.js';
export { mayLackData, RATE_STATES, type RateState, stateOfRate } from './performance/rate-presence.js';
export { type DifferenceCause, type DifferingCount, whyDifferent } from './performance/rate-difference.js';
export { PROCESSED, processed, RECEIVED, TO_PROCESS, toProcess } from './performance/rate-parts.js';
export { type Count, COUNTS_OF_DOSSIERS, type DossierCount, isDossierCount, type Sum, totalOf } from './performance/rate-sum.js';
export { hundredthsText, lateBudget, type RateValue, rateValue } from './performance/rate-value.js';
export { SERIES_STEPS, seriesOf, type SeriesStep } from './performance/series.js';
export { balanceOf, computeRate, getRate, type Rate, RATES, type RateName, RATE_NAMES } from './performance/rates.js';
export { codeForms, plainCode } from './portal-comparison/code-forms.js';
export { type ComparedDossier, compareLine, DIFFERENCE_REASONS, type DifferenceReason, type LineDifference } from './portal-comparison/compare-line.js';
export { CODE_COLUMNS, type CodeLine, COUNT_COLUMNS, type CountLine, type PortalColumn, type PortalMeasure, type PortalMoment, type PortalPunctuality, type PortalTable, type PortalTableWords, readPortalTable, type TableFault } from './portal-comparison/portal-table.js';
export { markOfOfficer } from './quality/marks.js';
export { mayOpenSheet, type SheetOpener } from './quality/open-sheet.js';
export { PAR_FORMULAS, pointsOfMeasure } from './quality/par-criteria.js';
export { postingsOf } from './quality/procedure-posting.js';
export { AGENCY_CLASSES, type AgencyClass, OFFICER_CLASSES, type OfficerClass, type QualitySum, type Tenths } from './quality/quality-classes.js';
export { type OwnFacts, ownFacts, type Posting, type QualityFacts, qualityFacts } from './quality/quality-facts.js';
export { type Mark, numberOfIndex, OFFICER_INDICES, type OfficerIndex, QUALITY_FORMULAS, QUALITY_INDICES, type QualityIndex } from './quality/quality-index.js';
export { type ComputedCriterion, DEFAULT_QUALITY, type ParMeasure, PAR_MEASURES, type QualitySettings } from './quality/quality-settings.js';
export { AgencyTally, type QualityIndexScore, OfficerTally, type QualityScores, type UnitFacts } from './quality/quality-tally.js';
export { readSurvey, SIPAS_DIMENSIONS, type SipasCounts, type SipasDimension, sipasRate, type SurveyFault, type SurveyFaultCode, type SurveyWords } from './quality/sipas.js';
export { workRunsOf } from './quality/work-runs.js';
export { backTest, type BackTest, type BackTestCut, type CalibrationBand, cutsOf, type ForecastQuality, joinParts, testPart, type TestedPart } from './risk/back-test.js';
export { RISK_FEATURES, type RiskFeature } from './risk/features.js';
export { type Contribution, fitRiskModel, openRiskModel, type RiskModel, type RiskScore, type RiskScorer } from './risk/fit-model.js';
export { MOMENT_SHARES, type PastMoment, type RiskMoment } from './risk/moment.js';
export { isFitHour, type RiskSettings } from './risk/risk-settings.js';
export { kindOfEnding, lastDaysFinding, type LastDaysFinding, refiledAfter, WATCH_KINDS, WATCHED_ACTS, WATCHED_ENDINGS, type WatchKind } from './watch/watch-rules.js';
export { ChangedRules } from './what-if/changed-rules.js';
export { checkScenario, type KnownRules, type ScenarioProblem } from './what-if/check-scenario.js';
export { decidingDays, itemsOfRow, type JudgedItem, JudgedLedger, type JudgedWindow, judgedWindow, type StandingRow } from './what-if/judged-items.js';
export type { Replayed } from './what-if/plain-life.js';
export { type Assumption, ASSUMPTIONS, type ReplayedLedger, replayLedger } from './what-if/replay.js';
export type { Scenario } from './what-if/scenario.js';
export { BESIDE_THE_CLOCK, toldEvent, type ToldRow, WORK_ALONE } from './what-if/told-event.js';
export { type ChangedSide, type WhatIfLine, type WhatIfRates, WhatIfTally } from './what-if/what-if-tally.js';
