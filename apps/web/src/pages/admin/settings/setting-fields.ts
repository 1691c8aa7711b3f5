import { DAY_OFF_RULES, WAITING_TIMES } from '#domain';

/** The cut-off day of a report that is the last one of its period. */
export const MONTH_END = 'month-end';

/**
 * What a setting is, as a form shows it. `label` is the word it stands under in `settings.words`, where that is not its own name; `optional`: it may
 * be left out, and something else holds then.
 */
export type SettingField = { readonly label?: string; readonly optional?: true } & (
  | { readonly is: 'limit' | 'count' | 'flag' | 'hour' | 'percent' | 'text' | 'texts' | 'numbers' | 'day' | 'agency' | 'agencies' | 'cut-off' | 'basis' }
  | { readonly is: 'choice' | 'many'; readonly of: readonly string[] }
  | { readonly is: 'part'; readonly fields: SettingFields }
  | { readonly is: 'list'; readonly of: SettingField; readonly blank: unknown }
);

/** Settings by their names, in the order of a form. */
export type SettingFields = Readonly<Record<string, SettingField>>;

const limit = { is: 'limit' } as const;
const count = { is: 'count' } as const;
const flag = { is: 'flag' } as const;
const hour = { is: 'hour' } as const;
const text = { is: 'text' } as const;
const numbers = { is: 'numbers' } as const;
const choice = (of: readonly string[], label?: string): SettingField => ({ is: 'choice', of, ...(label === undefined ? {} : { label }) });
const part = (fields: SettingFields, label?: string): SettingField => ({ is: 'part', fields, ...(label === undefined ? {} : { label }) });
const list = (of: SettingField, blank: unknown): SettingField => ({ is: 'list', of, blank });
const levels = list({ is: 'limit', label: 'levelAfter' }, { unit: 'working-days', amount: 1 });
const dayOfYear = (label: string): SettingField => part({ day: { ...count, label: 'dayNumber' }, month: { ...count, label: 'monthNumber' } }, label);
const dayOff = choice(DAY_OFF_RULES);
const place = part({ limit: { ...limit, label: 'postedWithin' }, from: choice(['decision', 'database-posting'], 'countedFrom'), agency: { is: 'agency', optional: true, label: 'postedBy' } });
const report = part({ cutOffDay: { is: 'cut-off' }, dueAfter: limit, dayOff });
const goesOn = ['restart', 'continue'];
const feedbackRule = { forward: limit, handle: limit, handleComplex: limit, forwarded: choice(goesOn), supplied: choice(goesOn) };
const OWN_RULE: SettingFields = { agencies: { is: 'agencies' }, ...Object.fromEntries(Object.entries(feedbackRule).map(([name, field]) => [name, { ...field, optional: true }])), law: { is: 'basis' } };

/** Everything an administrator may choose, by what it is about. A setting stands here once; what the program does not know is not shown. */
export const SETTING_GROUPS: Readonly<Record<string, SettingFields>> = {
  dates: {
    lateTarget: { is: 'percent' },
    dueSoonLead: limit,
    stageWarningShares: numbers,
    supplementReminderLead: limit,
    partyWarningLead: limit,
    reappointmentMargin: limit,
    letterAfterExpiry: limit,
    delayReasons: list(part({ code: text, text: { is: 'text', optional: true }, endsOn: { is: 'day', optional: true, label: 'reasonEndsOn' } }, 'delayReason'), { code: '', text: '' }),
    apologyEscalation: part({ levels: list(part({ to: choice(['parent', 'province']), afterHalfDays: count }, 'level'), { to: 'parent', afterHalfDays: 1 }), everyHalfDays: count }),
    nationalIndex: part({ waitingTime: choice(WAITING_TIMES) }),
    ageing: part({ left: numbers, over: numbers, age: numbers }),
    morning: part({ atMinute: hour, soonLead: limit, watchedDaysBefore: count, refiledWithinDays: count }),
    risk: part({ fitFromMinute: hour, fitUntilMinute: hour, fitEveryDays: count }),
  },
  desk: {
    transferCutOffMinute: hour,
    transferToleranceMinutes: count,
    transferNoticeMinute: hour,
    resultHandoverLead: { is: 'limit', optional: true },
    resultNoticeLimit: limit,
    uncollectedAfter: limit,
    uncollectedReminderDays: count,
    uncollectedReminders: count,
    registerLinesPerPage: count,
    registerPagesPerVolume: count,
    registerImported: flag,
    queueTickets: list(part({ agency: { is: 'agency' }, windows: count, series: list(part({ code: { is: 'text', label: 'seriesCode' }, name: { is: 'text', label: 'seriesName' } }, 'oneSeries'), { code: 'A', name: '' }) }, 'queueDesk'), { agency: '', windows: 1, series: [{ code: 'A', name: '' }] }),
  },
  letters: {
    quietFromMinute: hour,
    quietUntilMinute: hour,
    paperBesideForms: { is: 'texts' },
    paperFallback: flag,
    deliveryPatienceDays: count,
    deliveryRestSeconds: count,
  },
  portal: {
    portalSync: flag,
    portalSyncImported: flag,
    portalTermMinutes: count,
    portalRestSeconds: count,
    portalAttempts: count,
    portalSubjectCodes: part({ person: text, organisation: text }),
    publicPages: part({ boards: { is: 'agencies' }, addressPerMinute: count, wrongPerAddressDay: count, wrongPerCodeQuarter: count, wrongPerCodeDay: count, codesPerHour: count, codesPerDay: count, feedbackPerDay: count, ratingsPerDay: count }),
  },
  clocks: {
    feedback: part({
      refuse: limit, ask: limit, answer: limit, publish: limit, end: choice(['same-clock', 'closing', 'midnight'], 'dayEnd'), lateAsk: choice(['refused', 'recorded']), warn: limit, escalations: levels,
      rule: part({ ...feedbackRule, law: { is: 'basis' } }), rules: list(part(OWN_RULE, 'ownRule'), { agencies: [], law: { document: '' } }), urgingAnswer: limit, urgingWarn: limit, urgentFrom: count,
    }),
    assignedTasks: part({
      warnBefore: { ...limit, label: 'warn' }, escalateAfter: { ...levels, label: 'escalations' }, explainWithin: limit, dayOff, dayEnd: choice(['closing', 'midnight']), onTimeTarget: { is: 'percent' },
      reports: part({ month: report, quarter: report, 'six-months': report, 'nine-months': report, year: report }),
    }),
    reportCutOffDay: { is: 'count', optional: true },
    publication: part({
      owner: { is: 'agency', optional: true }, places: part({ counter: place, website: place, portal: place, 'internal-process': place }), repealPlaces: { is: 'many', of: ['counter', 'website', 'portal'] }, postedItemLimit: limit, warn: limit, escalations: levels,
    }),
    parIndexScoring: part({ from: dayOfYear('scoredFrom'), until: dayOfYear('scoredUntil'), dueBefore: dayOfYear('dueBefore'), dueEnd: choice(['midnight', 'closing'], 'dayEnd'), warningLead: { ...limit, label: 'warn' }, escalations: levels }),
    quality: part({
      agenciesForTwo: count, agenciesForOne: count, publicity: choice(['by-dossier', 'by-unit']), ratingIsComplaint: flag, parFullFrom: count, parProportionalFrom: count,
      parCriteria: list(part({ catalogue: text, criterion: text, measure: choice(['on-time', 'apology', 'publication', 'sipas']) }, 'parCriterion'), { catalogue: 'qd-1149', criterion: '', measure: 'on-time' }),
    }),
  },
  data: {
    retention: part({ dossiers: list(part({ procedure: { is: 'text', optional: true }, field: { is: 'text', optional: true }, years: count, from: choice(['last-event', 'next-year'], 'countedFrom') }, 'retentionRule'), { years: 10, from: 'next-year' }), accessLogDays: { is: 'count', optional: true } }),
  },
};
