import { AccessLogRow, PersonExportRow } from './access-log.js';
import { KeyRotationRow, RetentionDueRow, RetiredDataKeyRow } from './keys-and-retention.js';
import { CatalogueChangeRow, ExchangeImportRow } from './administration.js';
import { MorningLineRow, MorningListRow, MorningToldRow, WatchCursorRow, WatchFindingRow, WatchNoteRow } from './every-morning.js';
import { PortalComparisonRow, PortalDifferenceRow, PortalUploadRow } from './portal-comparisons.js';
import { AnnouncedItemRow, AnnouncementRow, PostedItemRow } from './announcements.js';
import { LateAlertRow, LateTargetRow, StaffAbsenceRow } from './budget.js';
import { CalendarDraftRow, CalendarImpactRow, CalendarLayerRow, CalendarVersionLayerRow, WorkflowNudgeRow } from './calendars.js';
import { CaseClockRow, CaseCommandRow, CaseEventRow, CaseRecordRow, DeadlineCaseRow } from './cases.js';
import { CodeBlockRow, CodeCounterRow, DossierImportRow, ImportLineRow } from './codes.js';
import { LetterAttemptRow, LetterDeliveryRow } from './delivery.js';
import { DossierRow } from './dossier.js';
import { DwellCellRow, DwellDeltaRow, FigureCellRow, FigureDeltaRow } from './figures.js';
import { FeedbackRequestRow, FeedbackRoundRow, FeedbackRow } from './feedback.js';
import { FileAccessRow, StoredFileRow } from './files.js';
import { FilingDossierRow, FilingRow, ProcedureGroupVersionRow } from './groups.js';
import { DossierEventRow, LedgerSealRow, LedgerSealSignatureRow, SealedDocumentRow } from './ledger.js';
import { LetterContentRow, LetterTemplateRow, PrintedSlipRow } from './letters.js';
import { NationalIndexSchemeRow } from './national-index.js';
import { ParCatalogueRow, ParEvidenceRow, ParRequestRow, ParSheetEventRow, ParSheetRow, ParSheetTextRow, ParTargetAssignmentRow, ParTargetImportRow } from './par-index.js';
import { DataKeyRow, PersonalRecordRow, SearchTokenRow } from './personal.js';
import { ProcedureRecordAnswerRow, ProcedureRecordDraftRow, ProcedureRecordRequestRow } from './procedure-records.js';
import { FigureReopeningRow, PublishedFigureRow, ReportFileRow, ReportRunRow } from './published-figures.js';
import { RegisterClosedLineRow, RegisterCursorRow, RegisterEntryRow, RegisterRow } from './registers.js';
import { RestorationFindingRow, RestorationJumpRow, RestorationRow } from './restoration.js';
import { DossierRiskRow, RiskModelRow, RiskRunRow } from './risk.js';
import { WorkLeaseRow } from './work-lease.js';
import { AgencyRow, CalendarEffectiveRow, CalendarHeadRow, CalendarVersionAgencyRow, CalendarVersionRow, ProcedureVersionRow, SettingsVersionRow } from './rules.js';
import { SyncMessageRow, SyncOutboxRow } from './sync.js';
import { EscalationItemRow, EscalationRow, StaffDigestRow, StaffMailRow, StaffNoticeRow, StaffRow } from './staff.js';
import { DocumentCounterRow, DocumentNumberRow, SigningAuthorityRow } from './signing.js';
import { PlanTaskRow, ReportSeriesRow, TaskPlanRow } from './task-plans.js';
import { CommandInboxRow, LetterRow, TaskRow } from './work.js';
import { PassCellRow, PassDwellRow, ProjectionPassRow, ProjectionRow } from './projection.js';
import { EvaluationAccessRow, QualityCursorRow, QualityFactRow, SipasSurveyRow } from './quality.js';
import { PublicLetterAccessRow, PublicLetterCodeRow, PublicSessionRow, PublicWindowRow } from './public-pages.js';
import { QueueTicketRow } from './queue-tickets.js';
import { BulkActionItemRow, BulkActionRow, DossierFollowRow, DossierNoteRow, ProposalRow } from './officer-work.js';
import { WhatIfDossierRow, WhatIfRequestRow } from './what-if.js';

/** Entities whose metadata is compared with the migrated schema. */
export const ENTITIES: readonly (new () => object)[] = [
  AccessLogRow,
  PersonExportRow,
  KeyRotationRow,
  RetiredDataKeyRow,
  RetentionDueRow,
  AgencyRow,
  ProcedureVersionRow,
  CalendarEffectiveRow,
  CalendarVersionRow,
  CalendarVersionAgencyRow,
  CalendarHeadRow,
  CalendarLayerRow,
  CalendarVersionLayerRow,
  CalendarDraftRow,
  CalendarImpactRow,
  WorkflowNudgeRow,
  SettingsVersionRow,
  CatalogueChangeRow,
  ExchangeImportRow,
  DeadlineCaseRow,
  CaseEventRow,
  CaseClockRow,
  CaseRecordRow,
  CaseCommandRow,
  FeedbackRow,
  FeedbackRoundRow,
  FeedbackRequestRow,
  TaskPlanRow,
  PlanTaskRow,
  ReportSeriesRow,
  AnnouncementRow,
  AnnouncedItemRow,
  PostedItemRow,
  DossierRow,
  DossierEventRow,
  LedgerSealRow,
  LedgerSealSignatureRow,
  SealedDocumentRow,
  DataKeyRow,
  PersonalRecordRow,
  SearchTokenRow,
  CommandInboxRow,
  LetterRow,
  LetterTemplateRow,
  LetterContentRow,
  PrintedSlipRow,
  LetterDeliveryRow,
  LetterAttemptRow,
  TaskRow,
  SigningAuthorityRow,
  DocumentCounterRow,
  DocumentNumberRow,
  StoredFileRow,
  FileAccessRow,
  CodeCounterRow,
  CodeBlockRow,
  DossierImportRow,
  ImportLineRow,
  FigureDeltaRow,
  DwellCellRow,
  DwellDeltaRow,
  FigureCellRow,
  StaffRow,
  StaffMailRow,
  StaffNoticeRow,
  StaffDigestRow,
  EscalationRow,
  EscalationItemRow,
  RegisterRow,
  RegisterEntryRow,
  RegisterClosedLineRow,
  RegisterCursorRow,
  SyncOutboxRow,
  SyncMessageRow,
  ProcedureGroupVersionRow,
  FilingRow,
  FilingDossierRow,
  NationalIndexSchemeRow,
  ParCatalogueRow,
  ParSheetRow,
  ParSheetEventRow,
  ParSheetTextRow,
  ParEvidenceRow,
  ParTargetImportRow,
  ParTargetAssignmentRow,
  ParRequestRow,
  ProcedureRecordDraftRow,
  ProcedureRecordAnswerRow,
  ProcedureRecordRequestRow,
  RiskModelRow,
  RiskRunRow,
  DossierRiskRow,
  WorkLeaseRow,
  LateTargetRow,
  LateAlertRow,
  StaffAbsenceRow,
  PublishedFigureRow,
  FigureReopeningRow,
  ReportRunRow,
  ReportFileRow,
  MorningListRow,
  MorningLineRow,
  MorningToldRow,
  WatchCursorRow,
  WatchFindingRow,
  WatchNoteRow,
  PortalComparisonRow,
  PortalDifferenceRow,
  PortalUploadRow,
  EvaluationAccessRow,
  SipasSurveyRow,
  ProjectionRow,
  ProjectionPassRow,
  PassCellRow,
  PassDwellRow,
  QualityFactRow,
  QualityCursorRow,
  WhatIfRequestRow,
  WhatIfDossierRow,
  PublicWindowRow,
  PublicSessionRow,
  PublicLetterCodeRow,
  PublicLetterAccessRow,
  QueueTicketRow,
  BulkActionRow,
  BulkActionItemRow,
  DossierNoteRow,
  DossierFollowRow,
  ProposalRow,
  RestorationRow,
  RestorationJumpRow,
  RestorationFindingRow,
];
