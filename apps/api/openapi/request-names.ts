import { surveyRequest } from '../schemas/quality.js';
import { agencyChangeRequest, agencyRequest, dateTrialRequest, exchangeApplication, exchangeUpload, numberSeriesRequest, procedureCheckRequest, procedureVersionRequest, settingsRequest } from '../schemas/administration.js';
import { calendarDraftRequest, noticeImportRequest } from '../schemas/calendar-draft.js';
import { commandRequestSchema } from '../schemas/command-request.js';
import { deadlineQuestion } from '../schemas/deadline-question.js';
import { letterReturn, printMarksRequest, unsureAnswer } from '../schemas/delivery.js';
import { intakeSchema } from '../schemas/intake.js';
import { portalFilingRequest, portalPaymentRequest, portalSupplementRequest, portalWithdrawalRequest, syncResolution } from '../schemas/portal.js';
import { codeBlockRequest, duplicatesRequest, searchRequest } from '../schemas/queries.js';
import { groupFilingSchema } from '../schemas/group-filing.js';
import { letterTemplateContent } from '../schemas/letter-template.js';
import { guidanceRequest, handoverRecordRequest } from '../schemas/slips.js';
import { flagAnswersRequest, portalRecordRequest, recordPublicationRequest } from '../schemas/procedures.js';
import { parAdoptionRequest, parCatalogueContent, parLineRequest, parProposalAnswer, parRowRequest, parSheetRequest, parTargetsRequest } from '../schemas/par-index.js';
import { publishRequest, reopenRequest } from '../schemas/published-figures.js';
import { ticketCallRequest, ticketRequest, ticketStepRequest } from '../schemas/queue-tickets.js';
import { watchNoteRequest } from '../schemas/watch.js';
import { whatIfRequest } from '../schemas/what-if.js';
import { portalComparisonRequest } from '../schemas/portal-comparisons.js';
import { apologyPreviewRequest, signingAuthorityRequest, signApologiesRequest, voidNumberRequest } from '../schemas/signing.js';
import { planConfirmationRequest, planUploadRequest, taskAssignmentRequest, taskCommandRequest } from '../schemas/assigned-tasks.js';
import { absenceRequest, lateTargetRequest } from '../schemas/budget.js';
import { acknowledgeRequest, staffEndRequest, staffRequest } from '../schemas/staff.js';
import { assignmentRequest } from '../schemas/cases.js';
import { announcementCorrectionRequest, announcementRequest, postedItemRequest, postingCorrectionRequest, postingRequest } from '../schemas/publications.js';
import { simulationRequest } from '../schemas/national-index.js';
import { feedbackCommandRequest, feedbackRequest, urgingRequest } from '../schemas/feedback.js';
import { letterCodeRequest, letterLoginRequest, lookUpRequest, publicFeedbackRequest, publicRatingRequest } from '../schemas/public.js';
import { named } from './named.js';
import { OFFICER_REQUESTS } from './officer-names.js';
import { PRIVACY_REQUESTS } from './privacy-names.js';

/** Names under which schemas of requests stand in the document. */
export const REQUEST_NAMES = named({
  ...OFFICER_REQUESTS,
  ...PRIVACY_REQUESTS,
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
  DuplicatesRequest: duplicatesRequest,
  TicketRequest: ticketRequest,
  TicketCallRequest: ticketCallRequest,
  TicketStepRequest: ticketStepRequest,
  StaffRequest: staffRequest,
  StaffEndRequest: staffEndRequest,
  AcknowledgeRequest: acknowledgeRequest,
  LateTargetRequest: lateTargetRequest,
  AbsenceRequest: absenceRequest,
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
  PublishRequest: publishRequest,
  ReopenRequest: reopenRequest,
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
  ProcedureCheckRequest: procedureCheckRequest,
  ProcedureVersionRequest: procedureVersionRequest,
  AgencyRequest: agencyRequest,
  AgencyChangeRequest: agencyChangeRequest,
  SettingsRequest: settingsRequest,
  DateTrialRequest: dateTrialRequest,
  NumberSeriesRequest: numberSeriesRequest,
  ExchangeUpload: exchangeUpload,
  ExchangeApplication: exchangeApplication,
  AssignmentRequest: assignmentRequest,
  PortalComparisonRequest: portalComparisonRequest,
  WhatIfRequest: whatIfRequest,
  WatchNoteRequest: watchNoteRequest,
  LookUpRequest: lookUpRequest,
  LetterCodeRequest: letterCodeRequest,
  LetterLoginRequest: letterLoginRequest,
  PublicRatingRequest: publicRatingRequest,
  PublicFeedbackRequest: publicFeedbackRequest,
  FeedbackRequest: feedbackRequest,
  FeedbackCommandRequest: feedbackCommandRequest,
  UrgingRequest: urgingRequest,
  SipasSurveyRequest: surveyRequest,
  NationalIndexSimulationRequest: simulationRequest,
  AnnouncementRequest: announcementRequest,
  AnnouncementCorrectionRequest: announcementCorrectionRequest,
  PostingRequest: postingRequest,
  PostingCorrectionRequest: postingCorrectionRequest,
  PostedItemRequest: postedItemRequest,
});
