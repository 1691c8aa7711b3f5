import { getRate } from '#domain/figures';
import { ASSUMPTION_WORDS, RATE_WORDS, WHAT_IF_COUNT_LABELS, WHAT_IF_SIDE_LABELS, WHAT_IF_STATE_LABELS } from '#vi';

const ID = '1c3a4e0e-6b9d-4a35-9a53-7f6b3a0f6c21';
const SELF = `/api/v1/what-if/${ID}`;
const BEFORE = { numerator: 12, denominator: 600, value: 2, text: '2,00 %' };
const AFTER = { numerator: 9, denominator: 600, value: 1.5, text: '1,50 %' };
const LINES = {
  before: BEFORE,
  assumptions: [
    { assumption: 'keptMoments' as const, after: AFTER, difference: -3, points: -0.5, toLate: 0, toInTime: 3 },
    { assumption: 'keptWork' as const, after: BEFORE, difference: 0, points: 0, toLate: 1, toInTime: 1 },
  ],
};

/** A finished request, as the description of the API shows it. */
export const REQUEST_EXAMPLE = {
  id: ID,
  state: 'done' as const,
  stateLabel: WHAT_IF_STATE_LABELS.done,
  scope: { province: 'H99', agency: 'H99.31' },
  period: { from: '2026-08-01', to: '2026-08-31' },
  scenario: { holidays: [{ date: '2026-08-21' }], openDays: [], terms: [], absences: [] },
  requestedAt: '2026-09-03T08:00:00+07:00',
  progress: { done: 600, dossiers: 600 },
  finishedAt: '2026-09-03T08:00:02+07:00',
  answer: {
    asOf: '2026-09-03T08:00:01+07:00',
    rate: 'late-rate' as const,
    label: RATE_WORDS['late-rate'].name,
    formula: getRate('late-rate').formula,
    formulaVi: RATE_WORDS['late-rate'].formula,
    figure: BEFORE,
    fault: null,
    assumptions: [{ name: 'keptMoments' as const, ...ASSUMPTION_WORDS.keptMoments }, { name: 'keptWork' as const, ...ASSUMPTION_WORDS.keptWork }],
    total: LINES,
    byAgency: [{ agency: 'H99.31', name: 'UBND xã Số Một', ...LINES }],
    counts: [
      { count: 'dossiers' as const, label: WHAT_IF_COUNT_LABELS.dossiers, number: 600 },
      { count: 'replayed' as const, label: WHAT_IF_COUNT_LABELS.replayed, number: 140 },
      { count: 'givenDates' as const, label: WHAT_IF_COUNT_LABELS.givenDates, number: 20 },
      { count: 'notMovable' as const, label: WHAT_IF_COUNT_LABELS.notMovable, number: 0 },
      { count: 'notReplayable' as const, label: WHAT_IF_COUNT_LABELS.notReplayable, number: 0 },
    ],
  },
  links: { self: SELF, dossiers: `${SELF}/dossiers` },
};

/** A dossier that is late no more, as the description of the API shows it. */
export const DOSSIER_EXAMPLE = {
  code: '000.00.31.H99-260812-0001',
  self: '/api/v1/dossiers/000.00.31.H99-260812-0001',
  agency: 'H99.31',
  procedureCode: '1.012994',
  side: 'in-time' as const,
  sideLabel: WHAT_IF_SIDE_LABELS['in-time'],
  dueBefore: '2026-08-24T09:00:00+07:00',
  dueAfter: '2026-08-25T09:00:00+07:00',
  endedBefore: '2026-08-24T15:00:00+07:00',
  endedAfter: '2026-08-24T15:00:00+07:00',
};
