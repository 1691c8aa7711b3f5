export { type Clock, systemClock } from './clock.js';
export { type Engine, type EngineOptions } from './engine.js';
export { closeEngine, openEngine, type OpenEngineOptions, sha256 } from './open-engine.js';
export { requestHash } from './stable-text.js';
export { type RuleBook } from './rule-book.js';

export { ACCESS_VIEWS, type AccessView, noteAccess, type Shown } from './access/note-access.js';
export { type AccessEntry, listAccesses } from './access/list-accesses.js';
export { finishRotation, rotateMaster } from './vault/rotate-master.js';
export { retireKey, type Retirement } from './vault/retire-key.js';
export { beginPersonExport, EXPORT_REASONS, exportEntries } from './person-export/export-person.js';
export { confirmRetention, type DueDossier, findRetentionDue, listRetentionDue, proposeRetention } from './retention/retention-due.js';
export { forgetAccesses } from './access/forget-accesses.js';
export { applyTransition } from './apply-transition.js';
export { ATTEMPT_LIMIT, type Outcome } from './transition.js';
export { BLOCK_LIMIT, type CodeBlock, type CodeBlockState, findCodeBlock, listCodeBlocks, printBlankSlips, reserveCodes } from './codes.js';
export { type Acceptance, acceptCommand, type CommandInput, type CommandRecord, concernedBy, deferCommand, findCommand } from './inbox.js';
export { readLedgerOf } from './ledger-writer.js';
export { type DeadlinePreview, type DeadlineQuestion, previewDeadline } from './preview-deadline.js';
export { takeIn, type TakeInResult } from './take-in.js';
export type { TakeInInput } from './take-in-plan.js';
export { type FinishedTask, finishTask } from './tasks/finish-task.js';
export type { TakeInBody } from './take-in-body.js';

export { type CatalogueFiles, loadCatalogue, readCatalogue } from './catalogue/demo-catalogue.js';
export { type ProcedurePublication, publishAgencies, publishProcedure, publishSettings } from './catalogue/publish.js';
export { changeAgency, type AgencyOutcome, enterAgency } from './catalogue/agencies.js';
export { type CatalogueChange, type ChangeAuthor, listChanges } from './catalogue/changes.js';
export { checkProcedure, type ProcedureCheck, publishVersion, type VersionPublication } from './catalogue/publish-version.js';
export { listSettings, publishChosenSettings, type SettingsVersion } from './catalogue/settings-versions.js';
export { applyExchange, type ExchangeApplication, type UnappliedItem } from './exchange/apply-import.js';
export { comparisonHash, EXCHANGE_STANDINGS, type ExchangeItem } from './exchange/compare-content.js';
export { EXCHANGE_PARTS, type ExchangeFile, ExchangeFileError } from './exchange/exchange-file.js';
export { exportCatalogue } from './exchange/export-catalogue.js';
export { compareImport, type ExchangeImport, findExchangeImport, listExchangeImports, uploadExchange } from './exchange/imports.js';
export { publishLetterTemplate } from './catalogue/publish-template.js';
export { type ProcedureRepeal, type Repeal, repealProcedure } from './catalogue/repeal.js';
export { type CataloguedVersion, findProcedureVersion, lastVersionBelow, listProcedureVersions } from './catalogue/versions.js';
export { listTouchedDossiers, type TouchedDossier } from './catalogue/touched-dossiers.js';
export { importProcedureRecord, listProcedureRecords, readProcedureRecord, type RecordDraftItem, type RecordDraftView } from './catalogue/record-drafts.js';
export { answerRecordFlags, type AnswerRefusal } from './catalogue/record-answers.js';
export { publishProcedureRecord, type PublishedRecord, type UnpublishedRecord } from './catalogue/publish-record.js';
export { type CalendarAssignment, publishCalendars } from './calendars/publish-calendars.js';
export {
  type CalendarDraft,
  type CalendarDraftInput,
  type CalendarProblem,
  createCalendarDraft,
  currentCalendar,
  discardCalendarDraft,
  type DraftOutcome,
  listCalendarDrafts,
  readCalendarDraft,
  rebaseCalendarDraft,
} from './calendars/drafts.js';
export { bookOf, type TriedDate, tryDate } from './calendars/try-date.js';
export { draftDifference, type DraftDifference } from './calendars/draft-difference.js';
export { computeNextImpact } from './calendars/impact.js';
export { IMPACT_KINDS, type ImpactKind, type ImpactSummary } from './calendars/impact-summary.js';
export { type ImpactItem, type ImpactRequest, readCalendarImpact } from './calendars/read-impact.js';
export type { CalendarContent, LayerAssignment, LayeredVersion } from './calendars/layered-calendars.js';
export { type DraftPublication, publishCalendarDraft } from './calendars/publish-draft.js';
export { calendarOfAgency } from './calendars/calendar-of-agency.js';
export { applyCalendarVersion, type RolloutOptions, type RolloutTally } from './calendars/rollout.js';
export { COUNT_BEHIND, countBehind } from './calendars/behind.js';
export { endNudge, takeNudges, type WaitingNudge } from './calendars/nudges.js';

export { type DossierPage, type Named, readDossier, showDossier } from './dossiers/dossier-page.js';
export { explainDelay, type ExplainedDelay } from './dossiers/explain-delay.js';
export { type ExplainedDossier, explainDossier } from './dossiers/explain-dossier.js';
export { readTimeline, type TimelineEntry } from './dossiers/timeline.js';
export { agenciesWithin, queueMoment, reachesProvince, transferNoticeFrom } from './dossiers/queue-moment.js';
export { remainingTime, timeToAnswer } from './dossiers/remaining-time.js';
export { rowScopeOf, type ScopeOfPerson, seeingOne } from './dossiers/row-scope.js';
export { COUNTED_AT_MOST, countQueues, type QueueLength, readQueueLengths } from './dossiers/queue-lengths.js';
export { type DossierItem, listByIds, listQueue, type Queue, type QueueRequest, QUEUES } from './dossiers/queues.js';
export { LETTER_KINDS, type LetterKind, TASK_KINDS, type TaskKind } from './effects.js';

export { beginBulk, BULK_ACTIONS, BULK_LIMIT, type BulkAction, type BulkDossier, type BulkInput, findBulk, listBulks, UNDO_MS } from './bulk/bulk-action.js';
export { type BulkPreview, type Holder, type Load, previewBulk } from './bulk/preview-bulk.js';
export { type BulkItem, type BulkStep, readBulkItems } from './bulk/read-bulk.js';
export { resumeBulks, runBulk } from './bulk/run-bulk.js';
export { beginUndo, runUndo } from './bulk/undo-bulk.js';
export { type DossierFollow, endFollow, followDossier, listFollows } from './follows/dossier-follows.js';
export { type DossierNote, listNotesOf, NOTE_LIMIT, writeNote } from './notes/dossier-notes.js';
export { previewCommand } from './proposals/preview-command.js';
export { approveProposal, closeProposal, settleProposal } from './proposals/decide-proposal.js';
export { commandOf, findProposal, listProposalsOf, listProposalsToSign, type Proposal, type ProposedCommand, propose, type SaidBody, type Signable } from './proposals/proposals.js';

export { readWaitingWork, type WaitingWork } from './relay/waiting.js';
export { groupInForce, listGroups, readGroup } from './catalogue/read-groups.js';
export { publishGroup } from './catalogue/publish-group.js';
export { fileGroup } from './filings/file-group.js';
export { type FilingPage, showFiling } from './filings/filing-page.js';
export { findFiling, isFiling } from './filings/read-filing.js';

export { flushFolder } from './files/durable.js';
export { FileContentError, type FileStore, openDiskStore } from './files/file-store.js';
export { type FileAccess, type FileEntry, listFileAccesses, listFiles } from './files/list-files.js';
export { findEvidence, readEvidence, storeEvidence, type StoredEvidence } from './files/evidence.js';
export { FILE_LIMIT, PURGED_AT_ONCE, purgeErasedFiles, readFile, type ReadFileResult, type RefusedFile, storeFile, type StoredFile, type StoreFileResult } from './files/files.js';
export { MEDIA_TYPES, type MediaType } from './files/media-type.js';
export { openFileStore } from './files/open-file-store.js';

export {
  applyImport,
  applyStageLog,
  DOSSIER_COLUMNS,
  type Finding,
  type ImportListener,
  type ImportOptions,
  type ImportSummary,
  OPTIONAL_DOSSIER_COLUMNS,
  OPTIONAL_STAGE_COLUMNS,
  type Problem,
  type ReadLine,
  type SourceLine,
  STAGE_COLUMNS,
  type StageLogOptions,
  type UnreadableLine,
  type Warning,
} from './import/index.js';

export { describeFault, type LedgerFault } from './ledger/fault.js';
export { sealLedger, type SealResult } from './ledger/sealer.js';
export { type SealSigner, sealSignerOf } from './ledger/signing.js';
export { type Verification, verifyLedger, type VerifyProgress } from './ledger/verify.js';
export type { KnownSeal } from './ledger/verify-seals.js';
export { publishedRoots, publishRoots } from './ledger/publish-roots.js';
export { type PublishedRoot, readRoot, RootFileError } from './ledger/root-file.js';

export { askOutside } from './restoration/ask-outside.js';
export { addFinding, listFindings, listKeptFiles } from './restoration/findings.js';
export type { Gaps } from './restoration/jump-ranges.js';
export { noteLostErasures } from './restoration/lost-erasures.js';
export { beginIncarnation, lastRestoration, listPassedRanges, listRestorations, markWorkflowsEnded, type Restoration, type RestoreFacts } from './restoration/restoration.js';

export { raiseYearAlarms, type YearAlarm } from './calendars/year-alarms.js';
export { proposedCalendarYear, type ProposedCalendarYear } from './calendars/proposed-year.js';
export { NOTICE_BYTES } from './calendars/notice-text.js';
export { ConfirmedYearError, draftOfNotice, type NoticeDraft } from './calendars/notice-draft.js';
export { NoticeError, type NoticeProblem } from './calendars/notice-entry.js';
export { type EntryLeftOut, type InferredKind, type Notice, type NoticeFile, type NoticeOptions, readNotice } from './calendars/notice.js';

export { tellOfIssued, tellOfSent } from './letters/letter-facts.js';
export { type LetterSigner, type SignatureRequest } from './letters/letter-signer.js';
export { RETURN_REASONS, recordReturn, resolveUnsure, type DeliveryWord, type WordTaken } from './delivery/answer-delivery.js';
export { messageIdOf } from './delivery/compose-message.js';
export { DELIVERY_STATUSES, DELIVERY_STEPS } from './delivery/delivery-rows.js';
export { deliverLetter } from './delivery/deliver-letter.js';
export type { LetterPorts } from './delivery/letter-ports.js';
export { type DeliveryEntry, listDeliveries } from './delivery/list-deliveries.js';
export { deskOfPrint, listPrintQueue, markPrint, PRINT_MARKS, type PrintItem } from './delivery/print-queue.js';
export type { Mailer, OutgoingMail, SendOutcome } from './messages/mailer.js';
export type { MessageGateway, MessageStanding, OutgoingMessage } from './messages/message-gateway.js';
export { letterFileName } from './letters/letter-file-name.js';
export { type LetterEntry, listLetters } from './letters/list-letters.js';
export { type Guidance, type GuidedItem, printGuidanceSlip } from './letters/print-guidance.js';
export { HANDOVER_RECORD_LIMIT, type HandoverBatch, printHandoverRecord } from './letters/print-handover-record.js';
export { readHandovers } from './letters/read-handovers.js';
export { printControlSlip, printResultHandover, printTransferSlip } from './letters/print-slips.js';
export { readLetterDocument } from './letters/read-letter-document.js';
export { addresseeOfLetter } from './letters/letter-addressee.js';
export { tellOfNotified } from './letters/record-notified.js';
export { REMINDED_AT_ONCE, remindUncollected } from './letters/remind-uncollected.js';
export { printReceipt } from './letters/print-receipt.js';
export { readLetter, readLetterData } from './letters/letter-store.js';
export { type LetterPreview, previewLetter } from './letters/preview-letter.js';
export { PREVIEWED_FORMS, previewTemplate } from './letters/preview-template.js';
export { produceLetter } from './letters/produce-letter.js';
export { retryLetters } from './letters/retry-letters.js';
export { listTemplates, listTemplateVersions, readTemplateVersion, type TemplateVersion } from './letters/read-templates.js';
export type { AgencyTemplate } from './letters/templates.js';

export {
  addSigningAuthority,
  agencyOfAuthority,
  type AuthorityAddition,
  type AuthorityEntry,
  type AuthorityInput,
  endSigningAuthority,
  isAuthorityInForce,
  listSigningAuthorities,
} from './signing/authorities.js';
export { isBatchKeyFree } from './signing/batch-key.js';
export { type DocumentSeries, seriesAt, takeDocumentNumber } from './signing/document-numbers.js';
export { type DocumentNumberEntry, type DocumentSeriesPage, readDocumentSeries, type SeriesPlace, VOID_REASONS, voidDocumentNumber, type VoidReason, WITHOUT_NUMBER } from './signing/document-series.js';
export { beginNumberSeries, listNumberSeries, type NumberSeries } from './signing/number-series.js';
export { type ApologyPreview, previewApology } from './signing/preview-apology.js';
export { agenciesSignedFor, type ApologyToSign, listToSign } from './signing/to-sign.js';

export { maskAddress, maskEmail, maskNumber } from './personal/mask.js';
export { type Addressee, addresseeOf, type ApplicantRecord, type DuplicateDossier, findDuplicates, indexApplicant, looksLikeCode, type Person, preparePersonal, type Proxy, SearchCursorError, searchDossiers, type SearchHit, type SearchPage, type SearchRequest } from './personal/index.js';

export {
  countOverdue,
  filterClosed,
  hastenCommands,
  isCommandWaiting,
  listOwedLetters,
  listUnstarted,
  markLetterStarted,
  markStarted,
  pageOpen,
  takeOverdue,
  takeWaitingCommands,
  type WaitingCommand,
} from './relay/index.js';

export { formatPosition, isWithin, parsePosition, type Position, positionBelow, sees } from './live/position.js';
export { type DossierChange, type LiveChanges, type LookedAt, NAMED_AT_MOST, type NoticeFor, readLiveChanges, readPosition } from './live/read-changes.js';
export { endStaff, findStaff, introduceStaff, listStaff, namesOfStaff, putStaff, type StaffMember } from './staff/directory.js';
export { type Absence, type AbsenceEntry, cancelAbsence, enterAbsence, findAbsence, listAbsences } from './staff/absences.js';
export { DUE_WORK, type DueKind, listCapacityWork, readCapacity } from './staff/capacity.js';
export { type DueWork, type DueWorkList, listDueWork } from './staff/due-work.js';
export { placeNotices } from './staff/notices.js';
export { countUnreadNotices, listMyNotices, markNoticeRead, type StaffNotice } from './staff/my-notices.js';
export { warnOfStages, type WarningTally } from './staff/stage-warnings.js';
export { makeDigests } from './staff/digests.js';
export { escalateApologies } from './staff/escalation.js';
export { acknowledgeEscalation, type EscalationLine, type EscalationList, findEscalation, listEscalated, listEscalations } from './staff/escalation-lists.js';
export { MAILS_AT_ONCE, type MailTally, sendStaffMails } from './staff/mails.js';
export { closeRegister, type ClosingOutcome } from './registers/close-register.js';
export { enterAllDossiers, enterDossier, enterDossiers } from './registers/enter-dossiers.js';
export { findRegister, listRegisters, type Register } from './registers/list-registers.js';
export { type PrintedRegister, printRegister, type RegisterFormat, type RegisterPart } from './registers/print-register.js';
export { showLines, type ShownLine } from './registers/show-lines.js';

export { applyCase } from './cases/apply-case.js';
export { type CaseFigure, type CaseFigureScope, type FigurePart, type FigureRound, keyOfRound, listFigureRounds, readCaseFigures, recountCaseFigures } from './cases/case-figures.js';
export { type CasePage, type ExplainedClock, explainClocks, readCase } from './cases/case-page.js';
export { CASE_STATES, type CaseCount, type CaseFilter, type CaseItem, type CaseListState, type CaseScope, countCases, listCases } from './cases/list-cases.js';
export { type CaseToCarry, countOverdueCases, listCasesBehind, listWatchedCases, markOverdueCases, pageCarriedCases, takeUnheardCases } from './cases/carry-cases.js';
export { type CaseRecordKind, readCaseRecords } from './cases/case-records.js';
export { readCaseLedger } from './cases/case-rows.js';
export { type CaseAnswer, type CaseCommandInput, type CaseOutcome, type CaseRights, giveCaseCommand } from './cases/give-command.js';
export { type CaseOpening, openCase, type OpenedCase } from './cases/open-case.js';
export type { NationalPortal, PortalMessage, PortalOutcome, PortalStanding } from './sync/national-portal.js';
export { findSyncMessage, listHeldMessages, listMessagesOf, resolveSyncMessage, SYNC_ANSWERS, type SyncAnswer, type SyncMessage } from './sync/held-messages.js';
export { readSyncPunctuality, type SyncPunctuality } from './sync/punctuality.js';
export { SYNC_STATUSES } from './sync/sync-rows.js';
export { type FilingResult, type PortalFiling, takePortalFiling, type UnknownCode } from './sync/take-filing.js';
export { MESSAGES_AT_ONCE, syncPortal, type SyncTally } from './sync/sync-portal.js';

export { type ConfirmedTask, type ConfirmedTiming, type TaskWording } from './assigned-tasks/confirmed-task.js';
export { assignTask } from './assigned-tasks/assign-task.js';
export { type ConfirmationFault, confirmPlan, type PlanConfirmed } from './assigned-tasks/confirm-plan.js';
export { readTaskTitles } from './assigned-tasks/task-titles.js';
export { keyOfTask, listAssignedTasks, TASK_STANDINGS, type TaskItem, type TaskStanding } from './assigned-tasks/list-tasks.js';
export { onTimeRate } from './assigned-tasks/on-time-rate.js';
export { reportPlan } from './assigned-tasks/plan-report.js';
export { printPlanReport, REPORT_FORMATS, type ReportFormat } from './assigned-tasks/print-report.js';
export { findPlan, listPlans, type PlanSummary, type TaskPlan } from './assigned-tasks/plan-rows.js';
export { openDueReports } from './assigned-tasks/report-series.js';
export { findAssignedTask, type ShownTask } from './assigned-tasks/show-task.js';
export { type PlanUploaded, uploadPlan } from './assigned-tasks/upload-plan.js';
export { DOCUMENT_PROBLEMS, DocumentError, type DocumentProblem } from './document-tables/document-problem.js';
export { type DocumentFormat, type DocumentReader, type ReadDocument, readDocument } from './document-tables/read-document.js';

export { type Counts, type CountsQuery, listFeedbackCount, readFeedbackCounts, recountFeedback } from './feedback/feedback-counts.js';
export { countsQueryOf, type FeedbackFigures, type FeedbackFiguresQuery, readFeedbackFigures } from './feedback/feedback-figures.js';
export { type FeedbackLine, type FeedbackListing, listFeedback } from './feedback/list-feedback.js';
export type { Opening } from './feedback/open-once.js';
export { printUrgingSlip } from './feedback/print-urging-slip.js';
export { listPublicAnswers, type PublicAnswer } from './feedback/public-answers.js';
export { type ExaminedWords, examineWords, gatherFeedbackFacts } from './feedback/publication-words.js';
export { type FeedbackFile, readFeedback } from './feedback/read-feedback.js';
export { type FeedbackBody, findSimilar, receiveFeedback } from './feedback/receive-feedback.js';
export { type UrgingBody, urgeDossier } from './feedback/urge-dossier.js';
export { gatherParts } from './publication/catalogue-subjects.js';
export { type AnnouncementCorrection, correctAnnouncement, type CorrectionAnswer } from './publication/correct-announcement.js';
export { type DuePosting, duePostingKey, listDuePostings } from './publication/due-postings.js';
export { type AnnouncementEntry, enterAnnouncement } from './publication/enter-announcement.js';
export { type PostedItemSetting, setPostedItem } from './publication/posted-items.js';
export { type FactScope, readPublicationFacts, recountPublicationFacts } from './publication/publication-facts.js';
export { type AnnouncementLine, type ItemLine, listAnnouncements, readAnnouncement } from './publication/read-announcements.js';
export { type PostingEntry, type PublicationFile, readPublication } from './publication/read-publication.js';

export { type BoardNumbers, readBoard } from './public/board.js';
export { checkLetterCode, type CodeSent, sendLetterCode } from './public/letter-codes.js';
export { openByIdentity } from './public/letter-login.js';
export { type LetterOpening, listLetterOpenings, listOpenable, type OpenableLetter, openLetter } from './public/letters.js';
export { addressWindow, lookUp } from './public/look-up.js';
export { type PublicPage, showPublicPage } from './public/public-page.js';
export { dossierOfSession, LETTER_PROOFS, type OpenedDossier, type PublicSession, type SessionScope } from './public/session.js';
export { purgePublicPages } from './public/purge.js';
export { slipCodeOf } from './public/slip-code.js';
export { countIn } from './public/windows.js';
export { countWords, type PublicWords } from './public/words.js';
export { callNext, listTickets, queueDesks, type QueueTicket, stepTicket, takeTicket, type TicketStep } from './queue-tickets/queue-tickets.js';
