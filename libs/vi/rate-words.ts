import type { RateName } from '#domain/figures';
import { RATE_WORDS, type RateWords } from './rate-labels.js';

const NAMES = [
  'late-rate',
  'late-of-received',
  'on-time-of-received',
  'late-of-processed',
  'on-time-of-processed',
  'early-of-processed',
  'refusal-rate',
  'supplement-rate',
  'second-supplement-rate',
  'online-share',
  'satisfaction',
  'stage-late-rate',
  'apology-coverage',
  'apology-in-time-rate',
  'late-with-letter-in-time',
  'answer-late-rate',
  'transfer-late-rate',
  'forwarding-late-rate',
] as const satisfies readonly RateName[];

/** A rate of periodic reports. */
export type ReportedRate = (typeof NAMES)[number];

/** Rates of periodic reports, in the order in which they stand there, the headline first. */
export const REPORTED_RATES = Object.fromEntries(NAMES.map((name) => [name, RATE_WORDS[name]])) as Readonly<Record<ReportedRate, RateWords>>;

/** Where it is not recorded in which commune a dossier's matter lies, as imports do not tell it. */
export const NO_COMMUNE = 'Chưa ghi nhận địa bàn';
