import { pageOf } from '../schemas/atoms.js';
import { accessSchema } from '../views/access-view.js';
import { retentionDueSchema } from '../views/retention-view.js';
import { agencyChangeSchema, numberSeriesSchema, settingsVersionSchema } from '../views/administration-view.js';
import { exchangeImportItemSchema } from '../views/exchange-view.js';
import { calendarDraftItemSchema, calendarImpactPageSchema } from '../views/calendar-draft-view.js';
import { agencySchema, procedureSummarySchema } from '../views/catalogue-schema.js';
import { delayReasonSchema } from '../views/delay-reason-view.js';
import { followSchema, noteSchema } from '../views/dossier-work-view.js';
import { proposalSchema } from '../views/proposal-view.js';
import { timelineEntrySchema } from '../views/dossier-schema.js';
import { procedureGroupSchema } from '../views/group-view.js';
import { ratedItemSchema } from '../views/figure-view.js';
import { riskPageSchema } from '../views/risk-view.js';
import { rateSchema } from '../views/rate-view.js';
import { codeBlockStateSchema } from '../views/code-block-view.js';
import { letterOpeningSchema } from '../views/letter-opening-view.js';
import { dossierPageSchema, fileAccessSchema, fileSchema, letterSchema, queuePageSchema } from '../views/list-views.js';
import { templateVersionSchema } from '../views/letter-template-view.js';
import { procedureRecordItemSchema } from '../views/procedure-record-view.js';
import { procedureVersionItemSchema, touchedDossierSchema } from '../views/procedure-version-view.js';
import { lateEventSchema, publishedItemSchema } from '../views/published-figure-view.js';
import { reportRunSchema } from '../views/report-run-view.js';
import { parCatalogueSchema, parTargetSchema } from '../views/par-index-view.js';
import { parHistorySchema, parSheetItemSchema } from '../views/par-sheet-view.js';
import { reportSchema } from '../views/report-view.js';
import { morningListPageSchema, morningPageSchema, morningToldPageSchema } from '../views/morning-view.js';
import { queueDeskPageSchema } from '../views/queue-ticket-view.js';
import { watchPageSchema } from '../views/watch-view.js';
import { whatIfDossierPageSchema, whatIfPageSchema } from '../views/what-if-view.js';
import { portalComparisonPageSchema, portalDifferencePageSchema } from '../views/portal-comparison-view.js';
import { registerLineSchema, registerSchema } from '../views/register-view.js';
import { parCriterionSchema, surveySchema } from '../views/survey-view.js';
import { evaluatedSchema, sheetOpeningSchema } from '../views/quality-view.js';
import { documentSeriesPageSchema, signingAuthoritySchema, toSignPageSchema } from '../views/signing-view.js';
import { taskItemSchema } from '../views/assigned-task-view.js';
import { planSummarySchema } from '../views/task-plan-view.js';
import { taskSchema } from '../views/task-view.js';
import { absenceSchema, dueWorkPageSchema } from '../views/absence-view.js';
import { endangeredPageSchema, lateTargetSchema } from '../views/budget-view.js';
import { escalationLineSchema, escalationSchema, noticePageSchema, staffSchema } from '../views/staff-view.js';
import { casePageSchema, caseQueuePageSchema, caseTimelineEntrySchema } from '../views/case-view.js';
import { caseRatePageSchema, figureRoundSchema } from '../views/case-rate-view.js';
import { announcementPageSchema } from '../views/announcement-view.js';
import { publicLetterSchema } from '../views/public-view.js';
import { duePostingPageSchema, publicationLinesPageSchema } from '../views/publication-view.js';
import { countedSchema, feedbackLineSchema, publicAnswerSchema } from '../views/feedback-schema.js';

/** Pages of lists, one schema for each kind of item. */
export const PAGES = {
  accesses: pageOf(accessSchema),
  retentionDue: pageOf(retentionDueSchema),
  notes: pageOf(noteSchema),
  follows: pageOf(followSchema),
  proposals: pageOf(proposalSchema),
  dossiers: dossierPageSchema,
  feedback: pageOf(feedbackLineSchema),
  publicAnswers: pageOf(publicAnswerSchema),
  publicLetters: pageOf(publicLetterSchema),
  countedFeedback: pageOf(countedSchema),
  queues: queuePageSchema,
  timeline: pageOf(timelineEntrySchema),
  letters: pageOf(letterSchema),
  letterOpenings: pageOf(letterOpeningSchema),
  files: pageOf(fileSchema),
  fileAccesses: pageOf(fileAccessSchema),
  codeBlocks: pageOf(codeBlockStateSchema),
  procedures: pageOf(procedureSummarySchema),
  procedureGroups: pageOf(procedureGroupSchema),
  agencies: pageOf(agencySchema),
  agencyChanges: pageOf(agencyChangeSchema),
  settingsVersions: pageOf(settingsVersionSchema),
  numberSeries: pageOf(numberSeriesSchema),
  exchangeImports: pageOf(exchangeImportItemSchema),
  calendarDrafts: pageOf(calendarDraftItemSchema),
  calendarImpact: calendarImpactPageSchema,
  registers: pageOf(registerSchema),
  reports: pageOf(reportSchema),
  registerLines: pageOf(registerLineSchema),
  templateVersions: pageOf(templateVersionSchema),
  delayReasons: pageOf(delayReasonSchema),
  tasks: pageOf(taskSchema),
  staff: pageOf(staffSchema),
  notices: noticePageSchema,
  escalations: pageOf(escalationSchema),
  escalationLines: pageOf(escalationLineSchema),
  signingAuthorities: pageOf(signingAuthoritySchema),
  apologiesToSign: toSignPageSchema,
  documentNumbers: documentSeriesPageSchema,
  taskPlans: pageOf(planSummarySchema),
  assignedTasks: pageOf(taskItemSchema),
  endangered: endangeredPageSchema,
  lateTargets: pageOf(lateTargetSchema),
  absences: pageOf(absenceSchema),
  dueWork: dueWorkPageSchema,
  rates: pageOf(rateSchema),
  evaluated: pageOf(evaluatedSchema),
  surveys: pageOf(surveySchema),
  parCriteria: pageOf(parCriterionSchema),
  sheetOpenings: pageOf(sheetOpeningSchema),
  ratings: pageOf(ratedItemSchema),
  risks: riskPageSchema,
  publishedFigures: pageOf(publishedItemSchema),
  reportRuns: pageOf(reportRunSchema),
  lateEvents: pageOf(lateEventSchema),
  parCatalogues: pageOf(parCatalogueSchema),
  parSheets: pageOf(parSheetItemSchema),
  parHistory: pageOf(parHistorySchema),
  parTargets: pageOf(parTargetSchema),
  procedureVersions: pageOf(procedureVersionItemSchema),
  touchedDossiers: pageOf(touchedDossierSchema),
  procedureRecords: pageOf(procedureRecordItemSchema),
  cases: casePageSchema,
  caseQueues: caseQueuePageSchema,
  caseTimeline: pageOf(caseTimelineEntrySchema),
  caseRates: caseRatePageSchema,
  figureRounds: pageOf(figureRoundSchema),
  announcements: announcementPageSchema,
  duePostings: duePostingPageSchema,
  publicationLines: publicationLinesPageSchema,
  portalComparisons: portalComparisonPageSchema,
  portalDifferences: portalDifferencePageSchema,
  morning: morningPageSchema,
  queueDesks: queueDeskPageSchema,
  watchFindings: watchPageSchema,
  morningLists: morningListPageSchema,
  morningTold: morningToldPageSchema,
  whatIfs: whatIfPageSchema,
  whatIfDossiers: whatIfDossierPageSchema,
} as const;
