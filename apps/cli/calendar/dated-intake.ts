import {
  CalendarRangeError,
  type DossierEvent,
  type DossierExplanation,
  type DossierState,
  explainDates,
  foldDossier,
  formatLocalDate,
  localDateOf,
  openIntake,
  routeIntake,
  type Routing,
  type Rules,
  SYSTEM_ACTOR,
} from '#domain';
import { refusalSentence } from '#vi';
import type { AskedDate } from './asked-date.js';
import type { RulesAtHand } from './rules-at-hand.js';

/** An intake as it would be taken in, with its dates and why they are what they are; nothing of it is written. */
export interface DatedIntake {
  readonly rules: Rules;
  readonly state: DossierState;
  readonly dates: DossierExplanation;
}

/** A date that cannot be given, and why; for a person. */
export class NoDateError extends Error {
  override readonly name = 'NoDateError';
}

/** A dossier that nobody keeps has no identity. */
const NOBODY = { code: '-', procedureHash: '', personal: { version: 0, commitment: '' } };

/**
 * Takes an intake in as a desk does, on paper only: routed, its term and clocks planned, its first event folded and explained.
 * Throws `NoDateError` where the desk would refuse it.
 */
export async function dateIntake(asked: AskedDate, atHand: RulesAtHand): Promise<DatedIntake> {
  const rules = await atHand.rulesOn(asked.procedure, formatLocalDate(localDateOf(asked.receivedAt)));
  if (rules === undefined) {
    throw new NoDateError(`${refusalSentence('unknown-procedure', { procedure: asked.procedure })} (${asked.procedure}, ${formatLocalDate(localDateOf(asked.receivedAt))})`);
  }
  try {
    return explained(routed(asked, rules), asked, rules);
  } catch (error) {
    throw error instanceof CalendarRangeError ? new NoDateError(error.message) : error;
  }
}

type Routed = Extract<Routing, { kind: 'routed' }>;

function routed(asked: AskedDate, rules: Rules): { readonly routing: Routed; readonly request: Parameters<typeof routeIntake>[0] } {
  const request = {
    ...(asked.caseCode === undefined ? {} : { caseCode: asked.caseCode }),
    agencyCode: asked.agency ?? rules.procedure.competentAgencies[0] ?? '-',
    ...(asked.desk === undefined ? {} : { receivingAgencyCode: asked.desk }),
    ...(asked.place === undefined ? {} : { placeCode: asked.place }),
    channel: asked.channel,
    receivedAt: asked.receivedAt,
    components: [],
    sets: 1,
    resultDelivery: 'desk',
    byProxy: false,
    applicantType: 'person',
  } as const;
  const routing = routeIntake(request, rules);
  if (routing.kind === 'refused') {
    throw new NoDateError(refusalSentence(routing.code, withNames(routing.data, rules)));
  }
  return { routing, request };
}

/** The names of agencies in the place of their codes. */
function withNames(data: Readonly<Record<string, string>>, { agencies }: Rules): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, key === 'agency' || key === 'receiving' ? (agencies.get(value)?.name ?? value) : value]));
}

function explained({ routing, request }: ReturnType<typeof routed>, { receivedAt }: AskedDate, rules: Rules): DatedIntake {
  const first = openIntake(request, routing, rules, receivedAt)(NOBODY);
  const event: DossierEvent = { ...first, seq: 1, cause: 'asked', ordinal: 0, actor: SYSTEM_ACTOR, recordedAt: receivedAt, calendarSnapshot: rules.calendars.snapshot };
  return { rules, state: foldDossier([event]), dates: explainDates([event], () => rules) };
}
