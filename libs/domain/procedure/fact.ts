import type { StageBudget, TimeLimit } from '../deadline/time-limit.js';
import type { LegalCitation } from '../dossier/legal-citation.js';
import type { LegalBasis, PauseGround } from './procedure.js';

/** What a fact of a version belongs to when two versions are shown side by side, in the order of showing. */
export const FACT_SECTIONS = ['identity', 'parts', 'terms', 'papers', 'forms', 'fees', 'steps', 'bases', 'rules'] as const;
export type FactSection = (typeof FACT_SECTIONS)[number];

/** What a fact is about. */
export type FactName =
  | 'name' | 'field' | 'effective-from' | 'ends-on' | 'announced-by' | 'repealed-by' | 'source'
  | 'order' | 'manner' | 'channel' | 'sets' | 'subject' | 'competent-agency' | 'authority' | 'result' | 'condition' | 'note' | 'without'
  | 'case' | 'term' | 'channel-term' | 'statutory-limit' | 'dating' | 'paper' | 'form' | 'fee' | 'step' | 'basis'
  | 'non-territorial' | 'immediate' | 'pause-ground' | 'consultation' | 'supplement' | 'answer' | 'apology' | 'remote-extra' | 'undated-maximum' | 'extension';

/** A word of a fact that is not a text of the version. */
export type FactWord =
  | 'yes' | 'no' | 'counter' | 'online' | 'post' | 'required' | 'not-required' | 'form' | 'result' | 'conditions' | 'fees'
  | 'competent' | 'authorised' | 'coordinating' | 'receiving' | 'place' | 'source-incomplete' | 'by-person' | 'by-nobody' | 'at-intake' | 'shift' | 'stand' | 'agreement'
  | 'consent' | 'late' | 'restart' | 'refused' | 'withdrawn' | 'suspended' | 'before-expiry' | 'at-expiry' | 'person' | 'organisation'
  | 'excluded-tax' | 'excluded-payment' | 'excluded-posting' | 'excluded-return' | 'excluded-fixed-date'
  | 'start-on-receipt' | 'start-same-day-15h' | 'start-birth-group-15h' | 'start-online-17h' | 'start-last-hour' | 'end-same-clock' | 'end-closing' | 'end-midnight'
  | 'applicant-limit' | 'agency-limit' | 'desk-limit' | 'answer-limit' | 'answer-alert' | 'lead' | 'letter-limit' | 'confirmation'
  | 'originals' | 'copies' | 'part' | 'group';

/** One piece of what a fact says; people read the pieces one after the other. */
export type FactPiece =
  | { readonly text: string }
  | { readonly word: FactWord; readonly count?: number }
  | { readonly limit: TimeLimit }
  | { readonly budget: StageBudget }
  | { readonly dong: number }
  | { readonly day: string }
  | { readonly ground: PauseGround }
  | { readonly citation: LegalCitation }
  | { readonly basis: LegalBasis };

/** One thing a version says. `key` is the same in both versions for the same thing, whatever it says of it. */
export interface ProcedureFact {
  readonly section: FactSection;
  readonly name: FactName;
  readonly key: string;
  readonly says: readonly FactPiece[];
}

/** A fact under its name and what tells it from others of the name. */
export function fact(section: FactSection, name: FactName, key: string, says: readonly FactPiece[]): ProcedureFact {
  return { section, name, key: key === '' ? name : `${name}/${key}`, says };
}
