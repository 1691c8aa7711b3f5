import type { Derivation, DossierStatus, DossierStep, PublicLanguage, StatutoryTerm, TermEvent } from '#domain';
import { derivationLines } from './clock-lines.js';
import { statutoryVi } from './date-basis.js';
import { eventAmong } from './day-names.js';
import { formatDueEn, formatInstantEn, formatTimeLimitEn } from './en/formats.js';
import { EVENTS_EN, LETTER_LABELS_EN, PAUSE_GROUNDS_EN, STATUS_LABELS_EN } from './en/labels.js';
import { STEP_LINES_EN } from './en/step-lines.js';
import { LETTER_LABELS, PAUSE_GROUND_LABELS, STATUS_LABELS } from './labels.js';

/** What somebody is told of a dossier in one language. Names that have no other language than Vietnamese stand between “ and ” in any other. */
export interface DossierWords {
  /** Every step of a derivation as one sentence, under a heading that says what happened and when. */
  readonly derivationLines: (derivation: Derivation) => readonly string[];
  /** Where the statute's own limit ends beside a shorter promise, once pauses moved it. */
  readonly statutorySince: (statutory: StatutoryTerm) => string;
  readonly statuses: Readonly<Record<DossierStatus, string>>;
  readonly grounds: Readonly<Record<keyof typeof PAUSE_GROUND_LABELS, string>>;
  readonly letters: Readonly<Record<keyof typeof LETTER_LABELS, string>>;
}

/** The words of each language of the public pages. */
export const DOSSIER_WORDS: Readonly<Record<PublicLanguage, DossierWords>> = {
  vi: {
    derivationLines,
    statutorySince: (statutory) => `Cam kết ngắn hơn quy định: ${statutoryVi(statutory)}, kể cả thời gian tạm dừng.`,
    statuses: STATUS_LABELS,
    grounds: PAUSE_GROUND_LABELS,
    letters: LETTER_LABELS,
  },
  en: {
    derivationLines: ({ because, at, steps }) => {
      const event = eventAmong(steps);
      return [`${EVENTS_EN[because]} at ${formatInstantEn(at)}.`, ...steps.map((step) => lineEn(step, event))];
    },
    statutorySince: ({ limit, dueAt }) => `The term promised is shorter than the law’s: ${formatTimeLimitEn(limit)}${dueAt === undefined ? '' : `, until ${formatDueEn(dueAt)}`}, with the time the clock stood still.`,
    statuses: STATUS_LABELS_EN,
    grounds: PAUSE_GROUNDS_EN,
    letters: LETTER_LABELS_EN,
  },
};

function lineEn(step: DossierStep, event: TermEvent): string {
  // The table has the sentence of each step under its own code; that they belong together is what the compiler cannot follow.
  return (STEP_LINES_EN[step.code] as (given: DossierStep, event: TermEvent) => string)(step, event);
}
