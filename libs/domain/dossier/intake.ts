import { caseOf } from '../procedure/cases.js';
import type { Channel, ProcedureCase } from '../procedure/procedure.js';
import { addLimit } from '../deadline/deadline.js';
import { instant, localDateOf, type Instant } from '../time/instant.js';
import { formatLocalDate } from '../time/local-date.js';
import type { Agency } from './agency.js';
import type { ResultDelivery, SubmittedComponent, TextRef } from './commands.js';
import type { IntakeFacts, NewEvent } from './events.js';
import type { RefusalCode } from './refusal.js';
import type { Rules } from './rules.js';
import { planIntakeClocks, planTerm, type Route } from './term.js';

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
}

/** Where a request will be handled, or why it cannot be. */
export type Routing =
  | { readonly kind: 'routed'; readonly route: Route; readonly chosen: ProcedureCase; readonly province: string }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly data: Readonly<Record<string, string>> };

/** What service code adds before the first event can be written. */
export interface Identity {
  readonly code: string;
  readonly procedureHash: string;
  readonly personal: TextRef;
}

/** Checks a request against the procedure version, the agencies and their territories. */
export function routeIntake(request: IntakeRequest, rules: Rules): Routing {
  const { procedure, agencies } = rules;
  const no = (code: RefusalCode, data: Readonly<Record<string, string>>): Routing => ({ kind: 'refused', code, data });
  const chosen = request.caseCode === undefined ? procedure.cases[0] : caseOf(procedure, request.caseCode);
  const competent = agencies.get(request.agencyCode);
  if (chosen === undefined) {
    return no('unknown-case', { caseCode: request.caseCode ?? '-', procedure: procedure.code });
  }
  if (competent === undefined) {
    return no('unknown-agency', { agency: request.agencyCode });
  }
  if (!procedure.competentAgencies.includes(competent.code)) {
    return no('agency-not-competent', { agency: competent.code, procedure: procedure.code });
  }
  if (!procedure.channels.includes(request.channel)) {
    return no('channel-not-offered', { channel: request.channel, procedure: procedure.code });
  }
  if (formatLocalDate(localDateOf(request.receivedAt)) < procedure.effectiveFrom) {
    return no('procedure-not-in-force', { effectiveFrom: procedure.effectiveFrom });
  }
  const receiving = agencies.get(request.receivingAgencyCode ?? servingDesk(competent, agencies).code);
  if (receiving === undefined) {
    return no('unknown-agency', { agency: request.receivingAgencyCode ?? '-' });
  }
  const place = agencies.get(request.placeCode ?? competent.code);
  if (place === undefined) {
    return no('unknown-agency', { agency: request.placeCode ?? '-' });
  }
  const unknown = request.components.find((component) => !chosen.components.some(({ code }) => code === component.code));
  if (unknown !== undefined) {
    return no('unknown-component', { component: unknown.code });
  }
  const route = { receiving: receiving.code, competent: competent.code, place: place.code, remote: place.remote === true };
  if (isForwarded(route, agencies) && !procedure.nonTerritorial) {
    return no('agency-not-in-territory', { receiving: receiving.code, agency: competent.code });
  }
  return { kind: 'routed', route, chosen, province: competent.province };
}

/**
 * Event 1 of a dossier that may be opened: counter and post are received with their term at once; online filings are
 * registered with an answer clock and a provisional date (NĐ 118/2025 Art. 17, as amended by NĐ 309/2026).
 * Throws `CalendarRangeError` when the term reaches beyond any calendar.
 */
export function openIntake(request: IntakeRequest, routing: Extract<Routing, { kind: 'routed' }>, identity: Identity, rules: Rules, at: Instant): NewEvent {
  const { route, chosen, province } = routing;
  const facts = intakeFacts(request, routing, identity, rules, province);
  const forwarded = isForwarded(route, rules.agencies);
  const clocks = planIntakeClocks(rules, route, request.receivedAt, needsTransfer(route, chosen), forwarded);
  const startAt = forwarded && clocks.forwardingDueAt !== undefined ? instant(clocks.forwardingDueAt) : request.receivedAt;
  const term = planTerm(rules, chosen, 1, request.channel, route, startAt);
  if (request.channel !== 'online') {
    return { type: 'DossierReceived', payload: { ...facts, term, clocks }, occurredAt: request.timeEvidence === undefined ? at : request.receivedAt };
  }
  const desk = rules.calendars.intake(route.receiving);
  const submitted = instant(request.submittedAt ?? request.receivedAt);
  const { limit, alert } = rules.procedure.answer;
  return {
    type: 'DossierRegistered',
    payload: { ...facts, provisional: term, answer: { alertAt: addLimit(submitted, alert, desk), dueAt: addLimit(submitted, limit, desk) } },
    occurredAt: submitted,
  };
}

/** Event 1 of an intake that was refused at the desk (form 03): neither received nor finished in the figures. */
export function refuseIntake(request: IntakeRequest, routing: Extract<Routing, { kind: 'routed' }>, identity: Identity, rules: Rules, reasonCode: string, at: Instant): NewEvent {
  return {
    type: 'IntakeRefused',
    payload: { reasonCode, text: identity.personal, facts: intakeFacts(request, routing, identity, rules, routing.province) },
    occurredAt: at,
  };
}

/** The desk that serves an agency: its own, or the nearest one above it. Throws when no desk serves it. */
export function servingDesk(agency: Agency, agencies: ReadonlyMap<string, Agency>): Agency {
  const seen = new Set<string>();
  for (let current: Agency | undefined = agency; current !== undefined && !seen.has(current.code); current = agencies.get(current.parent ?? '')) {
    if (current.desk) {
      return current;
    }
    seen.add(current.code);
    const sibling = [...agencies.values()].find((candidate) => candidate.desk && candidate.parent === current?.parent && candidate.kind === 'centre');
    if (sibling !== undefined) {
      return sibling;
    }
  }
  throw new Error(`No one-stop desk serves agency ${agency.code}: give it, or a body above it, a desk`);
}

/** Non-territorial intake: the receiving desk is not the one that serves the competent agency. */
export function isForwarded(route: Route, agencies: ReadonlyMap<string, Agency>): boolean {
  const competent = agencies.get(route.competent);
  return competent !== undefined && servingDesk(competent, agencies).code !== route.receiving;
}

/** Some stage after the first belongs to another agency than the desk, so the papers must be handed over the same day. */
export function needsTransfer(route: Route, chosen: ProcedureCase): boolean {
  return route.competent !== route.receiving || chosen.parts[0].groups.some((group) => group.stages.some(({ owner }) => owner !== 'receiving' && owner !== 'competent'));
}

function intakeFacts(request: IntakeRequest, routing: Extract<Routing, { kind: 'routed' }>, identity: Identity, rules: Rules, province: string): IntakeFacts {
  const { procedure } = rules;
  return {
    code: identity.code,
    procedure: { code: procedure.code, version: procedure.version, caseCode: routing.chosen.code, hash: identity.procedureHash },
    field: procedure.field.code,
    channel: request.channel,
    receivingAgency: routing.route.receiving,
    competentAgency: routing.route.competent,
    province,
    ...(request.placeCode === undefined ? {} : { place: request.placeCode }),
    receivedAt: request.receivedAt,
    ...(request.submittedAt === undefined ? {} : { submittedAt: request.submittedAt }),
    ...(request.timeEvidence === undefined ? {} : { timeEvidence: request.timeEvidence }),
    components: request.components,
    sets: request.sets,
    resultDelivery: request.resultDelivery,
    byProxy: request.byProxy,
    applicantType: request.applicantType,
    immediate: procedure.immediate,
    personal: identity.personal,
  };
}
