import type { Finish } from '../../dossier/ending.js';
import type { DatesMoved, EventPayloads, EventType, IntakeFacts, NewEvent, TermSet } from '../../dossier/events.js';
import { foldEvent } from '../../dossier/fold.js';
import type { DossierState } from '../../dossier/state.js';
import type { Channel } from '../../procedure/procedure.js';
import { instant, parseInstant, type Instant } from '../../time/instant.js';
import { parseLocalDate, type LocalDate } from '../../time/local-date.js';

/** Where and how the dossiers of the tests come in. */
export interface Scene {
  readonly province: string;
  readonly agency: string;
  readonly procedure: string;
  readonly field: string;
  readonly channel: Channel;
}

export const SCENE: Scene = { province: 'H99', agency: 'H99.1', procedure: '1.000001', field: 'G01', channel: 'counter' };

/** An instant from local time without offset. */
export function at(local: string): Instant {
  return parseInstant(`${local}+07:00`);
}

export function day(text: string): LocalDate {
  return parseLocalDate(text);
}

/** An event by its type, at a local time or instant. */
export function made<T extends EventType>(type: T, when: string | Instant, payload: EventPayloads[T]): NewEvent {
  return { type, payload, occurredAt: typeof when === 'string' ? at(when) : when } as NewEvent;
}

const PERSONAL = { version: 1, commitment: 'c' };
const STILL = { ruleVersion: 'r', stageTargets: [] } as const;

function factsOf(scene: Scene, receivedAt: Instant): IntakeFacts {
  return {
    code: 'H99-260302-0001',
    procedure: { code: scene.procedure, version: 1, caseCode: 'only', hash: 'h' },
    field: scene.field,
    channel: scene.channel,
    receivingAgency: scene.agency,
    competentAgency: scene.agency,
    province: scene.province,
    receivedAt,
    components: [],
    sets: 1,
    resultDelivery: 'desk',
    byProxy: false,
    applicantType: 'person',
    immediate: false,
    personal: PERSONAL,
  };
}

function term(agency: string, startAt: Instant, dueAt: Instant | undefined): TermSet {
  return {
    part: 1,
    ruleVersion: 'r',
    startAt,
    countedFrom: startAt,
    basis: dueAt === undefined ? 'none' : 'computed',
    unconfirmedYears: [],
    stages: [
      { id: 'appraise', group: 0, agency, ...(dueAt === undefined ? {} : { targetAt: dueAt }) },
      { id: 'sign', group: 1, agency: `${agency}.9`, ...(dueAt === undefined ? {} : { targetAt: dueAt }) },
    ],
    milestones: {},
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

/** Received at the counter with a due date, or without one. */
export function receivedEvent(when: string | Instant, due: string | Instant | undefined, scene: Scene = SCENE): NewEvent {
  const receivedAt = typeof when === 'string' ? at(when) : when;
  const dueAt = typeof due === 'string' ? at(due) : due;
  return made('DossierReceived', receivedAt, { ...factsOf(scene, receivedAt), term: term(scene.agency, receivedAt, dueAt), clocks: { transferDueAt: receivedAt + 3_600_000 } });
}

export function registeredEvent(when: Instant, due: Instant, scene: Scene): NewEvent {
  return made('DossierRegistered', when, {
    ...factsOf({ ...scene, channel: 'online' }, when),
    provisional: term(scene.agency, when, due),
    answer: { alertAt: instant(when + 7_200_000), dueAt: instant(when + 28_800_000) },
  });
}

export function acceptedEvent(when: Instant, due: Instant, agency: string): NewEvent {
  return made('DossierAccepted', when, { term: term(agency, when, due), clocks: {} });
}

export function intakeRefusedEvent(when: Instant, scene: Scene): NewEvent {
  return made('IntakeRefused', when, { reasonCode: 'not-competent', text: PERSONAL, facts: factsOf(scene, when) });
}

/** A dossier of another system with the end it had there. */
export function importedEvent(when: string, history: { readonly receivedAt: string; readonly dueAt?: string; readonly finishedAt?: string; readonly pausedAt?: string; readonly status: string; readonly punctuality?: Finish['punctuality'] }, scene: Scene = SCENE): NewEvent {
  const { code, procedure, field, channel, receivingAgency, competentAgency, province, personal } = factsOf(scene, at(history.receivedAt));
  return made('DossierImported', when, {
    source: 'old', code, procedure, field, channel, receivingAgency, competentAgency, province, personal,
    receivedAt: at(history.receivedAt),
    ...(history.dueAt === undefined ? {} : { dueAt: at(history.dueAt) }),
    ...(history.finishedAt === undefined ? {} : { finishedAt: at(history.finishedAt) }),
    ...(history.pausedAt === undefined ? {} : { pausedAt: at(history.pausedAt) }),
    supplementCount: 0,
    status: history.status,
    stages: [],
    milestones: {},
    ...(history.punctuality === undefined ? {} : { finish: { punctuality: history.punctuality, delayMs: 0 } }),
    contentHash: 'h',
  });
}

/** `letterAfterMs`: how long after the date its letter is still in time. */
export function becameLateEvent(state: DossierState, letterAfterMs?: number): NewEvent {
  const dueAt = instant(state.dueAt ?? 0);
  return made('DossierBecameLate', dueAt, { dueAt, promise: state.duePromise, ...(letterAfterMs === undefined ? {} : { letterDueAt: dueAt + letterAfterMs }) });
}

/** How the dossier stands when it ends at an instant; the due date decides, as in the engine. */
export function finishOf(state: DossierState, when: Instant): Finish {
  if (state.dueAt === undefined) {
    return { punctuality: 'undated', delayMs: 0 };
  }
  const statutory = state.statute === undefined ? {} : { statutory: { stated: true, dueAt: state.statute.dueAt } };
  return { punctuality: state.becameLateAt !== undefined || when > state.dueAt ? 'late' : 'early', delayMs: 0, ...statutory };
}

/** The same event, saying when the limit of the statute ends from it on. */
export function withStatute(event: NewEvent, statutoryDueAt: string | Instant): NewEvent {
  const dueAt = typeof statutoryDueAt === 'string' ? at(statutoryDueAt) : statutoryDueAt;
  const { payload } = event;
  const said = 'dates' in payload ? { dates: { ...payload.dates, statutoryDueAt: dueAt } } : 'term' in payload ? { term: { ...payload.term, statutoryDueAt: dueAt } } : {};
  return { ...event, payload: { ...payload, ...said } } as NewEvent;
}

function closedStages(state: DossierState): readonly { readonly stage: string; readonly usedMs: number }[] {
  return state.stages.filter((stage) => stage.status === 'open').map((stage) => ({ stage: stage.id, usedMs: 0 }));
}

export function resultEvent(state: DossierState, when: string | Instant, outcome: 'granted' | 'refused' = 'granted'): NewEvent {
  return made('ResultRecorded', when, { outcome, closed: closedStages(state), finish: finishOf(state, typeof when === 'string' ? at(when) : when) });
}

/** The applicant's stop; before acceptance there is no end to judge. */
export function withdrawnEvent(state: DossierState, when: string | Instant): NewEvent {
  const finish = state.acceptedAt === undefined ? {} : { finish: finishOf(state, typeof when === 'string' ? at(when) : when) };
  return made('DossierWithdrawn', when, { reasonCode: 'w', closed: closedStages(state), ...finish });
}

export function suspendedEvent(state: DossierState, when: Instant): NewEvent {
  return made('DossierSuspended', when, { decisionNumber: 'q', closed: closedStages(state), finish: finishOf(state, when) });
}

export function pausedEvent(when: string | Instant): NewEvent {
  return made('ClockPaused', when, { ground: 'public-posting', pause: { stages: [] } });
}

export function resumedEvent(when: string | Instant, due: Instant | undefined, appointment?: Instant): NewEvent {
  return made('ClockResumed', when, { dates: runOn(due, appointment) });
}

export function supplementRequestedEvent(when: Instant, number: number): NewEvent {
  return made('SupplementRequested', when, {
    number, items: [], reasonCode: 'missing', text: { version: 2, commitment: '0'.repeat(64) }, applicantDueAt: instant(when + 86_400_000), afterLimit: false, lateInNationalIndex: number > 1, pause: { stages: [] },
  });
}

function runOn(due: Instant | undefined, appointment: Instant | undefined): DatesMoved {
  if (due !== undefined) return { ...STILL, dueAt: due, appointment: due };
  return appointment === undefined ? STILL : { ...STILL, appointment };
}

/** Without a new due date the last one given runs on alone, to `appointment`. */
export function supplementReceivedEvent(when: Instant, number: number, due: Instant | undefined, appointment?: Instant): NewEvent {
  return made('SupplementReceived', when, { number, clock: 'restart', components: [], dates: runOn(due, appointment) });
}

export function transferredEvent(state: DossierState, when: string | Instant, to: string): NewEvent {
  const stages = state.stages.filter((stage) => stage.status !== 'done' && stage.agency === state.competentAgency).map((stage) => ({ stage: stage.id, usedMs: 0 }));
  return made('DossierTransferred', when, { from: state.competentAgency, to, reasonCode: 'competence', stages });
}

export function reopenedEvent(when: string | Instant, due: Instant | undefined, appointment?: Instant): NewEvent {
  return made('DossierReopened', when, {
    reasonCode: 'error', text: PERSONAL, reopened: { stage: 'appraise' }, dates: runOn(due, appointment),
  });
}

/** States after each of the events, the empty one first. */
export function statesOf(events: readonly NewEvent[]): readonly (DossierState | undefined)[] {
  const states: (DossierState | undefined)[] = [undefined];
  for (const event of events) {
    states.push(foldEvent(states.at(-1), event));
  }
  return states;
}
