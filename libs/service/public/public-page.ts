import {
  type Agency,
  CalendarRangeError,
  type DayReason,
  type DossierState,
  type DossierStatus,
  eventOfRow,
  explainDates,
  foldDossier,
  formatLocalDate,
  type Instant,
  isRatable,
  isWithoutDates,
  localDateOf,
  MissingCalendarError,
  openStages,
  papersAsked,
  type PublicLanguage,
  publicSteps,
  type PublicStepTaken,
  publicTaskOf,
  type PublicTaskTold,
  type Rating,
  stepsToAppointment,
} from '#domain';
import { DOSSIER_WORDS } from '#vi';
import { seeingOne } from '../dossiers/row-scope.js';
import type { Engine } from '../engine.js';
import { explanationIn } from '../dossiers/explanation-in.js';
import { showDossier } from '../dossiers/dossier-page.js';
import { rulesOfEvents } from '../event-rules.js';
import { readLedger } from '../ledger-writer.js';

/** A stage in words of the procedure, with whose it is. */
export interface PublicStage {
  readonly name: string;
  readonly agency: string;
  readonly since: number | undefined;
}

/** Open hours of a desk on the next day it is open. Minutes of the local day. */
export interface OpenHours {
  readonly day: string;
  readonly hours: readonly (readonly [number, number])[];
}

/** Everything the public page tells of a dossier. Instants are epoch milliseconds. No person, no officer, no words anybody wrote. */
export interface PublicPage {
  readonly code: string;
  readonly status: DossierStatus;
  readonly procedure: string;
  readonly receivedAt: number;
  readonly provisional: boolean;
  readonly desk: { readonly name: string; readonly phone: string | undefined; readonly open: OpenHours | undefined };
  /** Who has it in hand now: agencies of the open stages, else the competent one. */
  readonly holders: readonly string[];
  readonly stages: readonly PublicStage[];
  readonly stagesDone: number;
  readonly stagesInAll: number;
  readonly task: PublicTaskTold & { readonly papers: readonly string[]; readonly otherPapers: boolean };
  /** The legal ground on which the clock stands still. */
  readonly pausedFor: NonNullable<DossierState['pause']>['ground'] | undefined;
  readonly fees: readonly { readonly name: string; readonly amount: number }[];
  readonly resultDelivery: DossierState['resultDelivery'];
  readonly appointment: { readonly at: number; readonly first: number | undefined; readonly isReappointed: boolean; readonly isOver: boolean } | undefined;
  /** How the date came about, in sentences of the language asked for, and day by day. */
  readonly explanation: readonly string[];
  readonly days: readonly DayReason[];
  readonly unconfirmedYears: readonly number[];
  readonly steps: readonly (Omit<PublicStepTaken, 'stage' | 'agency'> & { readonly stage: string | undefined; readonly agency: string | undefined })[];
  readonly isRatable: boolean;
  readonly rating: Rating | undefined;
}

const WAITING: readonly DossierStatus[] = ['awaiting-supplement', 'awaiting-completion'];

/** The public page of a dossier at `at`, from its ledger, with its sentences in a language. Throws `RangeError` when there is no such dossier. */
export async function showPublicPage(application: Engine, dossierId: string, at: Instant, language: PublicLanguage): Promise<PublicPage> {
  const engine = seeingOne(application, dossierId);
  const { read } = engine.database;
  const rows = await readLedger(read, dossierId);
  const page = await showDossier(engine, rows, undefined);
  const { state } = page;
  const events = rows.map(eventOfRow);
  const agencies = await engine.rules.agencies(read);
  const asked = WAITING.includes(state.status) ? papersAsked(events) : { components: [], others: false };
  const papers = new Map((page.chosen?.components ?? []).map(({ code, name }) => [code, name]));
  const stageNamed = (id: string): string => page.stageNames[id] ?? id;
  const known = await rulesOfEvents(engine, read, events, foldDossier(events));
  const own = state.stages.filter(({ part }) => part === state.part);
  return {
    code: state.code,
    status: state.status,
    procedure: page.procedure.name,
    receivedAt: state.receivedAt,
    provisional: state.provisional,
    desk: { ...page.receivingAgency, phone: agencies.get(state.receivingAgency)?.phone, open: await openHours(engine, state.receivingAgency, at) },
    holders: holdersOf(state, agencies),
    stages: openStages(state).map(({ id, agency, startedAt }) => ({ name: stageNamed(id), agency: nameOf(agencies, agency), since: startedAt })),
    stagesDone: own.filter(({ status }) => status === 'done').length,
    stagesInAll: own.length,
    task: { ...publicTaskOf(state), papers: asked.components.map((code) => papers.get(code) ?? code), otherPapers: asked.others },
    pausedFor: state.pause?.ground,
    fees: state.feesDue.filter(({ fee }) => !state.payments.some((payment) => payment.fee === fee)).map(({ fee, amount }) => ({ name: page.procedure.fees[fee - 1]?.name ?? '', amount })),
    resultDelivery: state.resultDelivery,
    appointment: appointmentOf(state, at),
    explanation: isWithoutDates(state) ? [] : explanationIn(DOSSIER_WORDS[language], page),
    days: isWithoutDates(state) ? [] : stepsToAppointment(explainDates(events, known)).flatMap((step) => (step.code === 'day-counted' || step.code === 'day-skipped' ? [step.day] : [])),
    unconfirmedYears: state.unconfirmedYears,
    steps: publicSteps(events).map(({ stage, agency, ...step }) => ({ ...step, stage: stage === undefined ? undefined : stageNamed(stage), agency: agency === undefined ? undefined : nameOf(agencies, agency) })),
    isRatable: isRatable(state),
    rating: state.rating?.rating,
  };
}

function appointmentOf(state: DossierState, at: Instant): PublicPage['appointment'] {
  const { appointment, firstAppointment } = state;
  if (appointment === undefined || isWithoutDates(state)) {
    return undefined;
  }
  const isStillAwaited = ['registered', 'received', 'in-progress'].includes(state.status);
  return { at: appointment, first: firstAppointment === appointment ? undefined : firstAppointment, isReappointed: state.reappointed, isOver: isStillAwaited && appointment < at };
}

function holdersOf(state: DossierState, agencies: ReadonlyMap<string, Agency>): readonly string[] {
  const open = openStages(state).map(({ agency }) => agency);
  return [...new Set(open.length === 0 ? [state.competentAgency] : open)].map((code) => nameOf(agencies, code));
}

function nameOf(agencies: ReadonlyMap<string, Agency>, code: string): string {
  return agencies.get(code)?.name ?? code;
}

/** Hours on the day of the desk's next open moment; none where no calendar reaches there. */
async function openHours({ rules, database: { read } }: Engine, desk: string, at: Instant): Promise<OpenHours | undefined> {
  try {
    const calendar = (await rules.calendars(read, await rules.currentSnapshot(read))).intake(desk);
    const day = localDateOf(calendar.isOpen(at) ? at : calendar.boundary(at, 'next-opening'));
    return { day: formatLocalDate(day), hours: calendar.hoursOn(day) };
  } catch (error) {
    if (error instanceof MissingCalendarError || error instanceof CalendarRangeError) {
      return undefined;
    }
    throw error;
  }
}
