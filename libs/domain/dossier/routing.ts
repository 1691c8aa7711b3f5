import { chooseCase } from '../procedure/cases.js';
import type { Channel, ProcedureCase } from '../procedure/procedure.js';
import { localDateOf, type Instant } from '../time/instant.js';
import { formatLocalDate } from '../time/local-date.js';
import { type Agency, hasEnded } from './agency.js';
import type { ResultDelivery, SubmittedComponent } from './commands.js';
import { objectToDating, type DateObjection } from './date-objection.js';
import type { IntakeFacts } from './events.js';
import type { FixedDate } from './fixed-date.js';
import type { RefusalCode } from './refusal.js';
import type { Rules } from './rules.js';
import type { Route } from './term.js';

/** A request to open a dossier, personal data left out. Instants are epoch milliseconds. */
export interface IntakeRequest {
  readonly caseCode?: string;
  readonly agencyCode: string;
  readonly receivingAgencyCode?: string;
  readonly placeCode?: string;
  readonly channel: Channel;
  readonly receivedAt: Instant;
  readonly submittedAt?: number;
  readonly timeEvidence?: IntakeFacts['timeEvidence'];
  readonly components: readonly SubmittedComponent[];
  readonly sets: number;
  readonly resultDelivery: ResultDelivery;
  readonly byProxy: boolean;
  readonly applicantType: 'person' | 'organisation';
  /** Code of the dossier it corrects; that this is owed was checked before. */
  readonly correctionOf?: string;
  /** The date, where a person sets it; an online filing gets it when it is accepted. */
  readonly fixed?: FixedDate;
}

/** Where a request will be handled, or why it cannot be. */
export type Routing =
  | { readonly kind: 'routed'; readonly route: Route; readonly chosen: ProcedureCase; readonly province: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly data: Readonly<Record<string, string>> };

type Refused = Extract<Routing, { kind: 'refused' }>;

/** Checks a request against the procedure version, the agencies and their territories. */
export function routeIntake(request: IntakeRequest, rules: Rules): Routing {
  const { procedure, agencies } = rules;
  const choice = chooseCase(procedure, request.caseCode);
  if (!choice.ok) {
    return refused(choice.code, { caseCode: request.caseCode ?? '-', procedure: procedure.code, offered: choice.offered.join(', ') });
  }
  const competent = agencies.get(request.agencyCode);
  if (competent === undefined) {
    return refused('unknown-agency', { agency: request.agencyCode });
  }
  const day = formatLocalDate(localDateOf(request.receivedAt));
  const objection = objectTo(request, rules, competent, choice.chosen);
  if (objection !== undefined) {
    return objection;
  }
  const desk = findServingDesk(competent, agencies, day) ?? findServingDesk(competent, agencies);
  const receiving = request.receivingAgencyCode === undefined ? desk : agencies.get(request.receivingAgencyCode);
  if (receiving === undefined && request.receivingAgencyCode !== undefined) {
    return refused('unknown-agency', { agency: request.receivingAgencyCode });
  }
  if (receiving?.desk !== true) {
    return refused('agency-without-desk', { agency: receiving?.code ?? competent.code });
  }
  const place = request.placeCode === undefined ? placeWithoutName(competent, receiving) : agencies.get(request.placeCode);
  if (place === undefined) {
    return refused('unknown-agency', { agency: request.placeCode ?? '-' });
  }
  const ended = [competent, receiving, place].find((agency) => hasEnded(agency, day));
  if (ended !== undefined) {
    return refused('agency-ended', { agency: ended.code, endsOn: ended.endsOn ?? '-' });
  }
  const route = { receiving: receiving.code, competent: competent.code, place: place.code, remote: place.remote === true };
  if (isForwarded(route, agencies, choice.chosen, day) && !procedure.nonTerritorial) {
    return refused('agency-not-in-territory', { receiving: receiving.code, agency: competent.code });
  }
  return { kind: 'routed', route, chosen: choice.chosen, province: competent.province };
}

/**
 * Why a routed request cannot be received with the date given for it, or without one; `undefined` when it can. An online filing is
 * asked when it is accepted. Throws `CalendarRangeError` beyond the declared years.
 */
export function objectToDateOf(request: IntakeRequest, { chosen, route }: Extract<Routing, { kind: 'routed' }>, { calendars }: Rules): DateObjection | undefined {
  const asked = request.channel !== 'online' || request.fixed !== undefined;
  return asked ? objectToDating(chosen, request.fixed, request.receivedAt, calendars.processing(route.competent)) : undefined;
}

function objectTo(request: IntakeRequest, { procedure }: Rules, competent: Agency, chosen: ProcedureCase): Refused | undefined {
  if (!procedure.competentAgencies.includes(competent.code)) {
    return refused('agency-not-competent', { agency: competent.code, procedure: procedure.code });
  }
  if (!procedure.channels.includes(request.channel)) {
    return refused('channel-not-offered', { channel: request.channel, procedure: procedure.code });
  }
  const day = formatLocalDate(localDateOf(request.receivedAt));
  if (day < procedure.effectiveFrom) {
    return refused('procedure-not-in-force', { effectiveFrom: procedure.effectiveFrom });
  }
  if (procedure.endsOn !== undefined && day >= procedure.endsOn) {
    return refused('procedure-ended', { endsOn: procedure.endsOn });
  }
  const unknown = request.components.find((component) => !chosen.components.some(({ code }) => code === component.code));
  return unknown === undefined ? undefined : refused('unknown-component', { component: unknown.code });
}

function refused(code: RefusalCode, data: Readonly<Record<string, string>>): Refused {
  return { kind: 'refused', code, data };
}

/** Nobody said where the land, building or person is: the commune that decides, else the body where it was filed. */
function placeWithoutName(competent: Agency, receiving: Agency): Agency {
  return competent.kind === 'commune' ? competent : receiving;
}

/** The desk that serves an agency: its own, or the one of the nearest body above it that has one or keeps a centre. Throws when no desk serves it. */
export function servingDesk(agency: Agency, agencies: ReadonlyMap<string, Agency>): Agency {
  const desk = findServingDesk(agency, agencies);
  if (desk === undefined) {
    throw new Error(`No one-stop desk serves agency ${agency.code}: give it, or a body above it, a desk`);
  }
  return desk;
}

/** As `servingDesk`; with a local day, of the desks that take work on it. `undefined` where there is none. */
function findServingDesk(agency: Agency, agencies: ReadonlyMap<string, Agency>, day?: string): Agency | undefined {
  const serves = (candidate: Agency): boolean => candidate.desk && (day === undefined || !hasEnded(candidate, day));
  const seen = new Set<string>();
  for (let current: Agency | undefined = agency; current !== undefined && !seen.has(current.code); current = agencies.get(current.parent ?? '')) {
    seen.add(current.code);
    const { code } = current;
    const desk = serves(current) ? current : [...agencies.values()].find((candidate) => serves(candidate) && candidate.parent === code && candidate.kind === 'centre');
    if (desk !== undefined) {
      return desk;
    }
  }
  return undefined;
}

/**
 * Non-territorial intake: on the local day of intake the receiving desk serves neither the competent agency nor, where steps of
 * the case belong to the place of the land, building or person, that place. A desk that has ended since serves what it took in.
 */
export function isForwarded(route: Route, agencies: ReadonlyMap<string, Agency>, chosen: ProcedureCase, day: string): boolean {
  const ownsSteps = chosen.parts.some((part) => part.groups.some((group) => group.stages.some(({ owner }) => owner === 'place')));
  const desks = [route.competent, ...(ownsSteps ? [route.place] : [])].flatMap((code) => agencies.get(code) ?? []);
  return desks.every((agency) => [findServingDesk(agency, agencies, day), findServingDesk(agency, agencies)].every((desk) => desk?.code !== route.receiving));
}
