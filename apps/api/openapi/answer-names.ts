import { z } from 'zod';
import { readinessSchema } from '../controllers/health.controllers.js';
import { calendarDraftItemSchema, calendarDraftSchema, calendarImpactItemSchema, noticeDraftSchema } from '../views/calendar-draft-view.js';
import { calendarsSchema, calendarYearSchema } from '../views/calendar-view.js';
import { changeSchema } from '../views/change-view.js';
import { agencySchema, procedureSchema, procedureSummarySchema } from '../views/catalogue-schema.js';
import { appliedCommandSchema, commandSchema } from '../views/command-view.js';
import { delayReasonSchema } from '../views/delay-reason-view.js';
import { deliveriesSchema, deliverySchema, printItemSchema, printMarksSchema, printQueueSchema } from '../views/delivery-view.js';
import { clockDerivationSchema, dossierExplanationSchema } from '../views/dossier-explanation-view.js';
import { dossierSchema, timelineEntrySchema } from '../views/dossier-schema.js';
import { stepSchema } from '../views/explanation-steps.js';
import { filingSchema, procedureGroupSchema } from '../views/group-view.js';
import { figureSchema, ratedItemSchema } from '../views/figure-view.js';
import { dossierRiskSchema, riskItemSchema, riskModelSchema } from '../views/risk-view.js';
import { linesBehindSchema } from '../views/line-view.js';
import { dataErrorSchema, dataErrorsSchema, dossierBehindSchema, dossiersBehindSchema, rateComparisonSchema, rateSchema } from '../views/rate-view.js';
import { handlingSchema } from '../views/handling-view.js';
import { trendSchema } from '../views/trend-view.js';
import { ageingSchema } from '../views/ageing-view.js';
import { delayFigureSchema, dossierDelaySchema, dwellSchema, stageLatenessSchema } from '../views/delay-view.js';
import { codeBlockSchema, codeBlockStateSchema } from '../views/code-block-view.js';
import { dossierItemSchema, duplicateSchema, duplicatesSchema, fileAccessSchema, fileSchema, letterSchema, queueSchema, storedFileSchema } from '../views/list-views.js';
import { handoverPageSchema, handoverSchema } from '../views/handover-view.js';
import { letterOpeningSchema } from '../views/letter-opening-view.js';
import { letterTemplateSchema, templateVersionSchema } from '../views/letter-template-view.js';
import { appConfigSchema, meSchema } from '../views/me-view.js';
import { labelsSchema } from '../views/labels.js';
import { derivationSchema } from '../views/explanation-view.js';
import { procedureRecordItemSchema, procedureRecordSchema, recordPublicationSchema } from '../views/procedure-record-view.js';
import { procedureDifferenceSchema, procedureVersionItemSchema, procedureVersionSchema, touchedDossierSchema } from '../views/procedure-version-view.js';
import { previewSchema } from '../views/preview-view.js';
import { lateEventSchema, publishedFigureSchema, publishedItemSchema } from '../views/published-figure-view.js';
import { reportRunSchema } from '../views/report-run-view.js';
import { parEvidenceSchema } from '../views/par-evidence-view.js';
import { parCatalogueSchema, parTargetImportSchema, parTargetSchema } from '../views/par-index-view.js';
import { parHistorySchema, parSheetItemSchema, parSheetSchema } from '../views/par-sheet-view.js';
import { reportSchema } from '../views/report-view.js';
import { morningLineSchema, morningListSchema, morningToldSchema } from '../views/morning-view.js';
import { watchedSchema, watchFindingSchema } from '../views/watch-view.js';
import { whatIfDossierSchema, whatIfSchema } from '../views/what-if-view.js';
import { portalComparisonSchema, portalDifferenceSchema } from '../views/portal-comparison-view.js';
import { registerLineSchema, registerSchema } from '../views/register-view.js';
import { problemSchema } from '../views/problem-schema.js';
import { apologyToSignSchema, documentNumberSchema, signedApologiesSchema, signingAuthoritySchema } from '../views/signing-view.js';
import { assignedTaskSchema, onTimeSchema, taskItemSchema } from '../views/assigned-task-view.js';
import { planConfirmedSchema, planSummarySchema, taskPlanSchema } from '../views/task-plan-view.js';
import { finishedTaskSchema, taskSchema } from '../views/task-view.js';
import { escalationLineSchema, escalationSchema, noticeSchema, staffSchema } from '../views/staff-view.js';
import { portalCommandSchema, portalFilingSchema, punctualitySchema, syncMessagePageSchema, syncMessageSchema } from '../views/sync-view.js';
import { absenceSchema, dueWorkSchema } from '../views/absence-view.js';
import { budgetSchema, capacitySchema, endangeredSchema, lateTargetSchema } from '../views/budget-view.js';
import { caseItemSchema, caseQueueSchema, caseSchema, caseTimelineEntrySchema } from '../views/case-view.js';
import { caseRateSchema, figureRoundSchema } from '../views/case-rate-view.js';
import { caseCommandSchema } from '../views/case-command-view.js';
import { announcementLineSchema, announcementSchema } from '../views/announcement-view.js';
import { indexSimulationSchema, nationalIndexSchema } from '../views/national-index-view.js';
import { duePostingSchema, postedItemSchema, publicationFiguresSchema, publicationSchema } from '../views/publication-view.js';
import { evidenceSchema } from '../views/evidence-view.js';
import { parCriterionSchema, surveyPageSchema, surveySchema } from '../views/survey-view.js';
import { evaluatedSchema, evaluationSheetSchema, qualityScoresSchema, sheetOpeningSchema } from '../views/quality-view.js';
import { countedSchema, feedbackFiguresSchema, feedbackLineSchema, feedbackSchema, publicAnswerSchema, publicationCheckSchema } from '../views/feedback-schema.js';
import { PRIVACY_ANSWERS } from './privacy-names.js';
import { OFFICER_ANSWERS } from './officer-names.js';
import { ADMINISTRATION_ANSWERS } from './administration-names.js';
import { PUBLIC_ANSWERS } from './public-names.js';
import { PAGES } from './pages.js';
import { named } from './named.js';

/** Answer of a process that is alive. */
export const livenessSchema = z.strictObject({ status: z.literal('live') });

/** Names under which schemas of answers stand in the document. */
export const ANSWER_NAMES = named({
  ...OFFICER_ANSWERS,
  ...PRIVACY_ANSWERS,
  ...PUBLIC_ANSWERS,
  ...ADMINISTRATION_ANSWERS,
  Dossier: dossierSchema,
  Feedback: feedbackSchema,
  FeedbackLine: feedbackLineSchema,
  FeedbackPage: PAGES.feedback,
  PublicationCheck: publicationCheckSchema,
  PublicAnswer: publicAnswerSchema,
  PublicAnswerPage: PAGES.publicAnswers,
  FeedbackFigures: feedbackFiguresSchema,
  QualityScores: qualityScoresSchema,
  EvaluationSheet: evaluationSheetSchema,
  EvaluatedDossier: evaluatedSchema,
  EvaluatedDossierPage: PAGES.evaluated,
  SheetOpening: sheetOpeningSchema,
  SipasSurvey: surveySchema,
  SipasSurveyBesideOwn: surveyPageSchema,
  SipasSurveyPage: PAGES.surveys,
  ParCriterion: parCriterionSchema,
  ParCriterionPage: PAGES.parCriteria,
  SheetOpeningPage: PAGES.sheetOpenings,
  CountedFeedback: countedSchema,
  CountedFeedbackPage: PAGES.countedFeedback,
  PublishedFigure: publishedFigureSchema,
  PublishedFigureItem: publishedItemSchema,
  PublishedFigurePage: PAGES.publishedFigures,
  ReportRun: reportRunSchema,
  ReportRunPage: PAGES.reportRuns,
  LateEvent: lateEventSchema,
  LateEventPage: PAGES.lateEvents,
  DeadlinePreview: previewSchema,
  Derivation: derivationSchema,
  DossierExplanation: dossierExplanationSchema,
  ClockDerivation: clockDerivationSchema,
  ExplanationStep: stepSchema,
  DossierItem: dossierItemSchema,
  DossierPage: PAGES.dossiers,
  Queue: queueSchema,
  QueuePage: PAGES.queues,
  TimelineEntry: timelineEntrySchema,
  TimelinePage: PAGES.timeline,
  AppliedCommand: appliedCommandSchema,
  Command: commandSchema,
  Letter: letterSchema,
  LetterPage: PAGES.letters,
  LetterOpening: letterOpeningSchema,
  LetterOpeningPage: PAGES.letterOpenings,
  LetterTemplate: letterTemplateSchema,
  LetterTemplateVersion: templateVersionSchema,
  LetterTemplateVersionPage: PAGES.templateVersions,
  LetterDelivery: deliverySchema,
  LetterDeliveries: deliveriesSchema,
  PrintItem: printItemSchema,
  PrintQueue: printQueueSchema,
  PrintMarks: printMarksSchema,
  Procedure: procedureSchema,
  ProcedureSummary: procedureSummarySchema,
  ProcedurePage: PAGES.procedures,
  ProcedureGroup: procedureGroupSchema,
  ProcedureGroupPage: PAGES.procedureGroups,
  GroupFiling: filingSchema,
  Agency: agencySchema,
  AgencyPage: PAGES.agencies,
  Calendars: calendarsSchema,
  CalendarYear: calendarYearSchema,
  CalendarDraft: calendarDraftSchema,
  CalendarDraftItem: calendarDraftItemSchema,
  CalendarDraftPage: PAGES.calendarDrafts,
  NoticeDraft: noticeDraftSchema,
  CalendarImpactItem: calendarImpactItemSchema,
  CalendarImpactPage: PAGES.calendarImpact,
  Change: changeSchema,
  DelayReason: delayReasonSchema,
  DelayReasonPage: PAGES.delayReasons,
  Task: taskSchema,
  TaskPage: PAGES.tasks,
  FinishedTask: finishedTaskSchema,
  StaffMember: staffSchema,
  StaffPage: PAGES.staff,
  Notice: noticeSchema,
  NoticePage: PAGES.notices,
  Escalation: escalationSchema,
  EscalationPage: PAGES.escalations,
  EscalationLine: escalationLineSchema,
  EscalationLinePage: PAGES.escalationLines,
  CodeBlock: codeBlockSchema,
  CodeBlockState: codeBlockStateSchema,
  CodeBlockPage: PAGES.codeBlocks,
  SigningAuthority: signingAuthoritySchema,
  SigningAuthorityPage: PAGES.signingAuthorities,
  ApologyToSign: apologyToSignSchema,
  ApologyToSignPage: PAGES.apologiesToSign,
  SignedApologies: signedApologiesSchema,
  DocumentNumber: documentNumberSchema,
  DocumentNumberPage: PAGES.documentNumbers,
  Case: caseSchema,
  CaseItem: caseItemSchema,
  CasePage: PAGES.cases,
  CaseQueue: caseQueueSchema,
  CaseQueuePage: PAGES.caseQueues,
  CaseTimelineEntry: caseTimelineEntrySchema,
  CaseTimelinePage: PAGES.caseTimeline,
  CaseRate: caseRateSchema,
  CaseRatePage: PAGES.caseRates,
  FigureRound: figureRoundSchema,
  FigureRoundPage: PAGES.figureRounds,
  CaseCommand: caseCommandSchema,
  Announcement: announcementSchema,
  AnnouncementLine: announcementLineSchema,
  AnnouncementPage: PAGES.announcements,
  Publication: publicationSchema,
  DuePosting: duePostingSchema,
  DuePostingPage: PAGES.duePostings,
  PostedItem: postedItemSchema,
  NationalIndex: nationalIndexSchema,
  NationalIndexSimulation: indexSimulationSchema,
  PublicationFigures: publicationFiguresSchema,
  PublicationLinePage: PAGES.publicationLines,
  Evidence: evidenceSchema,
  StoredFile: storedFileSchema,
  File: fileSchema,
  FilePage: PAGES.files,
  FileAccess: fileAccessSchema,
  FileAccessPage: PAGES.fileAccesses,
  Register: registerSchema,
  RegisterPage: PAGES.registers,
  Report: reportSchema,
  ReportPage: PAGES.reports,
  RegisterLine: registerLineSchema,
  RegisterLinePage: PAGES.registerLines,
  TaskPlan: taskPlanSchema,
  TaskPlanItem: planSummarySchema,
  TaskPlanPage: PAGES.taskPlans,
  PlanConfirmed: planConfirmedSchema,
  AssignedTask: assignedTaskSchema,
  AssignedTaskItem: taskItemSchema,
  AssignedTaskPage: PAGES.assignedTasks,
  OnTimeRate: onTimeSchema,
  Rate: rateSchema,
  RateComparison: rateComparisonSchema,
  DossierBehind: dossierBehindSchema,
  DossierBehindPage: dossiersBehindSchema,
  LineBehindPage: linesBehindSchema,
  DataError: dataErrorSchema,
  DataErrorPage: dataErrorsSchema,
  RatePage: PAGES.rates,
  RatedDossier: ratedItemSchema,
  RatedDossierPage: PAGES.ratings,
  Figure: figureSchema,
  RateTrend: trendSchema,
  Handling: handlingSchema,
  DossierRisk: dossierRiskSchema,
  RiskItem: riskItemSchema,
  RiskItemPage: PAGES.risks,
  RiskModel: riskModelSchema,
  Budget: budgetSchema,
  EndangeredDossier: endangeredSchema,
  EndangeredDossierPage: PAGES.endangered,
  Capacity: capacitySchema,
  LateTarget: lateTargetSchema,
  LateTargetPage: PAGES.lateTargets,
  Absence: absenceSchema,
  AbsencePage: PAGES.absences,
  DueWork: dueWorkSchema,
  DueWorkPage: PAGES.dueWork,
  Ageing: ageingSchema,
  DelayFigure: delayFigureSchema,
  DossierDelay: dossierDelaySchema,
  Dwell: dwellSchema,
  StageLateness: stageLatenessSchema,
  Handover: handoverSchema,
  HandoverPage: handoverPageSchema,
  TakenPortalFiling: portalFilingSchema,
  TakenPortalCommand: portalCommandSchema,
  SyncMessage: syncMessageSchema,
  SyncMessagePage: syncMessagePageSchema,
  SyncPunctuality: punctualitySchema,
  ParCatalogue: parCatalogueSchema,
  ParCataloguePage: PAGES.parCatalogues,
  ParSheet: parSheetSchema,
  ParSheetItem: parSheetItemSchema,
  ParSheetPage: PAGES.parSheets,
  ParHistoryEntry: parHistorySchema,
  ParHistoryPage: PAGES.parHistory,
  ParEvidence: parEvidenceSchema,
  ParTargetImport: parTargetImportSchema,
  ParTarget: parTargetSchema,
  ParTargetPage: PAGES.parTargets,
  ProcedureVersion: procedureVersionSchema,
  ProcedureVersionItem: procedureVersionItemSchema,
  ProcedureVersionPage: PAGES.procedureVersions,
  ProcedureDifference: procedureDifferenceSchema,
  TouchedDossier: touchedDossierSchema,
  TouchedDossierPage: PAGES.touchedDossiers,
  ProcedureRecord: procedureRecordSchema,
  ProcedureRecordItem: procedureRecordItemSchema,
  ProcedureRecordPage: PAGES.procedureRecords,
  RecordPublication: recordPublicationSchema,
  MorningLine: morningLineSchema,
  MorningPage: PAGES.morning,
  MorningList: morningListSchema,
  MorningListPage: PAGES.morningLists,
  MorningTold: morningToldSchema,
  MorningToldPage: PAGES.morningTold,
  DuplicateDossier: duplicateSchema,
  DuplicateDossiers: duplicatesSchema,
  WatchFinding: watchFindingSchema,
  WatchFindingPage: PAGES.watchFindings,
  WatchedFinding: watchedSchema,
  PortalComparison: portalComparisonSchema,
  PortalComparisonPage: PAGES.portalComparisons,
  PortalDifference: portalDifferenceSchema,
  PortalDifferencePage: PAGES.portalDifferences,
  WhatIf: whatIfSchema,
  WhatIfPage: PAGES.whatIfs,
  WhatIfDossier: whatIfDossierSchema,
  WhatIfDossierPage: PAGES.whatIfDossiers,
  Problem: problemSchema,
  Labels: labelsSchema,
  Me: meSchema,
  AppConfig: appConfigSchema,
  Liveness: livenessSchema,
  Readiness: readinessSchema,
});
