import { type Count, PROCESSED, type Rate, TO_PROCESS } from '#domain/figures';

/** What tells that a group had anything at all, so that a rate without a denominator is shown as having none. */
const SIGNS_OF_LIFE: readonly Count[] = [...TO_PROCESS.plus, ...TO_PROCESS.minus, ...PROCESSED.plus, 'registered', 'intakeRefused'];

/** What is to be told. */
export interface Wanted {
  readonly isWanted: (count: Count) => boolean;
  /** Feedback is looked at only for rates that count it; else nobody complained. */
  readonly complaints: boolean;
}

/** The counts a question needs: those of its rates and those it names, or all when it names none. */
export function wantedCounts(rates: readonly Rate[], counts: readonly Count[] | undefined): Wanted {
  const ofRates = rates.flatMap(({ numerator, denominator }) => [numerator, denominator].flatMap(({ plus, minus }) => [...plus, ...minus]));
  const wanted = new Set([...SIGNS_OF_LIFE, ...(counts ?? []), ...ofRates]);
  return { isWanted: (count) => counts === undefined || wanted.has(count), complaints: ofRates.includes('complained') };
}
