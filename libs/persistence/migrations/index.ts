import { CreateLedger1790000000001 } from './0001-ledger.js';
import { CreateWork1790000000002 } from './0002-work.js';
import { CreateCalendarChanges1790000000003 } from './0003-calendar-changes.js';
import { AddCalendarDraftKeys1790000000004 } from './0004-calendar-draft-keys.js';
import { AddOtherAgencies1790000000005 } from './0005-other-agencies.js';
import { AddSignedLetters1790000000006 } from './0006-signed-letters.js';
import { AddSigning1790000000007 } from './0007-signing.js';
import { CreateRegisters1790000000008 } from './0008-register.js';
import { AddDelivery1790000000009 } from './0009-delivery.js';
import { AddStaffNotices1790000000010 } from './0010-staff-notices.js';
import { AddLetterTemplates1790000000011 } from './0011-letter-templates.js';
import { AddCorrections1790000000012 } from './0012-corrections.js';
import { AddRegisterSignature1790000000014 } from './0014-register-signature.js';
import { AddProcedureRecords1790000000015 } from './0015-procedure-records.js';
import { AddGroups1790000000016 } from './0016-groups.js';
import { CreateParIndex1790000000017 } from './0017-par-index.js';
import { AddPortalSync1790000000019 } from './0019-portal-sync.js';
import { CreateDeadlineCases1790000000020 } from './0020-deadline-cases.js';
import { CreateAnnouncements1790000000022 } from './0022-announcements.js';
import { CreateFeedback1790000000023 } from './0023-feedback.js';
import { CreateTaskPlans1790000000024 } from './0024-task-plans.js';
import { AddCurrentPromise1790000000025 } from './0025-current-promise.js';
import { AddNationalIndex1790000000026 } from './0026-national-index.js';
import { CreateDwell1790000000027 } from './0027-dwell.js';
import { CreatePublishedFigures1790000000028 } from './0028-published-figures.js';
import { CreateEveryMorning1790000000029 } from './0029-every-morning.js';
import { AddLateTargets1790000000030 } from './0030-late-targets.js';
import { CreateRisk1790000000031 } from './0031-risk.js';
import { AddQuality1790000000033 } from './0033-quality.js';
import { CreateWhatIf1790000000034 } from './0034-what-if.js';
import { AddListsBehind1790000000035 } from './0035-lists-behind.js';
import { AddProjection1790000000036 } from './0036-projection.js';
import { KeepNothingRewritten1790000000037 } from './0037-nothing-rewritten.js';
import { BoundReads1790000000038 } from './0038-bounded-reads.js';
import { AddForetold1790000000042 } from './0042-foretold.js';
import { ChangeOnce1790000000043 } from './0043-changed-once.js';
import { AddQueueTickets1790000000044 } from './0044-queue-tickets.js';
import { AddOfficerWork1790000000045 } from './0045-officer-work.js';
import { AddAdministration1790000000046 } from './0046-administration.js';
import { CreatePublicPages1790000000047 } from './0047-public-pages.js';
import { AddLive1790000000050 } from './0050-live.js';
import { AddBulkStages1790000000051 } from './0051-bulk-stages.js';
import { AddCodeBlockKeys1790000000052 } from './0052-code-block-keys.js';
import { ServeAtSize1790000000054 } from './0054-work-at-size.js';
import { AddRowLevel1790000000060 } from './0060-row-level.js';
import { CreateRestoration1790000000062 } from './0062-restoration.js';
import { AddAccessLog1790000000065 } from './0065-access-log.js';
import { AddKeysAndRetention1790000000066 } from './0066-keys-and-retention.js';
import { AddReach1790000000067 } from './0067-reach.js';
import { AddLetterProof1790000000068 } from './0068-letter-proof.js';
import { AddStageTargets1790000000070 } from './0070-stage-targets.js';
import { ShowOwnNotices1790000000072 } from './0072-own-notices.js';
import { FindCasesByAgency1790000000073 } from './0073-cases-by-agency.js';
import { FindOpenOfProcedure1790000000074 } from './0074-open-of-procedure.js';
import { CallAsOwner1790000000075 } from './0075-called-as-owner.js';
import { KeepChannelsOfGroups1790000000076 } from './0076-channels-of-groups.js';
import { KeepLateByStage1790000000078 } from './0078-late-by-stage.js';
import { SayWhichAreAskedFirst1790000000079 } from './0079-letters-asked-first.js';
import { FindFiguresOfProvince1790000000080 } from './0080-figures-of-a-province.js';
import { TellEndangeredFrom1790000000081 } from './0081-endangered-from.js';
import { ProposeWhatStays1790000000082 } from './0082-two-persons.js';
import { KeepCellsOfEverything1790000000083 } from './0083-cells-of-everything.js';
import { FindRunningOfProvince1790000000084 } from './0084-running-of-a-province.js';
import { KeepProceduresOfAgencies1790000000086 } from './0086-procedures-of-agencies.js';

/** Every migration, oldest first. */
export const MIGRATIONS = [
  CreateLedger1790000000001,
  CreateWork1790000000002,
  CreateCalendarChanges1790000000003,
  AddCalendarDraftKeys1790000000004,
  AddOtherAgencies1790000000005,
  AddSignedLetters1790000000006,
  AddSigning1790000000007,
  CreateRegisters1790000000008,
  AddDelivery1790000000009,
  AddStaffNotices1790000000010,
  AddLetterTemplates1790000000011,
  AddCorrections1790000000012,
  AddRegisterSignature1790000000014,
  AddProcedureRecords1790000000015,
  AddGroups1790000000016,
  CreateParIndex1790000000017,
  AddPortalSync1790000000019,
  CreateDeadlineCases1790000000020,
  CreateAnnouncements1790000000022,
  CreateFeedback1790000000023,
  CreateTaskPlans1790000000024,
  AddCurrentPromise1790000000025,
  AddNationalIndex1790000000026,
  CreateDwell1790000000027,
  CreatePublishedFigures1790000000028,
  CreateEveryMorning1790000000029,
  AddLateTargets1790000000030,
  CreateRisk1790000000031,
  AddQuality1790000000033,
  CreateWhatIf1790000000034,
  AddListsBehind1790000000035,
  AddProjection1790000000036,
  KeepNothingRewritten1790000000037,
  BoundReads1790000000038,
  AddForetold1790000000042,
  ChangeOnce1790000000043,
  AddQueueTickets1790000000044,
  AddOfficerWork1790000000045,
  AddAdministration1790000000046,
  CreatePublicPages1790000000047,
  AddLive1790000000050,
  AddBulkStages1790000000051,
  AddCodeBlockKeys1790000000052,
  ServeAtSize1790000000054,
  AddRowLevel1790000000060,
  CreateRestoration1790000000062,
  AddAccessLog1790000000065,
  AddKeysAndRetention1790000000066,
  AddReach1790000000067,
  AddLetterProof1790000000068,
  AddStageTargets1790000000070,
  ShowOwnNotices1790000000072,
  FindCasesByAgency1790000000073,
  FindOpenOfProcedure1790000000074,
  CallAsOwner1790000000075,
  KeepChannelsOfGroups1790000000076,
  KeepLateByStage1790000000078,
  SayWhichAreAskedFirst1790000000079,
  FindFiguresOfProvince1790000000080,
  TellEndangeredFrom1790000000081,
  ProposeWhatStays1790000000082,
  KeepCellsOfEverything1790000000083,
  FindRunningOfProvince1790000000084,
  KeepProceduresOfAgencies1790000000086,
];
