import type { PauseGround } from '../procedure/procedure.js';

/** Another body at work while our clock stands still: its own time, its own lateness. Kept on record after its end. */
export interface PartyState {
  /** Counted from 1 over the dossier's life. */
  readonly number: number;
  readonly ground: PauseGround;
  /** What is awaited: what the pause is for, or the confirmation of a payment. */
  readonly task: 'answer' | 'confirmation';
  readonly code: string;
  readonly agency?: string;
  readonly case?: string;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly warnAt?: number;
  readonly warned?: true;
  readonly lateAt?: number;
  /** What the body wrote of its delay, and whether its new date passed too. */
  readonly delay?: { readonly at: number; readonly reasonCode: string; readonly newDueAt: number; readonly documentNumber?: string; readonly broken?: true };
  readonly ended?: { readonly at: number; readonly by: 'answer' | 'voucher' | 'resumption' };
}

/** An opinion asked of another agency and what became of it. */
export interface OpinionState {
  /** Counted from 1 over the dossier's life. */
  readonly number: number;
  readonly consultation: string;
  readonly agency: string;
  readonly askedAt: number;
  readonly dueAt: number;
  readonly silence: 'consent' | 'late';
  /** The clock stands still for it; asking as a rule stops nothing. */
  readonly pauses?: true;
  readonly documentNumber?: string;
  /** When the limit passed without an answer. */
  readonly silentAt?: number;
  readonly answer?: { readonly at: number; readonly outcome: OpinionOutcome; readonly documentNumber?: string };
  /** The dossier ended before anybody answered. */
  readonly lapsedAt?: number;
}

/** What an agency says when asked. */
export const OPINION_OUTCOMES = ['agreed', 'agreed-with-conditions', 'objected'] as const;
export type OpinionOutcome = (typeof OPINION_OUTCOMES)[number];

interface Awaited {
  readonly parties: readonly PartyState[];
  readonly opinions: readonly OpinionState[];
}

/** The body whose time runs now; one at most, since a clock stands still on one ground at a time. */
export function runningParty({ parties }: Pick<Awaited, 'parties'>): PartyState | undefined {
  return parties.find(({ ended }) => ended === undefined);
}

/** Opinions nobody has given yet, those taken as consent left out. */
export function awaitedOpinions({ opinions }: Pick<Awaited, 'opinions'>): readonly OpinionState[] {
  return unansweredOpinions({ opinions }).filter(({ silence, silentAt }) => silence === 'late' || silentAt === undefined);
}

/** Opinions that can still be recorded: a late word is recorded although silence was taken as consent. */
export function unansweredOpinions({ opinions }: Pick<Awaited, 'opinions'>): readonly OpinionState[] {
  return opinions.filter(({ answer, lapsedAt }) => answer === undefined && lapsedAt === undefined);
}

/** By when a body now at work should be done: the date it promised of late, else its legal one. */
export function partyDue({ dueAt, delay }: PartyState): number {
  return delay?.newDueAt ?? dueAt;
}

/** What the dossier waits for from other agencies: the nearest date, and from when the first of them is late. */
export function awaitedDates(state: Awaited): { readonly dueAt?: number; readonly lateFrom?: number } {
  const party = runningParty(state);
  const opinions = awaitedOpinions(state);
  const due = [...(party === undefined ? [] : [partyDue(party)]), ...opinions.map(({ dueAt }) => dueAt)];
  const late = [...(party === undefined ? [] : [party.dueAt]), ...opinions.flatMap(({ silence, dueAt }) => (silence === 'late' ? [dueAt] : []))];
  return { ...(due.length === 0 ? {} : { dueAt: Math.min(...due) }), ...(late.length === 0 ? {} : { lateFrom: Math.min(...late) }) };
}
