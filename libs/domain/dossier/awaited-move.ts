import type { AwaitedMove, PauseBounds } from './party-events.js';
import type { NewEvent } from './events.js';
import { awaitedOpinions, runningParty } from './party-state.js';
import type { DossierState } from './state.js';

/**
 * What another calendar moves of the time of others, `derived` being the dossier as those calendars give it: later only,
 * and nothing that has passed already. A planned end somebody named stands.
 */
export function awaitedMove(state: DossierState, derived: DossierState): AwaitedMove | undefined {
  const plannedEndAt = endMoved(state, derived);
  const party = partyMoved(state, derived);
  const opinions = awaitedOpinions(state).flatMap(({ number, dueAt, silentAt }) => {
    const counted = derived.opinions.find((opinion) => opinion.number === number)?.dueAt;
    return silentAt !== undefined || counted === undefined || counted <= dueAt ? [] : [{ number, dueAt: counted }];
  });
  return plannedEndAt === undefined && party === undefined && opinions.length === 0
    ? undefined
    : { ...(plannedEndAt === undefined ? {} : { plannedEndAt }), ...(party === undefined ? {} : { party }), ...(opinions.length === 0 ? {} : { opinions }) };
}

/** A dossier with the time of others moved. */
export function withAwaited(state: DossierState, { plannedEndAt, party, opinions }: AwaitedMove): DossierState {
  return {
    ...state,
    ...(plannedEndAt === undefined || state.pause === undefined ? {} : { pause: { ...state.pause, plannedEndAt } }),
    parties: state.parties.map((each) => (each.number === party?.number ? { ...each, ...party } : each)),
    opinions: state.opinions.map((each) => ({ ...each, ...opinions?.find(({ number }) => number === each.number) })),
  };
}

/** The dates an event gives to others and to the end of a pause, by a name for a person. */
export function awaitedIn(event: NewEvent): readonly (readonly [of: string, at: number | undefined])[] {
  switch (event.type) {
    case 'ClockPaused':
    case 'FinancialObligationRaised':
      return inBounds(event.payload);
    case 'VoucherRecorded':
      return [[`the date of ${event.payload.party.code}`, event.payload.party.dueAt]];
    case 'OpinionRequested':
      return [[`the date of opinion ${String(event.payload.number)}`, event.payload.dueAt]];
    case 'DeadlineMoved': {
      const { awaited } = event.payload;
      return [
        ['the planned end of the pause', awaited?.plannedEndAt],
        ['the date of the body at work', awaited?.party?.dueAt],
        ['the number of opinions moved', awaited?.opinions?.length],
        ...(awaited?.opinions ?? []).map(({ number, dueAt }) => [`the date of opinion ${String(number)}`, dueAt] as const),
      ];
    }
    default:
      return [];
  }
}

function inBounds({ plannedEndAt, party }: PauseBounds): readonly (readonly [of: string, at: number | undefined])[] {
  return [
    ['the planned end of the pause', plannedEndAt],
    ...(party === undefined ? [] : [[`the date of ${party.code}`, party.dueAt] as const]),
  ];
}

function endMoved({ pause }: DossierState, derived: DossierState): number | undefined {
  const counted = derived.pause?.plannedEndAt;
  const isOver = pause?.plannedEndAt === undefined || pause.plannedEndPassed === true;
  return isOver || counted === undefined || counted <= pause.plannedEndAt ? undefined : counted;
}

function partyMoved(state: DossierState, derived: DossierState): AwaitedMove['party'] {
  const party = runningParty(state);
  const counted = derived.parties.find(({ number }) => number === party?.number);
  if (party === undefined || counted === undefined || party.lateAt !== undefined || counted.dueAt <= party.dueAt) {
    return undefined;
  }
  return { number: party.number, dueAt: counted.dueAt, ...(counted.warnAt === undefined ? {} : { warnAt: counted.warnAt }) };
}
