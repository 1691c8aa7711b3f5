import type { TextRef } from './commands.js';
import type { FixedBasis } from './fixed-date.js';
import type { LegalCitation } from './legal-citation.js';

/** Payloads of the events by which a person sets or lengthens a date; `Dates` is what they moved. */
export interface DateEventPayloads<Dates> {
  /** A person set the date: the first one of an undated dossier, or a later one on a new document. */
  DueDateFixed: FixedBasis & { readonly dates: Dates };
  /** The term was lengthened on a ground of the law; the promise keeps its number. `until`: the date asked for; absent, the end of what the ground allows. */
  TermExtended: { readonly extension: string; readonly law: LegalCitation; readonly until?: number; readonly documentNumber?: string; readonly text: TextRef; readonly dates: Dates };
}
