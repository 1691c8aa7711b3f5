import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import { DEFAULT_PAR_SCORING, type ParScoringRule } from '../par-index/scoring-window.js';
import { type AgeingEdges, DEFAULT_AGEING } from '../performance/ageing.js';
import type { ProcedureVersion } from '../procedure/procedure.js';
import { DEFAULT_PUBLIC, type PublicSettings } from '../public/public-settings.js';
import { DEFAULT_PUBLICATION, type PublicationSettings } from '../publication/publication-settings.js';
import { DEFAULT_QUALITY, type QualitySettings } from '../quality/quality-settings.js';
import type { Instant } from '../time/instant.js';
import type { Actor } from './actor.js';
import type { Agency } from './agency.js';
import type { NewEvent } from './events.js';
import type { SigningAuthority } from './signing-authority.js';
import { DEFAULT_FEEDBACK, type FeedbackSettings } from '../feedback/feedback-settings.js';
import { DEFAULT_MORNING, type MorningSettings } from '../morning/morning-settings.js';
import type { QueueDesk } from '../queue-ticket/queue-desk.js';
import { DEFAULT_RETENTION, type RetentionSettings } from '../retention/retention-settings.js';
import { DEFAULT_RISK, type RiskSettings } from '../risk/risk-settings.js';
import { DEFAULT_TASK_SETTINGS, type TaskSettings } from '../task/task-settings.js';
import { DEFAULT_NATIONAL_INDEX, type NationalIndexSettings } from './index-clock.js';
import { DEFAULT_DELAY_REASONS, type DelayReason } from './delay-reasons.js';

/** The calendars of one calendar version, by agency. Intake hours and processing hours may differ. */
export interface CalendarBook {
  /** Content address of the version; stands in every event written under it. */
  readonly snapshot: string;
  /** Throws `MissingCalendarError` when the agency has no calendar: a date without a calendar is never guessed. */
  processing(agency: string): WorkingCalendar;
  intake(agency: string): WorkingCalendar;
}

/** Leads and limits that are neither law nor procedure; a province sets them. */
export interface EngineSettings {
  /** How long before `dueAt` the due-soon warning is given. */
  readonly dueSoonLead: TimeLimit;
  /** How long before the applicant's deadline a supplement reminder is given. */
  readonly supplementReminderLead: TimeLimit;
  /** How long before another body's time is over a warning about it is given. */
  readonly partyWarningLead: TimeLimit;
  /** How long before `dueAt` the result must be with the desk, where a province says so (Cà Mau: 01 buổi); absent where none does. */
  readonly resultHandoverLead?: TimeLimit;
  /** The applicant must be told that the result is ready within this limit (Đồng Tháp QĐ 138/2025 Art. 3.4b: 3 days). */
  readonly resultNoticeLimit: TimeLimit;
  /** A result not collected after this limit is listed as uncollected. */
  readonly uncollectedAfter: TimeLimit;
  /** Calendar days between two reminders of a result nobody came for. */
  readonly uncollectedReminderDays: number;
  /** The most reminders of one result, the one at `uncollectedAfter` among them; nought gives that one all the same. */
  readonly uncollectedReminders: number;
  /** Local minute of the day after which desk-to-agency hand-over is due next morning (NĐ 118/2025 Art. 18: 15:00). */
  readonly transferCutOffMinute: number;
  /** Open minutes after opening within which that hand-over next morning ("đầu giờ làm việc ngày tiếp theo") is in time. */
  readonly transferToleranceMinutes: number;
  /** Local minute of a working day from which a desk is told of what has not left it. No source gives an hour: desks look their papers through before they close. */
  readonly transferNoticeMinute: number;
  /** Shares of a stage's term, in percent and rising, at which whoever works on it is warned. */
  readonly stageWarningShares: readonly number[];
  /** Who is told of apologies nobody acts on, and when. */
  readonly apologyEscalation: EscalationRule;
  /** Lines a page of a register holds, and pages a volume; where a line stands is fixed when it is entered. */
  readonly registerLinesPerPage: number;
  readonly registerPagesPerVolume: number;
  /** Dossiers imported from now on get lines here too; otherwise they stand in the register of the system they came from. */
  readonly registerImported: boolean;
  /** The closed list of reasons for a delay; the installation edits it. */
  readonly delayReasons: readonly DelayReason[];
  /** How far behind the computed date a signer may put the one re-appointment. No source gives a number: it is the installation's to set. */
  readonly reappointmentMargin: TimeLimit;
  /** Where no limit before the date binds a letter, how long after it the letter is still in time. Likewise. */
  readonly letterAfterExpiry: TimeLimit;
  /** Local minutes of the day from and until which no applicant gets an e-mail, SMS or Zalo message; equal: no quiet hours. */
  readonly quietFromMinute: number;
  readonly quietUntilMinute: number;
  /** Forms whose signed paper stays available at the desk's print queue whatever channel carries them. */
  readonly paperBesideForms: readonly string[];
  /** A letter that cannot reach its applicant by e-mail, SMS or Zalo goes out on paper. */
  readonly paperFallback: boolean;
  /** How many calendar days a letter is tried by a channel that keeps putting it off. */
  readonly deliveryPatienceDays: number;
  /** Seconds after which a letter that was put off is tried again for the first time, and an unknown outcome is asked about; later rests double. */
  readonly deliveryRestSeconds: number;
  /** Dossiers are told to the national portal as their ledgers grow. */
  readonly portalSync: boolean;
  /** What happens to imported dossiers is told too; the import itself never is, for the system they come from has told it. */
  readonly portalSyncImported: boolean;
  /** Within how many minutes the portal must have taken what happened; NĐ 224/2026 Art. 15.1g says real time and gives no number. */
  readonly portalTermMinutes: number;
  /** Seconds of the first rest after the portal put a message off or did not answer; later rests double, up to an hour. */
  readonly portalRestSeconds: number;
  /** How often a message may reach the portal without being taken before a person has to look at it. */
  readonly portalAttempts: number;
  /** LoaiDoiTuong by kind of applicant. No source gives the whole list of codes: these are as deployed systems send them. */
  readonly portalSubjectCodes: PortalSubjectCodes;
  /** The late rate stays below this where nobody decided a target of their own, in hundredths of a percent. */
  readonly lateTarget: number;
  /** Clocks of feedback and urging. */
  readonly feedback: FeedbackSettings;
  /** How assigned tasks and periodic reports are kept. */
  readonly assignedTasks: TaskSettings;
  /** How procedures are published once announced. */
  readonly publication: PublicationSettings;
  /** Where the age of open dossiers is cut. */
  readonly ageing: AgeingEdges;
  /** When a year's PAR INDEX is scored and its report is due. */
  readonly parIndexScoring: ParScoringRule;
  /** What quality scores and computed criteria leave to the installation. */
  readonly quality: QualitySettings;
  /** How item 2.1 of index 766 is kept. */
  readonly nationalIndex: NationalIndexSettings;
  /** What is listed every morning, and what is watched. */
  readonly morning: MorningSettings;
  /** When a model of lateness is fitted. */
  readonly risk: RiskSettings;
  /** What the public pages show, and how often they answer. */
  readonly publicPages: PublicSettings;
  /** Desks that hand out numbers to those who wait; none unless the installation names some. */
  readonly queueTickets: readonly QueueDesk[];
  /** How long personal data and the log of who saw it are kept. */
  readonly retention: RetentionSettings;
}

/** What the portal calls the kinds of applicants. */
export interface PortalSubjectCodes {
  readonly person: string;
  readonly organisation: string;
}

/** To whom unsigned apologies go when those who should sign do nothing: the body above the agency, or the province's own. */
export interface EscalationLevel {
  readonly to: 'parent' | 'province';
  /** How many of the addressed body's half working days must have opened since the work was owed. */
  readonly afterHalfDays: number;
}

/** Levels from the nearest to the highest. */
export interface EscalationRule {
  readonly levels: readonly EscalationLevel[];
  /** The list comes again after so many half working days, until somebody acknowledges it. */
  readonly everyHalfDays: number;
}

/** What an installation starts with. */
export const DEFAULT_SETTINGS: EngineSettings = {
  dueSoonLead: { unit: 'working-days', amount: 1 },
  supplementReminderLead: { unit: 'working-days', amount: 1 },
  partyWarningLead: { unit: 'working-days', amount: 1 },
  resultNoticeLimit: { unit: 'calendar-days', amount: 3 },
  uncollectedAfter: { unit: 'calendar-days', amount: 30 },
  uncollectedReminderDays: 30,
  uncollectedReminders: 3,
  transferCutOffMinute: 15 * 60,
  transferToleranceMinutes: 60,
  transferNoticeMinute: 16 * 60 + 30,
  stageWarningShares: [50, 80],
  apologyEscalation: { levels: [{ to: 'parent', afterHalfDays: 1 }, { to: 'province', afterHalfDays: 4 }], everyHalfDays: 1 },
  registerLinesPerPage: 12,
  registerPagesPerVolume: 200,
  registerImported: false,
  delayReasons: DEFAULT_DELAY_REASONS,
  reappointmentMargin: { unit: 'working-days', amount: 5 },
  letterAfterExpiry: { unit: 'working-days', amount: 1 },
  quietFromMinute: 21 * 60,
  quietUntilMinute: 7 * 60,
  paperBesideForms: ['04', '05'],
  paperFallback: true,
  deliveryPatienceDays: 5,
  deliveryRestSeconds: 30,
  portalSync: true,
  portalSyncImported: false,
  portalTermMinutes: 15,
  portalRestSeconds: 30,
  portalAttempts: 20,
  portalSubjectCodes: { person: '1', organisation: '4' },
  lateTarget: 200,
  assignedTasks: DEFAULT_TASK_SETTINGS,
  ageing: DEFAULT_AGEING,
  parIndexScoring: DEFAULT_PAR_SCORING,
  feedback: DEFAULT_FEEDBACK,
  publication: DEFAULT_PUBLICATION,
  quality: DEFAULT_QUALITY,
  nationalIndex: DEFAULT_NATIONAL_INDEX,
  morning: DEFAULT_MORNING,
  risk: DEFAULT_RISK,
  publicPages: DEFAULT_PUBLIC,
  queueTickets: [],
  retention: DEFAULT_RETENTION,
};

/** Everything a decision may look at beside the state and the command. */
export interface Rules {
  readonly procedure: ProcedureVersion;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly calendars: CalendarBook;
  readonly settings: EngineSettings;
  /** Who may sign for which agency, in no order; those that are over included. */
  readonly signatories: readonly SigningAuthority[];
}

/** The rules, the actor, and the instant the command was accepted. */
export interface DecideContext extends Rules {
  readonly at: Instant;
  readonly actor: Actor;
  /** The events of the dossier so far; without them an end does not say what the statute gave. */
  readonly ledger?: () => readonly NewEvent[];
}
