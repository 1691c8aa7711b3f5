import type { Instant } from '../time/instant.js';
import type { DossierEvent } from './events.js';
import { foldEvent } from './fold.js';
import type { DossierState, StageState } from './state.js';

/** Which agency gave a dossier's papers to which, and when; the same one twice where they stayed in the house. */
export interface PapersGiven {
  readonly from: string;
  readonly to: string;
  readonly at: Instant;
}

/** The same with the stage the papers were given to and the event that gave them; both are lost to whoever asks. */
interface Given extends PapersGiven {
  readonly seq: number;
  readonly stage?: string;
}

/**
 * Every hand-over of a dossier's papers between agencies, or within one, as its ledger tells them, the earliest first: what went on to other stages, came
 * back to an earlier one, moved with the dossier, or reached the desk as its result. One that was refused or recalled gave nothing to anybody; papers of
 * stages side by side are given once all of them are done, by each.
 */
export function papersGiven(events: readonly DossierEvent[]): readonly PapersGiven[] {
  let state: DossierState | undefined;
  let given: readonly Given[] = [];
  for (const event of events) {
    const after = foldEvent(state, event);
    given = givenAfter(given, state ?? after, event, after);
    state = after;
  }
  return given.map(({ from, to, at }) => ({ from, to, at }));
}

function givenAfter(given: readonly Given[], before: DossierState, event: DossierEvent, after: DossierState): readonly Given[] {
  const { seq, occurredAt: at } = event;
  const passed = (givers: readonly string[], receivers: readonly Pick<Given, 'to' | 'stage'>[]): readonly Given[] =>
    [...given, ...[...new Set(givers)].flatMap((from) => receivers.map((receiver): Given => ({ from, ...receiver, at, seq })))];
  const taken = (id: string): readonly Pick<Given, 'to' | 'stage'>[] => agenciesOf(after, [id]).map((to) => ({ to, stage: id }));
  switch (event.type) {
    case 'StageForwarded':
      return passed(besideOf(before, event.payload.closed.stage), event.payload.opened.flatMap(({ stage }) => taken(stage)));
    case 'HandoverRefused':
      return withoutLast(given, [event.payload.closed.stage]);
    case 'HandoverRecalled':
      return withoutLast(given, event.payload.closed.map(({ stage }) => stage));
    case 'StageReturned':
      return passed(agenciesOf(before, event.payload.closed.map(({ stage }) => stage)), taken(event.payload.reopened.stage));
    case 'DossierTransferred':
      return passed([event.payload.from], [{ to: event.payload.to }]);
    case 'ResultRecorded':
      return passed(resultGivers(before), [{ to: before.receivingAgency }]);
    default:
      return given;
  }
}

/** Agencies of a stage and of those that ran side by side with it. */
function besideOf({ stages }: DossierState, id: string): readonly string[] {
  const closed = stages.find((stage) => stage.id === id);
  return stages.flatMap((stage) => (isBeside(stage, closed) ? [stage.agency] : []));
}

/** Who brings a result to the desk: whoever works on the dossier; where it lies at the desk already, who worked on it last. */
function resultGivers({ stages, receivingAgency, competentAgency }: DossierState): readonly string[] {
  const working = stages.filter(({ status, agency }) => status === 'open' && agency !== receivingAgency);
  if (working.length > 0) {
    return working.map(({ agency }) => agency);
  }
  const done = stages.filter(({ status }) => status === 'done').toSorted((a, b) => b.part - a.part || b.group - a.group);
  const last = done.filter((stage) => isBeside(stage, done[0]));
  return last.length === 0 ? [competentAgency] : last.map(({ agency }) => agency);
}

function isBeside({ part, group }: StageState, other: StageState | undefined): boolean {
  return part === other?.part && group === other.group;
}

function agenciesOf({ stages }: DossierState, ids: readonly string[]): readonly string[] {
  return stages.flatMap(({ id, agency }) => (ids.includes(id) ? [agency] : []));
}

/** What was given last to each of these stages was not taken. */
function withoutLast(given: readonly Given[], ids: readonly string[]): readonly Given[] {
  const last = new Map(given.flatMap(({ stage, seq }) => (stage !== undefined && ids.includes(stage) ? [[stage, seq] as const] : [])));
  return given.filter(({ stage, seq }) => stage === undefined || last.get(stage) !== seq);
}
