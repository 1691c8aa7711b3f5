import { type DossierState, eventOfRow, foldDossier, type Instant, isBeyondReach } from '#domain';
import type { Draft } from '../draft.js';
import type { Engine } from '../engine.js';
import type { StandingDossier } from './behind.js';
import type { CalendarStep } from './calendar-chain.js';
import { passageAt, passStep } from './pass-step.js';
import type { RulesShelf } from './rules-shelf.js';

/** A dossier taken past every publication it had yet to pass. */
export interface Redating {
  readonly dossier: StandingDossier;
  readonly before: DossierState;
  readonly after: DossierState;
  /** Its new events; none where nothing was due and nothing moves. */
  readonly draft: Draft;
  readonly settledAt: number;
  /** A calendar changed within what the dossier holds, whether an event came of it or not. */
  readonly reached: boolean;
  /** A date given to the applicant moved. */
  readonly hasMoved: boolean;
}

/** Takes a locked dossier past `steps`, oldest first. Pure: the caller stores what comes of it. Throws for a damaged one. */
export function redate(engine: Pick<Engine, 'sha256'>, dossier: StandingDossier, steps: readonly CalendarStep[], shelf: RulesShelf, recordedAt: Instant): Redating {
  if (dossier.damage !== undefined) {
    throw dossier.damage;
  }
  const before = foldDossier(dossier.events);
  const rulesOf = shelf.of(dossier.procedureCode, dossier.procedureVersion);
  let draft: Draft = { head: { seq: dossier.lastSeq, hash: dossier.lastHash }, state: before, before, rows: [], deltas: [], dwells: [] };
  let { snapshot, settledAt } = dossier;
  let reached = false;
  for (const step of steps) {
    const [standing, next, at] = [rulesOf(snapshot), rulesOf(step.snapshot), passageAt(step, settledAt)];
    const state = draft.state ?? before;
    const events = draft.rows.length === 0 ? dossier.events : [...dossier.events, ...draft.rows.map(eventOfRow)];
    if (!isBeyondReach(events, state, shelf.changes(standing, next), at)) {
      reached = true;
      draft = passStep(engine, draft, { id: dossier.id, events, state }, { before: standing, after: next, rulesOf, at }, recordedAt);
    }
    snapshot = step.snapshot;
    settledAt = at;
  }
  const after = draft.state ?? before;
  return { dossier, before, after, draft, settledAt, reached, hasMoved: after.dueAt !== before.dueAt || after.appointment !== before.appointment };
}
