import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { TimeLimit } from '../deadline/time-limit.js';
import type { ProcedureVersion } from '../procedure/procedure.js';
import type { Instant } from '../time/instant.js';
import type { Actor } from './actor.js';
import type { Agency } from './agency.js';

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
  /** Local minute of the day after which desk-to-agency hand-over is due next morning (NĐ 118/2025 Art. 18: 15:00). */
  readonly transferCutOffMinute: number;
  /** Open minutes after opening within which that hand-over next morning ("đầu giờ làm việc ngày tiếp theo") is in time. */
  readonly transferToleranceMinutes: number;
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
}

/** What an installation starts with. */
export const DEFAULT_SETTINGS: EngineSettings = {
  dueSoonLead: { unit: 'working-days', amount: 1 },
  supplementReminderLead: { unit: 'working-days', amount: 1 },
  partyWarningLead: { unit: 'working-days', amount: 1 },
  resultNoticeLimit: { unit: 'calendar-days', amount: 3 },
  uncollectedAfter: { unit: 'calendar-days', amount: 30 },
  transferCutOffMinute: 15 * 60,
  transferToleranceMinutes: 60,
  quietFromMinute: 21 * 60,
  quietUntilMinute: 7 * 60,
  paperBesideForms: ['04', '05'],
  paperFallback: true,
  deliveryPatienceDays: 5,
  deliveryRestSeconds: 30,
};

/** Everything a decision may look at beside the state and the command. */
export interface Rules {
  readonly procedure: ProcedureVersion;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly calendars: CalendarBook;
  readonly settings: EngineSettings;
}

/** The rules, the actor, and the instant the command was accepted. */
export interface DecideContext extends Rules {
  readonly at: Instant;
  readonly actor: Actor;
}
