import { COMPLAINT_RATES } from './complaint-rates.js';
import { DATE_RATES } from './date-rates.js';
import { DESK_RATES } from './desk-rates.js';
import { HANDLING_RATES } from './handling-rates.js';
import { LETTER_RATES } from './letter-rates.js';
import type { PeriodFigures } from './measures.js';
import { NATIONAL_RATES } from './national-rates.js';
import { ONLINE_RATES } from './online-rates.js';
import { PROMISE_RATES } from './promise-rates.js';
import { PUNCTUALITY_RATES } from './punctuality-rates.js';
import type { RateDefinition } from './rate-definition.js';
import { processed } from './rate-parts.js';
import { isOfDossiers, totalOf } from './rate-sum.js';
import { STATUTORY_RATES } from './statutory-rates.js';
import { rateValue, type RateValue } from './rate-value.js';

const DEFINITIONS = {
  ...PUNCTUALITY_RATES,
  ...DATE_RATES,
  ...PROMISE_RATES,
  ...HANDLING_RATES,
  ...COMPLAINT_RATES,
  ...ONLINE_RATES,
  ...LETTER_RATES,
  ...DESK_RATES,
  ...NATIONAL_RATES,
  ...STATUTORY_RATES,
} as const satisfies Record<string, RateDefinition>;

/** The name of a rate: the key its definition stands under. */
export type RateName = keyof typeof DEFINITIONS;

/** Names of all rates. Screens and reports refer to them and never divide by themselves. */
export const RATE_NAMES = Object.keys(DEFINITIONS) as readonly RateName[];

/** One named rate, with what its definition leaves unsaid. */
export interface Rate extends Omit<RateDefinition, 'of' | 'promise'>, Required<Pick<RateDefinition, 'of' | 'promise'>> {
  readonly name: RateName;
  /** It can be told from the dossiers as they stand, without the history the cells keep. */
  readonly fromDossiers: boolean;
}

/** A rate by its name. */
export function getRate(name: RateName): Rate {
  const definition: RateDefinition = DEFINITIONS[name];
  return { name, of: 'dossiers', promise: 'first', fromDossiers: isOfDossiers(definition.numerator) && isOfDossiers(definition.denominator), ...definition };
}

/** The catalogue: every rate is defined in one of its files and nowhere else. */
export const RATES: readonly Rate[] = RATE_NAMES.map(getRate);

/** A rate of the figures of a scope and period. */
export function computeRate(rate: Rate, figures: PeriodFigures): RateValue {
  return rateValue(totalOf(rate.numerator, figures), totalOf(rate.denominator, figures));
}

/** What enters and what leaves a scope in a period; equal unless a stored figure is damaged. */
export function balanceOf(figures: PeriodFigures): { readonly entered: number; readonly left: number } {
  return {
    entered: figures.received + figures.carriedOver + figures.transferredIn + figures.reopened,
    left: processed(figures) + figures.transferredOut + figures.cancelled + figures.open,
  };
}
