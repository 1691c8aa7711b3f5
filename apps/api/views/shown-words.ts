import type { Shown } from '#service';
import type { DeliveriesAnswer } from './delivery-view.js';
import type { FeedbackAnswer } from './feedback-schema.js';
import type { ProposalAnswer } from './proposal-view.js';
import { dossierOfAddress, type Params } from './shown.js';
import type { SyncMessageAnswer } from './sync-view.js';
import type { WatchedAnswer } from './watch-view.js';

/** Addresses a letter went to, and what the other side said. */
export function shownOfDeliveries(answer: DeliveriesAnswer, asked: Params): readonly Shown[] {
  const shows = answer.items.some(({ address, steps }) => address !== null || steps.some(({ detail }) => detail !== null));
  return shows ? dossierOfAddress('address')(answer, asked) : [];
}

/** The words of a proposal. */
export function shownOfProposal({ dossierCode, command }: ProposalAnswer): readonly Shown[] {
  return command === null ? [] : [{ kind: 'dossier', key: dossierCode, fields: ['proposal'] }];
}

/** What the portal said of messages it turned away. */
export function shownOfMessages({ items }: { readonly items: readonly SyncMessageAnswer[] }): readonly Shown[] {
  const codes = new Set(items.filter(({ words }) => words !== null).map(({ dossierCode }) => dossierCode));
  return [...codes].map((code) => ({ kind: 'dossier', key: code, fields: ['portal-words'] }));
}

/** Notes of a finding of the watch list. */
export function shownOfWatched({ dossierCode, noted }: WatchedAnswer): readonly Shown[] {
  return noted.some(({ text }) => text !== null) ? [{ kind: 'dossier', key: dossierCode, fields: ['watch-note'] }] : [];
}

/** Who sent feedback, and what was said in it; not to who sees neither. */
export function shownOfFeedback({ code, sender, said }: FeedbackAnswer): readonly Shown[] {
  const fields = [...Object.entries(sender ?? {}).filter(([, value]) => value !== null).map(([name]) => `sender.${name}`), ...(said.length === 0 ? [] : ['said'])];
  return said.length === 0 && sender?.name == null ? [] : [{ kind: 'case', key: code, fields }];
}
