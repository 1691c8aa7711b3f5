import { type CalendarChange, causeOfChange, type DossierEvent, type DossierState, eventOfRow, type Instant, isBeyondReach, isInStock, moveToCalendar, prospectsOf, redated, type Rules, settlePoints, withinCalendar } from '#domain';
import type { Engine } from '../engine.js';
import type { StandingDossier } from './behind.js';
import type { CalendarStep } from './calendar-chain.js';
import type { ImpactKind } from './impact-summary.js';
import { redate } from './redating.js';
import type { RulesShelf } from './rules-shelf.js';

/** What a draft would do to one dossier: its dates before and after. */
export interface DossierImpact {
  readonly dossierId: string;
  readonly kind: ImpactKind;
  readonly fromDue: number | undefined;
  readonly toDue: number | undefined;
  readonly fromAppointment: number | undefined;
  readonly toAppointment: number | undefined;
  readonly endangered: boolean;
}

/** The change asked about: rules by snapshot lie on the shelf, those of the draft under its own name. */
export interface AskedChange {
  /** Publications the dossier has yet to pass before it stands on the base. */
  readonly steps: readonly CalendarStep[];
  readonly base: string;
  readonly draft: string;
  readonly shelf: RulesShelf;
  readonly at: Instant;
}

/** Moves a dossier to the draft's calendars as if they were published at `at`, and says what that comes to. Changes nothing. */
export function impactOn(engine: Pick<Engine, 'sha256'>, dossier: StandingDossier, { steps, base, draft, shelf, at }: AskedChange): DossierImpact {
  const standing = redate(engine, dossier, steps, shelf, at);
  const rulesOf = shelf.of(dossier.procedureCode, dossier.procedureVersion);
  const [before, after] = [rulesOf(base), rulesOf(draft)];
  const events = standing.draft.rows.length === 0 ? dossier.events : [...dossier.events, ...standing.draft.rows.map(eventOfRow)];
  const settled = settlePoints(standing.after, at, false, before).state;
  if (isBeyondReach(events, settled, shelf.changes(before, after), at)) {
    return impactOf(dossier.id, 'beyondReach', settled, settled, false);
  }
  const change = { before, after, rulesOf, at };
  const { state: moved, recorded } = moveToCalendar(events, standing.after, change);
  const hasMoved = recorded.some(({ cause }) => cause === causeOfChange(change));
  const endangered = isAtRisk(moved, after, at) && !isAtRisk(settled, before, at);
  return impactOf(dossier.id, kindOf(events, settled, moved, change, hasMoved), settled, moved, endangered);
}

function impactOf(dossierId: string, kind: ImpactKind, before: DossierState, after: DossierState, endangered: boolean): DossierImpact {
  return { dossierId, kind, fromDue: before.dueAt, toDue: after.dueAt, fromAppointment: before.appointment, toAppointment: after.appointment, endangered };
}

function kindOf(events: readonly DossierEvent[], before: DossierState, after: DossierState, { after: rules, rulesOf }: CalendarChange, hasMoved: boolean): ImpactKind {
  if (isLater(after.dueAt, before.dueAt) || isLater(after.appointment, before.appointment)) {
    return 'movingLater';
  }
  if (before.becameLateAt !== undefined) {
    return 'lateAndStanding';
  }
  if (before.imported) {
    return 'imported';
  }
  const counted = isInStock(before.status) && before.pause === undefined ? withinCalendar(() => redated(events, rules, rulesOf)) : undefined;
  if (counted?.dueAt !== undefined && before.dueAt !== undefined && counted.dueAt < before.dueAt) {
    return 'standingThoughEarlier';
  }
  return hasMoved ? 'onlyTargets' : 'unmoved';
}

/** A provisional date, which nobody was promised, may also come forward. */
function isLater(now: number | undefined, was: number | undefined): boolean {
  return now !== undefined && (was === undefined || now > was);
}

/** Whether a running dossier will probably be late; one whose clock stands still, or that is late already, is not asked. */
function isAtRisk(state: DossierState, rules: Rules, at: Instant): boolean {
  return isInStock(state.status) && state.pause === undefined && state.becameLateAt === undefined && state.dueAt !== undefined && prospectsOf(state, rules, at).endangered;
}
