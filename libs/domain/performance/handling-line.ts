import type { PeriodFigures } from './measures.js';
import { processed } from './rate-parts.js';
import type { Count } from './rate-sum.js';

/** By what a report tells late from on time: the minute of the slip, or the local date as the national portal does. */
export type ReportComparison = 'minute' | 'date';

/** What the figures of a group do not tell and its dossiers do. */
export interface HandlingDetails {
  /** Of the paused overdue, those due on the day of judgement itself: overdue by the minute and not by the date. */
  readonly pausedOverdueSameDay: number;
  /** Finished without a date although their procedure gives one: errors of imported data, on time for nobody. */
  readonly finishedInError: number;
  /** Open, overdue and paused at the period's end. */
  readonly pausedOverdue: number;
}

/** Details of a group in which there is nothing of the kind. */
export const NO_DETAILS: HandlingDetails = { pausedOverdueSameDay: 0, finishedInError: 0, pausedOverdue: 0 };

/** The figures a line is made of, asked for each channel. */
export const HANDLING_COUNTS = [
  'received', 'cancelled', 'carriedOver', 'transferredIn', 'transferredOut', 'reopened',
  'finishedEarly', 'finishedOnTime', 'finishedLate', 'finishedUndated', 'finishedLateByDate', 'open', 'overdue', 'overdueByDate', 'pausedInTime', 'pausedOverdue',
] as const satisfies readonly Count[];

/** The figures of one channel of a group. */
export type ChannelFigures = Readonly<Pick<PeriodFigures, (typeof HANDLING_COUNTS)[number]>>;

/** Of a channel in which nothing was counted: the counts of a line and no others, for a table has many lines. */
export const NO_CHANNEL_FIGURES: ChannelFigures = Object.fromEntries(HANDLING_COUNTS.map((count) => [count, 0])) as Record<(typeof HANDLING_COUNTS)[number], number>;

/** Received in the period by channel, without those taken out as opened under a wrong procedure. */
export interface ReceivedByChannel {
  readonly online: number;
  readonly counter: number;
  readonly post: number;
}

/** How the dossiers of a group were handled in a period: what the columns of II.06a and of the progress table of QĐ 766 are. */
export interface HandlingLine {
  /** (3) of II.06a. */
  readonly total: number;
  /** (4), and the parts of (5). */
  readonly received: ReceivedByChannel;
  /** (6): open before the period; came from another agency or back into the stock, less what was handed to another agency, which also lessens the received where more was. */
  readonly carriedOver: number;
  /** (7): however they ended. */
  readonly processed: number;
  readonly early: number;
  /** (9): on the day, and those whose procedure gives no date. */
  readonly onTime: number;
  readonly late: number;
  /** In (7) and in none of (8) to (10). */
  readonly inError: number;
  /** (11): all that is open. */
  readonly open: number;
  readonly inTime: number;
  readonly overdue: number;
  /** Parts of (12) and (13) that are paused. */
  readonly pausedInTime: number;
  readonly pausedOverdue: number;
}

/** The line of a group from the figures of its channels, all of one source and moment. */
export function handlingLine(channels: Readonly<Record<keyof ReceivedByChannel, ChannelFigures>>, details: HandlingDetails, comparison: ReportComparison): HandlingLine {
  const sum = (count: (figures: ChannelFigures) => number): number => count(channels.online) + count(channels.counter) + count(channels.post);
  const [online, counter, post] = [enteredOf(channels.online), enteredOf(channels.counter), enteredOf(channels.post)];
  const received = { online: online.received, counter: counter.received, post: post.received };
  const carriedOver = online.carriedOver + counter.carriedOver + post.carriedOver;
  const byDate = comparison === 'date';
  const open = sum((figures) => figures.open);
  const [late, overdue] = [sum((figures) => (byDate ? figures.finishedLateByDate : figures.finishedLate)), sum((figures) => (byDate ? figures.overdueByDate : figures.overdue))];
  // The dossiers tell it as they stand, the rest as it stood: there are never more paused overdue than overdue.
  const pausedSameDay = byDate ? Math.min(details.pausedOverdue, Math.max(details.pausedOverdueSameDay, details.pausedOverdue - overdue)) : 0;
  return {
    total: received.online + received.counter + received.post + carriedOver,
    received,
    carriedOver,
    processed: sum(processed),
    early: sum((figures) => figures.finishedEarly),
    onTime: sum((figures) => figures.finishedOnTime + figures.finishedUndated) - details.finishedInError + sum((figures) => figures.finishedLate) - late,
    late,
    inError: details.finishedInError,
    open,
    inTime: open - overdue,
    overdue,
    pausedInTime: sum((figures) => figures.pausedInTime) + pausedSameDay,
    pausedOverdue: details.pausedOverdue - pausedSameDay,
  };
}

/**
 * What was received and what was there already, of one channel: cancelled dossiers are taken from the received, those handed to another
 * agency from what was there and, where that is not enough, from the received, so that no column is below zero.
 */
function enteredOf({ received, cancelled, carriedOver, transferredIn, transferredOut, reopened }: ChannelFigures): { readonly received: number; readonly carriedOver: number } {
  const kept = Math.max(0, received - cancelled);
  const before = carriedOver + transferredIn + reopened - transferredOut - (cancelled - (received - kept));
  return { received: kept + Math.min(0, before), carriedOver: Math.max(0, before) };
}

/** All lines added up. */
export function totalLine(lines: readonly HandlingLine[]): HandlingLine {
  const sum = (count: (line: HandlingLine) => number): number => lines.reduce((all, line) => all + count(line), 0);
  return {
    total: sum(({ total }) => total),
    received: { online: sum(({ received }) => received.online), counter: sum(({ received }) => received.counter), post: sum(({ received }) => received.post) },
    carriedOver: sum(({ carriedOver }) => carriedOver),
    processed: sum((line) => line.processed),
    early: sum(({ early }) => early),
    onTime: sum(({ onTime }) => onTime),
    late: sum(({ late }) => late),
    inError: sum(({ inError }) => inError),
    open: sum(({ open }) => open),
    inTime: sum(({ inTime }) => inTime),
    overdue: sum(({ overdue }) => overdue),
    pausedInTime: sum(({ pausedInTime }) => pausedInTime),
    pausedOverdue: sum(({ pausedOverdue }) => pausedOverdue),
  };
}

/** An identity of the form that does not hold, with both sides. */
export interface BrokenIdentity {
  readonly identity: string;
  readonly left: number;
  readonly right: number;
}

/**
 * The identities of II.06a that a line breaks: none unless a stored figure is damaged. Columns below zero are named too, as their own
 * identity, for no count is.
 */
export function brokenIdentities(line: HandlingLine): readonly BrokenIdentity[] {
  const { total, received, carriedOver, processed: ended, early, onTime, late, inError, open, inTime, overdue, pausedInTime, pausedOverdue } = line;
  const sides: readonly (readonly [identity: string, left: number, right: number])[] = [
    ['(3) = (4) + (5) + (6)', total, received.online + received.counter + received.post + carriedOver],
    ['(3) = (7) + (11)', total, ended + open],
    ['(7) = (8) + (9) + (10) + không xếp được', ended, early + onTime + late + inError],
    ['(11) = (12) + (13)', open, inTime + overdue],
  ];
  const counts = { '(4)': received.online, '(5)': received.counter + received.post, '(8)': early, '(9)': onTime, '(10)': late, '(12)': inTime, '(13)': overdue, 'tạm dừng trong (12)': inTime - pausedInTime, 'tạm dừng trong (13)': overdue - pausedOverdue };
  return [
    ...sides.filter(([, left, right]) => left !== right).map(([identity, left, right]) => ({ identity, left, right })),
    ...Object.entries(counts).filter(([, count]) => count < 0).map(([name, count]) => ({ identity: `${name} ≥ 0`, left: count, right: 0 })),
  ];
}
