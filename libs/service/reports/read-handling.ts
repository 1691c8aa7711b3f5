import { CHANNELS, type Channel } from '#domain';
import { type BrokenIdentity, brokenIdentities, type ChannelFigures, HANDLING_COUNTS, type HandlingLine, handlingLine, NO_CHANNEL_FIGURES, NO_DETAILS, NO_FIGURES, type PeriodFigures, processed, toProcess, totalLine } from '#domain/figures';
import type { Database, Statements } from '#persistence';
import { type FigureAnswer, readFigure } from '../figures/read-figure.js';
import { readDetails } from './read-details.js';
import { type FigureScope, groupOfChannel, withoutChannel } from '../figures/scope.js';
import { type HandlingGroup, type ReportName, ReportNotTold, ReportOutOfBalance, type ReportRequest } from './report-kinds.js';

/** How the dossiers of each field or agency were handled, and all of them. */
export interface Handling {
  readonly source: FigureAnswer['source'];
  /** In code order of the group. */
  readonly lines: readonly { readonly group: string; readonly line: HandlingLine }[];
  readonly total: HandlingLine;
}

/** What handling is read for: a report, or the same table for a screen. */
export type HandlingQuery = Required<Pick<ReportRequest, 'days' | 'comparison' | 'at'>> & { readonly report: ReportName | 'handling'; readonly scope: HandlingScope; readonly by: HandlingGroup };

/** Whose handling is told: channels are columns of it. */
export type HandlingScope = Pick<FigureScope, 'province' | 'agency' | 'field' | 'procedure'>;

/** The lines of handling of one moment. Throws as `readHandling`. */
export async function readHandlingTable(database: Pick<Database, 'transaction'>, query: Omit<HandlingQuery, 'report'>): Promise<Handling> {
  return database.transaction(async (tx) => {
    await tx.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    return readHandling(tx, { ...query, report: 'handling' });
  });
}

/**
 * The lines of II.06a and of the progress table. Every count is `readFigure`'s, asked for all channels at once, so that channels and totals are of
 * one source; within a transaction that sees one moment they are of one moment too. Identities are checked, and the sum of the lines
 * against the same figures asked at once. @throws ReportOutOfBalance when one does not come out; ReportNotTold for a progress table over
 * days no kept figures compose
 */
export async function readHandling(tx: Statements, { report, days, scope, by, comparison, at }: HandlingQuery): Promise<Handling> {
  const ask = { period: { kind: 'range', ...days }, rates: [], counts: HANDLING_COUNTS, at } as const;
  const { source, figures } = await readFigure({ read: tx }, { ...ask, scope, groupBy: by, byChannel: true });
  if (report === 'progress-766' && source === 'dossiers') {
    throw new ReportNotTold('Paused dossiers are told over whole half-months (1–14, 15–end) only: begin on a 1st or 15th and end before one');
  }
  const details = await readDetails(tx, { scope, at }, days, by);
  const counted = new Map(figures.map(({ group, counts }) => [group, counts]));
  const countsOf = (channel: Channel, group: string): ChannelFigures => ({ ...NO_CHANNEL_FIGURES, ...counted.get(groupOfChannel(group, channel)) });
  const groups = [...new Set(figures.map(({ group }) => withoutChannel(group)))].sort();
  const lines = groups.map((group) => {
    const channels = { online: countsOf('online', group), counter: countsOf('counter', group), post: countsOf('post', group) };
    const pausedOverdue = CHANNELS.reduce((sum, channel) => sum + channels[channel].pausedOverdue, 0);
    return { group, line: handlingLine(channels, { ...NO_DETAILS, ...details.get(group), pausedOverdue }, comparison) };
  });
  const total = totalLine(lines.map(({ line }) => line));
  const whole = await readFigure({ read: tx }, { ...ask, scope });
  const faults = [
    ...lines.flatMap(({ group, line }) => brokenIdentities(line).map((broken) => ({ group, fault: faultOf(broken) }))),
    ...(whole.source === source ? differences(total, { ...NO_FIGURES, ...whole.figures[0]?.counts }).map((broken) => ({ group: '', fault: faultOf(broken) })) : []),
  ];
  if (faults.length > 0) {
    throw new ReportOutOfBalance(report, faults);
  }
  // A desk that only owes answers and hand-overs has figures, but no dossiers of its own.
  return { source, lines: lines.filter(({ line }) => line.total !== 0), total };
}

/** The sum of the lines against the figures of the whole: a group or channel nobody asked for would be missing from it. */
function differences(total: HandlingLine, whole: PeriodFigures): readonly BrokenIdentity[] {
  return [
    { identity: '(3) = cần xử lý của toàn phạm vi', left: total.total, right: toProcess(whole) },
    { identity: '(7) = đã giải quyết của toàn phạm vi', left: total.processed, right: processed(whole) },
    { identity: '(11) = đang giải quyết của toàn phạm vi', left: total.open, right: whole.open },
  ].filter(({ left, right }) => left !== right);
}

function faultOf({ identity, left, right }: BrokenIdentity): string {
  return `${identity}: ${String(left)} and ${String(right)}, a difference of ${String(left - right)}`;
}
