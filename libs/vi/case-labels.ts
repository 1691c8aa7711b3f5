/** Events of cases as lines of a timeline, by type; the kinds' own stand beside them. */
const EVENT_LABELS: Readonly<Record<string, string>> = {
  CaseOpened: 'Mở việc',
  CaseAssigned: 'Giao người phụ trách',
  ClockStarted: 'Bắt đầu tính thời hạn',
  ClockMoved: 'Thời hạn thay đổi',
  ClockWarned: 'Cảnh báo sắp đến hạn',
  ClockBecameLate: 'Quá hạn',
  ClockEscalated: 'Báo cáo cấp trên do quá hạn',
  ClockStopped: 'Kết thúc tính thời hạn',
  CaseClosed: 'Kết thúc việc',
  CaseReopened: 'Mở lại việc',
};

/** The word for an event of a case; its type where it has none. */
export function caseEventLabel(type: string): string {
  return EVENT_LABELS[type] ?? type;
}

/** Lists of cases. */
export const CASE_STATE_LABELS = {
  open: 'Đang thực hiện',
  'due-today': 'Đến hạn hôm nay',
  overdue: 'Quá hạn',
  closed: 'Đã kết thúc',
} as const;

/** How a clock stands. */
export const CLOCK_STANDING_LABELS = {
  running: 'đang tính',
  overdue: 'quá hạn',
  'in-time': 'đúng hạn',
  late: 'trễ hạn',
  cancelled: 'không phải thực hiện nữa',
} as const;

/** Rates of clocks. */
export const CASE_RATE_LABELS = {
  'clock-on-time': 'Tỷ lệ đúng hạn',
  'clock-late': 'Tỷ lệ trễ hạn',
  'clock-open-overdue': 'Tỷ lệ đang quá hạn',
} as const;
