import { z } from 'zod';
import { readinessSchema } from '../controllers/health.controllers.js';
import { calendarDraftRequest, noticeImportRequest } from '../schemas/calendar-draft.js';
import { commandRequestSchema } from '../schemas/command-request.js';
import { deadlineQuestion } from '../schemas/deadline-question.js';
import { letterReturn, printMarksRequest, unsureAnswer } from '../schemas/delivery.js';
import { intakeSchema } from '../schemas/intake.js';
import { portalFilingRequest, portalPaymentRequest, portalSupplementRequest, portalWithdrawalRequest, syncResolution } from '../schemas/portal.js';
import { codeBlockRequest, searchRequest } from '../schemas/queries.js';
import { calendarDraftItemSchema, calendarDraftSchema, calendarImpactItemSchema, noticeDraftSchema } from '../views/calendar-draft-view.js';
import { calendarsSchema, calendarYearSchema } from '../views/calendar-view.js';
import { agencySchema, procedureSchema, procedureSummarySchema } from '../views/catalogue-schema.js';
import { appliedCommandSchema, commandSchema } from '../views/command-view.js';
import { delayReasonSchema } from '../views/delay-reason-view.js';
import { deliveriesSchema, deliverySchema, printItemSchema, printMarksSchema, printQueueSchema } from '../views/delivery-view.js';
import { clockDerivationSchema, dossierExplanationSchema } from '../views/dossier-explanation-view.js';
import { dossierSchema, timelineEntrySchema } from '../views/dossier-schema.js';
import { stepSchema } from '../views/explanation-steps.js';
import { filingSchema, procedureGroupSchema } from '../views/group-view.js';
import { groupFilingSchema } from '../schemas/group-filing.js';
import { figureSchema, ratedItemSchema, rateSchema } from '../views/figure-view.js';
import { codeBlockSchema, codeBlockStateSchema } from '../views/code-block-view.js';
import { dossierItemSchema, fileAccessSchema, fileSchema, letterSchema, queueSchema, storedFileSchema } from '../views/list-views.js';
import { letterTemplateContent } from '../schemas/letter-template.js';
import { letterTemplateSchema, templateVersionSchema } from '../views/letter-template-view.js';
import { guidanceRequest, handoverRecordRequest } from '../schemas/slips.js';
import { labelsSchema } from '../views/labels.js';
import { derivationSchema } from '../views/explanation-view.js';
import { flagAnswersRequest, portalRecordRequest, recordPublicationRequest } from '../schemas/procedures.js';
import { procedureRecordItemSchema, procedureRecordSchema, recordPublicationSchema } from '../views/procedure-record-view.js';
import { procedureDifferenceSchema, procedureVersionItemSchema, procedureVersionSchema, touchedDossierSchema } from '../views/procedure-version-view.js';
import { previewSchema } from '../views/preview-view.js';
import { parAdoptionRequest, parCatalogueContent, parLineRequest, parProposalAnswer, parRowRequest, parSheetRequest, parTargetsRequest } from '../schemas/par-index.js';
import { parEvidenceSchema } from '../views/par-evidence-view.js';
import { parCatalogueSchema, parTargetImportSchema, parTargetSchema } from '../views/par-index-view.js';
import { parHistorySchema, parSheetItemSchema, parSheetSchema } from '../views/par-sheet-view.js';
import { registerLineSchema, registerSchema } from '../views/register-view.js';
import { problemSchema } from '../views/problem-schema.js';
import { apologyPreviewRequest, signingAuthorityRequest, signApologiesRequest, voidNumberRequest } from '../schemas/signing.js';
import { apologyToSignSchema, documentNumberSchema, signedApologiesSchema, signingAuthoritySchema } from '../views/signing-view.js';
import { assignedTaskSchema, onTimeSchema, taskItemSchema } from '../views/assigned-task-view.js';
import { planConfirmedSchema, planSummarySchema, taskPlanSchema } from '../views/task-plan-view.js';
import { planConfirmationRequest, planUploadRequest, taskAssignmentRequest, taskCommandRequest } from '../schemas/assigned-tasks.js';
import { finishedTaskSchema, taskSchema } from '../views/task-view.js';
import { escalationLineSchema, escalationSchema, noticeSchema, staffSchema } from '../views/staff-view.js';
import { portalCommandSchema, portalFilingSchema, punctualitySchema, syncMessagePageSchema, syncMessageSchema } from '../views/sync-view.js';
import { acknowledgeRequest, staffEndRequest, staffRequest } from '../schemas/staff.js';
import { assignmentRequest } from '../schemas/cases.js';
import { caseItemSchema, caseQueueSchema, caseSchema, caseTimelineEntrySchema } from '../views/case-view.js';
import { caseRateSchema, figureRoundSchema } from '../views/case-rate-view.js';
import { caseCommandSchema } from '../views/case-command-view.js';
import { announcementCorrectionRequest, announcementRequest, postedItemRequest, postingCorrectionRequest, postingRequest } from '../schemas/publications.js';
import { announcementLineSchema, announcementSchema } from '../views/announcement-view.js';
import { duePostingSchema, postedItemSchema, publicationFiguresSchema, publicationSchema } from '../views/publication-view.js';
import { evidenceSchema } from '../views/evidence-view.js';
import { feedbackCommandRequest, feedbackRequest, urgingRequest } from '../schemas/feedback.js';
import { surveyRequest } from '../schemas/quality.js';
import { parCriterionSchema, surveyPageSchema, surveySchema } from '../views/survey-view.js';
import { evaluatedSchema, evaluationSheetSchema, qualityScoresSchema, sheetOpeningSchema } from '../views/quality-view.js';
import { countedSchema, feedbackFiguresSchema, feedbackLineSchema, feedbackSchema, publicAnswerSchema, publicationCheckSchema } from '../views/feedback-schema.js';
import { PAGES } from './pages.js';

/** Answer of a process that is alive. */
export const livenessSchema = z.strictObject({ status: z.literal('live') });

/** Names under which schemas of requests stand in the document. */
export const REQUEST_NAMES = named({
  Intake: intakeSchema,
  GroupFilingRequest: groupFilingSchema,
  DeadlineQuestion: deadlineQuestion,
  CommandRequest: commandRequestSchema,
  CodeBlockRequest: codeBlockRequest,
  HandoverRecordRequest: handoverRecordRequest,
  GuidanceRequest: guidanceRequest,
  CalendarDraftRequest: calendarDraftRequest,
  NoticeImportRequest: noticeImportRequest,
  SearchRequest: searchRequest,
  StaffRequest: staffRequest,
  StaffEndRequest: staffEndRequest,
  AcknowledgeRequest: acknowledgeRequest,
  LetterTemplateContent: letterTemplateContent,
  SigningAuthorityRequest: signingAuthorityRequest,
  ApologyPreviewRequest: apologyPreviewRequest,
  SignApologiesRequest: signApologiesRequest,
  VoidNumberRequest: voidNumberRequest,
  PrintMarksRequest: printMarksRequest,
  UnsureAnswer: unsureAnswer,
  LetterReturn: letterReturn,
  PortalFiling: portalFilingRequest,
  PortalSupplement: portalSupplementRequest,
  PortalPayment: portalPaymentRequest,
  PortalWithdrawal: portalWithdrawalRequest,
  SyncResolution: syncResolution,
  PlanUploadRequest: planUploadRequest,
  PlanConfirmationRequest: planConfirmationRequest,
  TaskAssignmentRequest: taskAssignmentRequest,
  TaskCommandRequest: taskCommandRequest,
  ParCatalogueContent: parCatalogueContent,
  ParSheetRequest: parSheetRequest,
  ParRowRequest: parRowRequest,
  ParProposalAnswer: parProposalAnswer,
  ParAdoptionRequest: parAdoptionRequest,
  ParTargetsRequest: parTargetsRequest,
  ParLineRequest: parLineRequest,
  PortalRecordRequest: portalRecordRequest,
  FlagAnswersRequest: flagAnswersRequest,
  RecordPublicationRequest: recordPublicationRequest,
  AssignmentRequest: assignmentRequest,
  FeedbackRequest: feedbackRequest,
  FeedbackCommandRequest: feedbackCommandRequest,
  UrgingRequest: urgingRequest,
  SipasSurveyRequest: surveyRequest,
  AnnouncementRequest: announcementRequest,
  AnnouncementCorrectionRequest: announcementCorrectionRequest,
  PostingRequest: postingRequest,
  PostingCorrectionRequest: postingCorrectionRequest,
  PostedItemRequest: postedItemRequest,
});

/** Names under which schemas of answers stand in the document. */
export const ANSWER_NAMES = named({
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
  RatePage: PAGES.rates,
  RatedDossier: ratedItemSchema,
  RatedDossierPage: PAGES.ratings,
  Figure: figureSchema,
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
  Problem: problemSchema,
  Labels: labelsSchema,
  Liveness: livenessSchema,
  Readiness: readinessSchema,
});

function named(schemas: Readonly<Record<string, z.ZodType>>): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) {
    registry.add(schema, { id });
  }
  return registry;
}
