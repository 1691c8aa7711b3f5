import type { Derivation, DossierStep } from '#domain';
import { changedDayLines } from './changed-days.js';
import { EVENT_LABELS } from './event-labels.js';
import { eventAmong, type Step } from './day-names.js';
import { delayReasonName } from './delay-reasons.js';
import { lineOf, minutesVi } from './explanation-lines.js';
import { formatDueVi, formatInstantVi, formatTimeLimitVi } from './formats.js';
import { PAUSE_GROUND_LABELS } from './labels.js';
import { LAW_LABELS } from './law-labels.js';
import { legalCitationVi } from './legal-citations.js';

/** A step of a dossier's own clock, none of a count. */
type ClockStep = Exclude<DossierStep, Step>;
type StepOf<C extends ClockStep['code']> = Extract<ClockStep, { readonly code: C }>;

const LANDINGS: Record<StepOf<'landed'>['how'], string> = {
  'runs-out': 'hết thời gian còn lại',
  'next-opening': 'hết thời gian còn lại ngoài giờ làm việc, lấy giờ mở cửa tiếp theo',
  'same-clock': 'hết thời gian còn lại, giữ nguyên giờ trong ngày làm việc',
  closing: 'hết giờ làm việc của ngày cuối',
  midnight: 'hết ngày cuối',
};

const LATER: Record<StepOf<'not-earlier'>['because'], string> = {
  'given-before': 'ngày đã hẹn không bị rút ngắn nên giữ nguyên',
  'due-date': 'ngày hẹn không trước hạn xử lý nên lấy hạn xử lý',
  'time-left': 'sớm hơn phần thời gian còn lại trước khi tạm dừng nên lấy theo phần còn lại',
};

const STANDING: Record<StepOf<'stands'>['because'], string> = {
  late: 'hồ sơ đã quá hạn',
  'nothing-left': 'không có thời gian còn lại để tính tiếp',
  'set-for-event': 'ngày trả kết quả theo một sự kiện riêng, không lùi theo thời gian tạm dừng',
};

/** Every step of a derivation as one sentence, each with its article or notice, under a heading that says what happened and when. */
export function derivationLines({ because, at, steps }: Derivation): string[] {
  const event = eventAmong(steps);
  return [`${headingVi(because, at)}.`, ...steps.map((step) => (isClockStep(step) ? clockLine(step) : lineOf(step, event)))];
}

/** What happened and when, over the steps it led to. */
export function headingVi(because: Derivation['because'], at: number): string {
  return `${EVENT_LABELS[because]} lúc ${formatInstantVi(at)}`;
}

/** One step as a sentence. `steps` are those it stands among. */
export function stepLine(step: DossierStep, steps: readonly DossierStep[]): string {
  return isClockStep(step) ? clockLine(step) : lineOf(step, eventAmong(steps));
}

/** Whether a step is of the dossier's own clock, and none of a count. */
export function isClockStep(step: DossierStep): step is ClockStep {
  return step.code in CLOCK_REASONS;
}

function clockLine(step: ClockStep): string {
  const law = 'law' in step || 'citation' in step ? ` (${basisVi(step)})` : '';
  return `${clockReason(step)}${law}.`;
}

/** What a step of the clock says, without its article. */
export function clockReason(step: ClockStep): string {
  return (CLOCK_REASONS[step.code] as (given: ClockStep) => string)(step);
}

/** The article behind a step of the clock and the number of its document; empty where it has none. */
export function basisVi(step: ClockStep): string {
  const document = 'documentNumber' in step ? [`văn bản ${step.documentNumber}`] : [];
  return [...('law' in step ? [LAW_LABELS[step.law]] : []), ...('citation' in step ? [legalCitationVi(step.citation)] : []), ...document].join('; ');
}

const CLOCK_REASONS: { readonly [C in ClockStep['code']]: (step: StepOf<C>) => string } = {
  'statutory-limit': ({ limit, dueAt }) => `Thời hạn theo luật là ${formatTimeLimitVi(limit)}${dueAt === undefined ? '' : `, đến ${formatDueVi(dueAt)}`}; thời hạn đã công bố ngắn hơn`,
  fixed: ({ dueAt, named }) => `Ngày trả kết quả do người có thẩm quyền ấn định: ${namedVi(dueAt, named)}`,
  undated: ({ awaits, maximumAt }) => {
    const open = awaits === undefined ? 'Hồ sơ không hẹn ngày trả kết quả' : `Ngày trả kết quả theo ${awaits}, chưa ấn định`;
    return `${open}${maximumAt === undefined ? '' : `; xét theo thời hạn tối đa, tính như sau, đến ${formatDueVi(maximumAt)}`}`;
  },
  extended: ({ limit, from }) => `Kéo dài thời hạn thêm ${formatTimeLimitVi(limit)}, tính từ ${formatInstantVi(from)}`,
  'extended-until': ({ dueAt, named }) => `Kéo dài thời hạn đến ${namedVi(dueAt, named)}`,
  paused: ({ ground, at, plannedEndAt, legalEnd }) =>
    `Tạm dừng từ ${formatInstantVi(at)}: ${PAUSE_GROUND_LABELS[ground]}${plannedEndAt === undefined ? '' : `, ${legalEnd === true ? 'theo quy định' : 'dự kiến'} đến ${formatDueVi(plannedEndAt)}`}`,
  'time-left': ({ kind, ms, from, until }) => `Còn lại ${kind === 'wall' ? spanVi(ms) : workingTimeVi(ms)}, từ ${formatInstantVi(from)} đến ${formatDueVi(until)}`,
  resumed: ({ at, from }) => `Tính tiếp từ ${formatInstantVi(at)}${from === at ? '' : `; thời hạn chạy từ ${formatInstantVi(from)}`}`,
  reopened: ({ endedAt, at }) => `Mở lại lúc ${formatInstantVi(at)}; thời gian đã dùng đến ${formatInstantVi(endedAt)} được giữ nguyên`,
  'wall-time-counted': ({ from, to }) => `Tính liên tục phần còn lại từ ${formatInstantVi(from)} đến ${formatDueVi(to)}`,
  landed: ({ how, at }) => `Kết thúc lúc ${formatDueVi(at)}: ${LANDINGS[how]}`,
  'not-earlier': ({ computed, stands, because }) => `Cách tính cho ${formatDueVi(computed)}; ${LATER[because]}: ${formatDueVi(stands)}`,
  'shut-at-hour': ({ given, at }) => `Giờ đã hẹn ${formatDueVi(given)} cơ quan không làm việc: chuyển sang giờ mở cửa tiếp theo, ${formatDueVi(at)}`,
  'became-late': ({ dueAt }) => `Quá hạn từ ${formatDueVi(dueAt)}; từ đây hạn xử lý không thay đổi`,
  stands: ({ at, because }) => `Hạn xử lý giữ nguyên ${formatDueVi(at)} vì ${STANDING[because]}`,
  're-appointed': ({ at, from, reasonCode }) =>
    `Hẹn lại một lần${from === undefined ? '' : `, thay cho ${formatDueVi(from)}`}, đến ${formatDueVi(at)}: ${delayReasonName({ code: reasonCode })}; hạn xử lý không đổi`,
  'calendar-changed': ({ days }) => `Lịch làm việc thay đổi${days.length === 0 ? '' : `: ${changedDayLines(days).join('; ')}`}; tính lại từ đầu theo lịch mới`,
  imported: ({ source, dueAt, maximumAt }) =>
    `Lấy nguyên từ hệ thống ${source}${dueAt === undefined ? '; không có hạn xử lý' : `, hạn xử lý ${formatDueVi(dueAt)}`}${maximumAt === undefined ? '' : `, xét theo thời hạn tối đa đến ${formatDueVi(maximumAt)}`}`,
};

/** A moment somebody named; with the one that stands for it where a calendar has made its day one nobody works. */
function namedVi(dueAt: number, named: number | undefined): string {
  return named === undefined ? formatDueVi(dueAt) : `${formatDueVi(named)}, theo lịch làm việc mới chuyển sang ${formatDueVi(dueAt)}`;
}

/** Open time in words: `26 giờ 30 phút làm việc`. */
function workingTimeVi(ms: number): string {
  return `${hoursVi(ms)} làm việc`;
}

const HOURS_PER_DAY = 24;

/** Wall time in words: `3 ngày 2 giờ 10 phút`. */
function spanVi(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const days = Math.floor(hours / HOURS_PER_DAY);
  return `${days === 0 ? '' : `${days} ngày `}${hoursVi(ms - (hours - (hours % HOURS_PER_DAY)) * 3_600_000)}`;
}

function hoursVi(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  return `${hours} giờ ${minutesVi((ms - hours * 3_600_000) / 60_000)} phút`;
}
