import { type Actor, erasedWithDossier, instant, type Instant } from '#domain';
import type { Transaction } from '#persistence';
import { CasePassage } from '../cases/case-passage.js';
import { lockCase } from '../cases/case-rows.js';
import type { Engine } from '../engine.js';

/** The erasure of a dossier as its ledger records it. */
export interface DossierErasure {
  readonly dossierId: string;
  /** Snapshot of the calendars, which the transaction holds. */
  readonly calendarHead: string;
  readonly actor: Actor;
  readonly decisionNumber: string;
  readonly secondPerson: string;
  readonly at: Instant;
}

/**
 * Erases, with a locked dossier's people, the records of its urgings and of feedback about it; those still open end. The event
 * in each case rests on the decision that erased the dossier.
 */
export async function eraseWithDossier(engine: Engine, tx: Transaction, { dossierId, calendarHead, actor, decisionNumber, secondPerson, at: erasedAt }: DossierErasure): Promise<void> {
  const linked = await tx.rows<{ id: string }>(`SELECT id FROM deadline_case WHERE dossier_id = $1 AND kind = 'feedback' ORDER BY id`, [dossierId]);
  for (const { id } of linked) {
    const locked = await lockCase(tx, id);
    if (locked === undefined) {
      continue;
    }
    const at = instant(Math.max(erasedAt, locked.settledAt + 1));
    const passage = await CasePassage.begin(engine, tx, locked, calendarHead, at);
    passage.passPublications(at);
    passage.settle(at, false);
    const { state, calendars } = passage;
    if (state.own.kind === 'feedback') {
      const context = { at, agencies: await engine.rules.agencies(tx), calendars, settings: await engine.rules.settings(tx) };
      passage.append({ cause: `dossier-erased:${dossierId}`, actor, events: erasedWithDossier({ ...state, own: state.own }, { decisionNumber, secondPerson }, context) });
    }
    await passage.finish(tx, false);
  }
}
