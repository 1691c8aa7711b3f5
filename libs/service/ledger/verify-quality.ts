import { isDeepStrictEqual } from 'node:util';
import type { DossierEvent } from '#domain';
import { ownFacts, workRunsOf } from '#domain/figures';
import { FACTS_RULE } from '../quality/kept-facts.js';
import type { LedgerFault } from './fault.js';
import type { StoredDossier } from './read-dossiers.js';

/**
 * Checks what is kept of a dossier for quality scores against its events: facts as of its last event and by the present rule must be what the events
 * tell, and none may be as of an event it does not have yet. Other kept facts are read by nobody: they are told anew.
 */
export function findQualityFault({ id, code, head, quality }: StoredDossier, events: readonly DossierEvent[]): LedgerFault | undefined {
  if (quality === undefined || quality.of_seq < head.seq || (quality.of_seq === head.seq && quality.rule !== FACTS_RULE)) {
    return undefined;
  }
  const fault = (but: string): LedgerFault => ({ kind: 'quality-fact', dossierId: id, code, seq: quality.of_seq, detail: `the facts kept for quality scores ${but}; they are told anew once their row names rule 0 and event 0` });
  if (quality.of_seq > head.seq) {
    return fault(`are as of event ${String(quality.of_seq)}, but its events end with ${String(head.seq)}`);
  }
  const told: unknown = JSON.parse(JSON.stringify(ownFacts(workRunsOf(events)) ?? null));
  return isDeepStrictEqual(quality.content, told) ? undefined : fault('are not what its events tell');
}
