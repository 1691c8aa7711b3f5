import { type Instant, sameClockAfter } from '#domain';
import { AT_WORK, CLERK, OFFICER, PAPERS, SIGNATORY, step } from './life-steps.js';
import type { Life, Step } from './models.js';

/** Terms of seven and ten working days. */
const PROCEDURES = ['1.013225', '1.005144'] as const;
const CHANNELS = ['counter', 'post'] as const;
/** Well within a term, on its last days, and past it. */
const [SOON, LATE] = [3, 21];
const SIGNED_AFTER_DAYS = 18;

const result = (days: number): readonly Step[] => [
  step(CLERK, 'RecordResult', {}, { days }),
  step(CLERK, 'HandOver', { method: 'desk', identityChecked: true, authorised: false, signature: 'paper' }, { text: { receiver: 'Người nộp' } }),
];

/** Whole lives that began on a morning: early, after a supplement, late with and without an apology, refused, withdrawn. */
export function finishedLives(morning: Instant): readonly Life[] {
  const begins = sameClockAfter(morning, -LATE - SIGNED_AFTER_DAYS);
  const life = (procedureCode: string, channel: Life['channel'], steps: readonly Step[]): Life => ({ procedureCode, agencyCode: 'H99.31', channel, begins, steps: [...AT_WORK, ...steps] });
  return PROCEDURES.flatMap((procedure) =>
    CHANNELS.flatMap((channel) => [
      life(procedure, channel, result(SOON)),
      life(procedure, channel, [step(OFFICER, 'RequestSupplement', PAPERS, { text: { reason: 'Thiếu giấy tờ theo quy định' } }), step(CLERK, 'ReceiveSupplement', {}, { days: 2 }), ...result(SOON)]),
      life(procedure, channel, result(LATE)),
      life(procedure, channel, [step(SIGNATORY, 'SignApology', { reasonCode: 'specialist-opinion' }, { days: SIGNED_AFTER_DAYS }), ...result(SOON)]),
      life(procedure, channel, [step(CLERK, 'Withdraw', { reasonCode: 'applicant-request' }, { days: 1 })]),
    ]),
  );
}
