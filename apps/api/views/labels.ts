import { z } from 'zod';
import type { Action, EventType } from '#domain';
import type { ImpactKind, LetterKind, Queue, TaskKind, TaskStanding } from '#service';
import {
  ACTION_LABELS,
  CHANNEL_LABELS,
  CLOSURE_REASON_LABELS,
  COMPARATOR_LABELS,
  DAY_KIND_LABELS,
  DELIVERY_ROLE_LABELS,
  DELIVERY_STATUS_LABELS,
  DELIVERY_STEP_LABELS,
  DRAFT_STATUS_LABELS,
  IMPACT_LABELS,
  ITEM_CHANGE_LABELS,
  LEAD_OUTCOME_LABELS,
  PLACE_STANDING_LABELS,
  PUBLICATION_FIGURE_LABELS,
  EVENT_LABELS,
  FAULT_LABELS,
  FORM_LABELS,
  LETTER_CHANNEL_LABELS,
  LETTER_LABELS,
  LETTER_STATUS_LABELS,
  ABSENCE_REASON_LABELS,
  NOTICE_LABELS,
  OPINION_OUTCOME_LABELS,
  PARTY_TASK_LABELS,
  PAUSE_GROUND_LABELS,
  PLAN_PROBLEM_LABELS,
  PORTAL_STATUS_LABELS,
  QUEUE_LABELS,
  REPORT_PERIOD_LABELS,
  RATING_CHANNEL_LABELS,
  RATING_LABELS,
  RETURN_REASON_LABELS,
  ROLE_LABELS,
  SIGNING_CAPACITY_LABELS,
  SILENCE_LABELS,
  STANDING_LABELS,
  STATUS_LABELS,
  TASK_LABELS,
  TASK_STANDING_LABELS,
  TASK_TIMING_LABELS,
  VOID_REASON_LABELS,
} from '#vi';
import { CASE_LABELS } from './case-words.js';

const queues: Readonly<Record<Queue, string>> = QUEUE_LABELS;
const tasks: Readonly<Record<TaskKind, string>> = TASK_LABELS;
const taskStandings: Readonly<Record<TaskStanding, string>> = TASK_STANDING_LABELS;

const calendarImpacts: Readonly<Record<ImpactKind, string>> = IMPACT_LABELS;
const letters: Readonly<Record<LetterKind, string>> = LETTER_LABELS;

/** Vietnamese words for every code an answer of the API can hold, by what the code stands for. */
export const LABELS = {
  statuses: STATUS_LABELS,
  portalStatuses: PORTAL_STATUS_LABELS,
  standings: STANDING_LABELS,
  actions: ACTION_LABELS,
  events: EVENT_LABELS,
  channels: CHANNEL_LABELS,
  roles: ROLE_LABELS,
  pauseGrounds: PAUSE_GROUND_LABELS,
  faults: FAULT_LABELS,
  ratings: RATING_LABELS,
  ratingChannels: RATING_CHANNEL_LABELS,
  partyTasks: PARTY_TASK_LABELS,
  opinionOutcomes: OPINION_OUTCOME_LABELS,
  silences: SILENCE_LABELS,
  dayKinds: DAY_KIND_LABELS,
  closureReasons: CLOSURE_REASON_LABELS,
  draftStatuses: DRAFT_STATUS_LABELS,
  calendarImpacts,
  queues,
  tasks,
  letters,
  letterStatuses: LETTER_STATUS_LABELS,
  notices: NOTICE_LABELS,
  absenceReasons: ABSENCE_REASON_LABELS,
  forms: FORM_LABELS,
  letterChannels: LETTER_CHANNEL_LABELS,
  deliveryRoles: DELIVERY_ROLE_LABELS,
  deliveryStatuses: DELIVERY_STATUS_LABELS,
  deliverySteps: DELIVERY_STEP_LABELS,
  returnReasons: RETURN_REASON_LABELS,
  signingCapacities: SIGNING_CAPACITY_LABELS,
  voidReasons: VOID_REASON_LABELS,
  taskTimings: TASK_TIMING_LABELS,
  taskStandings,
  reportPeriods: REPORT_PERIOD_LABELS,
  comparators: COMPARATOR_LABELS,
  planProblems: PLAN_PROBLEM_LABELS,
  itemChanges: ITEM_CHANGE_LABELS,
  leadOutcomes: LEAD_OUTCOME_LABELS,
  placeStandings: PLACE_STANDING_LABELS,
  publicationFigures: PUBLICATION_FIGURE_LABELS,
  ...CASE_LABELS,
} as const;

/** `LABELS` as they are answered: every code by name. */
export const labelsSchema = schemaOf(LABELS);

/** Every type of event a ledger can hold. */
export const EVENT_TYPES = Object.keys(EVENT_LABELS) as [EventType, ...EventType[]];

/** The word for what somebody asked the system to do. */
export function actionLabel(action: string): string {
  return ACTION_LABELS[action as Action];
}

type Words<Code extends PropertyKey> = z.ZodObject<Readonly<Record<Code, z.ZodString>>, z.core.$strict>;

function wordsOf<Code extends PropertyKey>(labels: Readonly<Record<Code, string>>): Words<Code> {
  return z.strictObject(Object.fromEntries(Object.keys(labels).map((code) => [code, z.string()])) as Record<Code, z.ZodString>);
}

function schemaOf<All extends Readonly<Record<string, Readonly<Record<string, string>>>>>(labels: All): z.ZodObject<{ readonly [Name in keyof All]: Words<keyof All[Name]> }, z.core.$strict> {
  return z.strictObject(Object.fromEntries(Object.entries(labels).map(([name, words]) => [name, wordsOf(words)])) as { readonly [Name in keyof All]: Words<keyof All[Name]> });
}
