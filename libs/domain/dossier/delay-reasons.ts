import { formatLocalDate } from '../time/local-date.js';
import { localDateOf, type Instant } from '../time/instant.js';
import type { Refusal } from './refusal.js';

/** A reason for a delay as an installation lists it. The list is closed: what is not on it can be signed by nobody. */
export interface DelayReason {
  readonly code: string;
  /** What a letter says for it; absent where the program's own words for the code are meant. */
  readonly text?: string;
  /** First local day on which it can be chosen no more, `YYYY-MM-DD`: a reason is ended, never deleted, for letters name it. */
  readonly endsOn?: string;
}

/** The list an installation starts with, in no order of preference: nothing on it is chosen for anybody. */
export const DEFAULT_DELAY_REASONS: readonly DelayReason[] = [
  { code: 'complex' },
  { code: 'specialist-opinion' },
  { code: 'external-opinion' },
  { code: 'external-delay' },
  { code: 'force-majeure' },
  { code: 'system-failure' },
  { code: 'staff-absence' },
  { code: 'overload' },
];

/** Reasons that can be chosen at an instant, in the order of the list. */
export function delayReasonsAt(reasons: readonly DelayReason[], at: Instant): readonly DelayReason[] {
  const day = formatLocalDate(localDateOf(at));
  return reasons.filter(({ endsOn }) => endsOn === undefined || day < endsOn);
}

/** Why a code is no reason to give at an instant, naming those that are; `undefined` when it is one. */
export function objectToDelayReason(code: string | undefined, reasons: readonly DelayReason[], at: Instant): Pick<Refusal, 'code' | 'data'> | undefined {
  const offered = delayReasonsAt(reasons, at);
  if (code !== undefined && offered.some((reason) => reason.code === code)) {
    return undefined;
  }
  const data = { offered: offered.map((reason) => reason.code).join(', ') };
  return code === undefined ? { code: 'delay-reason-required', data } : { code: 'unknown-delay-reason', data: { ...data, reasonCode: code } };
}
