import type { NewEvent } from '../../dossier/events.js';
import { foldEvent } from '../../dossier/fold.js';
import type { DossierState } from '../../dossier/state.js';
import { type FigureDelta, mergeDeltas } from '../figure-delta.js';
import { figureDeltas } from '../figure-deltas.js';
import { type Measure, MEASURES } from '../measures.js';
import { day } from './made-events.js';

/** What every event of a life adds to the figures. */
export function deltasOf(events: readonly NewEvent[]): readonly FigureDelta[] {
  let state: DossierState | undefined;
  return events.flatMap((event) => {
    const before = state;
    state = foldEvent(before, event);
    return figureDeltas(before, event, state);
  });
}

/** Builds a life step by step: each event is made from the state before it. */
export function live(...steps: readonly ((state: DossierState) => NewEvent)[]): (opening: NewEvent) => readonly NewEvent[] {
  return (opening) => {
    const events = [opening];
    let state = foldEvent(undefined, opening);
    for (const step of steps) {
      const event = step(state);
      state = foldEvent(state, event);
      events.push(event);
    }
    return events;
  };
}

/** What was booked, as `day agency measure count`, zeros left out. */
export function booked(events: readonly NewEvent[], only: readonly Measure[] = MEASURES): readonly string[] {
  return mergeDeltas(deltasOf(events)).flatMap((delta) =>
    MEASURES.flatMap((measure, index) => {
      const count = delta.measures[index] ?? 0;
      const dayText = String(delta.day - day('2026-01-01') + 1);
      return count === 0 || !only.includes(measure) ? [] : [`${dayText} ${delta.agency} ${measure} ${count > 0 ? '+' : ''}${String(count)}`];
    }),
  );
}
