import { causeOfChange, type DossierEvent, type DossierState, type Instant, instant, moveToCalendar, type Rules, type RulesOf } from '#domain';
import type { Draft } from '../draft.js';
import type { Engine } from '../engine.js';
import { draftEvents } from '../ledger-writer.js';
import type { CalendarStep } from './calendar-chain.js';

/** A dossier about to pass a publication: everything it did so far, and where that leaves it. */
export interface PassingDossier {
  readonly id: string;
  readonly events: readonly DossierEvent[];
  readonly state: DossierState;
}

/** The publication: rules before and after, and when the dossier passes it. */
export interface Passage {
  readonly before: Rules;
  readonly after: Rules;
  readonly rulesOf: RulesOf;
  readonly at: Instant;
}

/** When a dossier passes a publication: then, or where it was settled further already, there. */
export function passageAt(step: CalendarStep, settledAt: number): Instant {
  return instant(Math.max(step.publishedAt, settledAt));
}

/**
 * Takes a dossier past one publication: what was due before is settled under the calendars it stands on and written under
 * their version, and what moves is written under the new one. Whoever comes first, rollout or transition, calls this at the
 * same instant and so appends the same events.
 */
export function passStep(engine: Pick<Engine, 'sha256'>, draft: Draft, dossier: PassingDossier, passage: Passage, recordedAt: Instant): Draft {
  const { before, after, at } = passage;
  const moved = causeOfChange(passage);
  const recorded = instant(Math.max(recordedAt, at));
  let passed = draft;
  for (const caused of moveToCalendar(dossier.events, dossier.state, passage).recorded) {
    const { snapshot } = (caused.cause === moved ? after : before).calendars;
    passed = draftEvents(passed, dossier.id, caused, recorded, snapshot, engine);
  }
  return passed;
}
