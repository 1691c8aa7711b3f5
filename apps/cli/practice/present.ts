import { addCalendarDays, formatInstant, formatLocalDate, type Instant, instant, instantAt, localDateFrom, localDateOf, monthOf, MS_PER_HOUR, type WorkingCalendar, yearOf } from '#domain';
import { applyImport, createCalendarDraft, type Engine, enterAbsence } from '#service';
import { publishFigures } from '#service/figures';
import { ADMIN, MANAGER, PROVINCE } from '../simulation/people.js';

/** What stands around the dossiers of the present day. */
interface Present {
  readonly at: Instant;
  readonly begins: Instant;
  readonly calendar: WorkingCalendar;
  readonly say: (line: string) => void;
}

const IMPORTED = 12;
const CLOSED_IN_DAYS = 10;
/** When a day of absence begins and when the last one ends. */
const [MORNING, EVENING] = [7.5 * 60, 17 * 60];

/** Absences, a frozen month and what came to light after it, and a change of the calendar that waits for its second person. */
export async function makePresent(engine: Engine, { at, begins, calendar, say }: Present): Promise<void> {
  await enterAbsences(engine, at);
  const frozen = lastMonthBefore(at);
  const published = await publishFigures(engine, { scope: { province: PROVINCE }, period: { kind: 'month', year: yearOf(frozen), month: monthOf(frozen) }, by: MANAGER, at });
  say(`figures of ${formatLocalDate(frozen).slice(0, 7)}: ${published.kind}`);
  await importOlder(engine, at, begins, calendar);
  const dayOff = calendar.addWorkingDays(at, CLOSED_IN_DAYS, 'same-clock');
  const draft = await createCalendarDraft(
    engine,
    {
      content: { layers: [], amendments: [{ layer: 'demo-province', add: [{ date: formatLocalDate(localDateOf(dayOff)), kind: 'closure', name: 'Nghỉ do bão (thực hành)', source: 'Công điện số 15/CĐ-UBND', reason: 'storm', decision: '1522/QĐ-UBND' }] }] },
      source: '1522/QĐ-UBND',
      reasonCode: 'storm',
    },
    ADMIN,
    at,
  );
  say(`calendar draft: ${draft.kind}`);
}

/** One officer is away now, another from next week, each with somebody who stands in. */
async function enterAbsences(engine: Engine, at: Instant): Promise<void> {
  const away = [
    { subject: 'officer@H99.31', substitute: 'officer-2@H99.31', from: -1, last: 3, reason: 'leave' },
    { subject: 'officer-2@H99.05.01', substitute: 'officer@H99.05.01', from: 6, last: 10, reason: 'training' },
  ] as const;
  const dayAt = (days: number, minute: number): Instant => instantAt(addCalendarDays(localDateOf(at), days), minute);
  for (const [index, { subject, substitute, from, last, reason }] of away.entries()) {
    const input = { subject, substitute, from: dayAt(from, MORNING), until: dayAt(last, EVENING), reason };
    const entered = await enterAbsence(engine, input, { by: 'head@H99', key: `practice-absence-${String(index)}`, hash: 'practice' }, at);
    if (entered.kind !== 'entered') throw new Error(`The absence of ${subject} was not entered: ${entered.kind}`);
  }
}

/** The last day of the last month that is over. */
function lastMonthBefore(at: Instant): ReturnType<typeof localDateOf> {
  const today = localDateOf(at);
  return addCalendarDays(localDateFrom(yearOf(today), monthOf(today), 1), -1);
}

/** Dossiers of the system before, some of the month that is frozen: they are what was published without them. */
async function importOlder(engine: Engine, at: Instant, begins: Instant, calendar: WorkingCalendar): Promise<void> {
  const lines = Array.from({ length: IMPORTED }, (_, index) => {
    const received = calendar.addWorkingTime(instantAt(localDateOf(begins), 8 * 60), (index * 23 + 2) * MS_PER_HOUR);
    const finished = calendar.addWorkingDays(received, 3 + (index % 5), 'same-clock');
    return {
      line: index + 2,
      fields: {
        code: `CU-${String(index + 1).padStart(5, '0')}`,
        procedureCode: '1.013225',
        agencyCode: 'H99.31',
        channel: 'counter',
        applicantName: 'Người nộp hồ sơ của hệ thống cũ (giả định)',
        receivedAt: formatInstant(received),
        dueAt: formatInstant(calendar.addWorkingDays(received, 7, 'same-clock')),
        finishedAt: formatInstant(instant(Math.min(finished, at))),
      },
    };
  });
  await applyImport(engine, lines, at, { source: 'practice' });
}
