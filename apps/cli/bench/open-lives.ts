import { type Instant, instantAt, localDateOf, sameClockAfter } from '#domain';
import { AT_WORK, CLERK, OFFICER, PAPERS, SIGNATORY, step } from './life-steps.js';
import type { Life, Step } from './models.js';

/** Terms of seven, ten and twenty-one working days. */
const RUNNING = ['1.013225', '1.005144', '1.012994'] as const;
/** Long enough ago for a term of seven working days to be over. */
const LATE_DAYS = 21;
const SIGNED_AFTER_DAYS = 18;

/** What lies open at a counter: twelve that run for each five that are paused, late or still to be answered. */
export function openLives(morning: Instant): readonly Life[] {
  const plain = (procedureCode: string, steps: readonly Step[]): Life => ({ procedureCode, agencyCode: 'H99.31', channel: 'counter', begins: morning, steps });
  const late = (steps: readonly Step[]): Life => ({ ...plain('1.013225', [...AT_WORK, ...steps]), begins: sameClockAfter(morning, -LATE_DAYS) });
  return [
    ...RUNNING.flatMap((procedure) => [0, 1, 2, 3].map((steps) => plain(procedure, AT_WORK.slice(0, steps)))),
    plain('1.013225', [step(CLERK, 'Forward', {}), step(OFFICER, 'RequestSupplement', PAPERS, { text: { reason: 'Thiếu giấy tờ theo quy định' } })]),
    { ...plain('1.012783', [step(CLERK, 'Forward', {}), step(OFFICER, 'Forward', {}), step(OFFICER, 'RaiseFinancialObligation', { amount: 1_250_000 })]), caseCode: '1.012783.01', agencyCode: 'H99.05.01' },
    late([]),
    late([step(SIGNATORY, 'SignApology', { reasonCode: 'specialist-opinion' }, { days: SIGNED_AFTER_DAYS })]),
    // Filed on a Sunday evening: the desk has the whole next day to answer.
    { ...plain('1.013225', []), channel: 'online', begins: instantAt(localDateOf(sameClockAfter(morning, 6)), 20 * 60) },
  ];
}
