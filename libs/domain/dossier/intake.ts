import { instant, type Instant } from '../time/instant.js';
import type { TextRef } from './commands.js';
import type { IntakeFacts, NewEvent } from './events.js';
import { planAnswer, planIntake } from './intake-plan.js';
import type { IntakeRequest, Routing } from './routing.js';
import type { Rules } from './rules.js';
import { withStatutoryDate } from './statutory-end.js';

type Routed = Extract<Routing, { kind: 'routed' }>;

/** What service code adds before the first event can be written. */
export interface Identity {
  readonly code: string;
  readonly procedureHash: string;
  readonly personal: TextRef;
  /** Code of the filing that opens it beside others. */
  readonly filing?: string;
}

/**
 * Event 1 of a dossier that may be opened: counter and post are received with their term at once; online filings are
 * registered with an answer clock and a provisional date (NĐ 118/2025 Art. 17, as amended by NĐ 309/2026). The dates are
 * counted at once, so that an intake beyond any calendar is refused (`CalendarRangeError`) before a code is taken; the
 * event is made when the identity is known.
 */
export function openIntake(request: IntakeRequest, routing: Routed, rules: Rules, at: Instant): (identity: Identity) => NewEvent {
  const { route, chosen } = routing;
  const { receivedAt } = request;
  const { term, clocks } = planIntake(rules, chosen, request.channel, route, { receivedAt, takenAt: receivedAt, at }, request.fixed);
  if (request.channel !== 'online') {
    const occurredAt = request.timeEvidence === undefined ? at : request.receivedAt;
    return (identity) => received({ type: 'DossierReceived', payload: { ...intakeFacts(request, routing, identity, rules), term, clocks }, occurredAt }, chosen, rules);
  }
  const submitted = instant(request.submittedAt ?? request.receivedAt);
  const answer = planAnswer(rules, route.receiving, submitted);
  return (identity) => ({
    type: 'DossierRegistered',
    payload: { ...intakeFacts(request, routing, identity, rules), provisional: term, answer },
    occurredAt: submitted,
  });
}

function received(event: NewEvent, { statutoryLimit }: Routed['chosen'], rules: Rules): NewEvent {
  return statutoryLimit === undefined ? event : withStatutoryDate(event, [], undefined, rules);
}

/** Event 1 of an intake that was refused at the desk (form 03): neither received nor finished in the figures. */
export function refuseIntake(request: IntakeRequest, routing: Routed, identity: Identity & { readonly reason: TextRef }, rules: Rules, reasonCode: string, at: Instant): NewEvent {
  return {
    type: 'IntakeRefused',
    payload: { reasonCode, text: identity.reason, facts: intakeFacts(request, routing, identity, rules) },
    occurredAt: at,
  };
}

/** What follows the opening of a dossier that corrects another: none of its fees is due, for the agency bears the cost (NĐ 61/2018 Art. 21). */
export function waiveFees({ correctionOf }: IntakeRequest, { procedure }: Rules, at: Instant): readonly NewEvent[] {
  const fees = procedure.fees.map((_, index) => ({ fee: index + 1, amount: 0 }));
  return correctionOf === undefined || fees.length === 0 ? [] : [{ type: 'FeesAssessed', payload: { fees, ground: 'agency-fault' }, occurredAt: at }];
}

function intakeFacts(request: IntakeRequest, routing: Routed, identity: Identity, rules: Rules): IntakeFacts {
  const { procedure } = rules;
  return {
    code: identity.code,
    procedure: { code: procedure.code, version: procedure.version, caseCode: routing.chosen.code, hash: identity.procedureHash },
    field: procedure.field.code,
    channel: request.channel,
    receivingAgency: routing.route.receiving,
    competentAgency: routing.route.competent,
    province: routing.province,
    place: routing.route.place,
    receivedAt: request.receivedAt,
    ...(request.submittedAt === undefined ? {} : { submittedAt: request.submittedAt }),
    ...(request.timeEvidence === undefined ? {} : { timeEvidence: request.timeEvidence }),
    components: request.components,
    sets: request.sets,
    resultDelivery: request.resultDelivery,
    byProxy: request.byProxy,
    applicantType: request.applicantType,
    immediate: procedure.immediate,
    ...(request.correctionOf === undefined ? {} : { correctionOf: request.correctionOf }),
    ...(identity.filing === undefined ? {} : { filing: identity.filing }),
    personal: identity.personal,
  };
}
