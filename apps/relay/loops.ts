import { instant, type Instant } from '#domain';
import {
  applyCalendarVersion,
  countBehind,
  endNudge,
  type Engine,
  filterClosed,
  isCommandWaiting,
  listOwedLetters,
  listUnstarted,
  markLetterStarted,
  type Mailer,
  markStarted,
  type MessageGateway,
  type NationalPortal,
  pageOpen,
  type RolloutTally,
  takeNudges,
  takeOverdue,
  takeWaitingCommands,
  type WaitingCommand,
} from '#service';
import type { Delivery, WorkflowGateway } from '../dispatch/gateway.js';
import { carryAll, type Tally } from './carry.js';
import type { ReportScheduleKeeper } from './report-loop.js';
import type { WhatIfWay } from './what-if-loop.js';

/** What the passes work on. */
export interface RelayParts {
  readonly engine: Engine;
  readonly gateway: WorkflowGateway;
  /** How long whoever wrote a row has to deliver it himself; two seconds unless told otherwise. */
  readonly graceMs?: number;
  /** How e-mail to staff leaves; absent where none is configured. */
  readonly mailer?: Mailer;
  /** The schedules of reports; absent where they are not kept. */
  readonly schedules?: ReportScheduleKeeper;
  /** How what-if requests are computed; absent where they are not. */
  readonly whatIf?: WhatIfWay;
  /** The way to the national portal; absent where none is configured. */
  readonly portal?: NationalPortal;
  /** The gateway of messages, which a restore has to ask; absent where none is configured. */
  readonly messages?: MessageGateway;
}

/** Rows one pass takes; a full pass is followed by the next at once. */
export const PASS_SIZE = 200;
const GRACE_MS = 2_000;
const DELIVERY_MS = 5_000;
/** A delivery of a letter that has come to nothing for this long is started again, in case Temporal has lost it. */
const LETTER_RESTART_MS = 3_600_000;
/** A letter that waits for its time and was not taken further this long after it is started again. */
const LETTER_OVERDUE_MS = 60_000;
/** A point this long past its wake has been missed rather than met late. */
const WAKE_TOLERANCE_MS = 60_000;

/** Delivers commands of the inbox that nobody has delivered yet, of each dossier the first. */
export async function relayOnce({ engine, gateway, graceMs = GRACE_MS }: RelayParts, at: Instant): Promise<Tally> {
  const commands = await takeWaitingCommands(engine.database, at, instant(at - graceMs), PASS_SIZE);
  return carryAll('commands', commands, (command) => carryCommand(engine, gateway, command));
}

/**
 * An update is remembered by its id for as long as the run lasts: a command that stayed undecided after its update was
 * done has to be nudged, for the same update would only be answered from memory.
 */
async function carryCommand({ database }: Engine, gateway: WorkflowGateway, { id, dossierId, attempts }: WaitingCommand): Promise<Delivery> {
  if (attempts > 0) return gateway.nudge(dossierId);
  const delivery = await gateway.deliver(dossierId, id, DELIVERY_MS);
  return delivery === 'delivered' && (await isCommandWaiting(database, id)) ? gateway.nudge(dossierId) : delivery;
}

/** Starts the workflows of dossiers and letters for which none was started. */
export async function startOnce({ engine, gateway, graceMs = GRACE_MS }: RelayParts, at: Instant): Promise<{ readonly dossiers: Tally; readonly letters: Tally }> {
  const { database } = engine;
  const dossiers = await carryAll('start', await listUnstarted(database, instant(at - graceMs), PASS_SIZE), async (dossierId) => {
    const delivery = await gateway.start(dossierId);
    if (delivery === 'delivered') await markStarted(database, dossierId, at);
    return delivery;
  });
  const letters = await startLetters({ engine, gateway }, at, instant(at - LETTER_RESTART_MS));
  return { dossiers, letters };
}

/**
 * Starts the deliveries of owed letters that nobody has started since `startedUntil`; one that still runs is not disturbed, but
 * where a person opened it again it is told, for it may be just ending.
 */
export async function startLetters({ engine: { database }, gateway }: RelayParts, at: Instant, startedUntil: Instant): Promise<Tally> {
  return carryAll('letters', await listOwedLetters(database, startedUntil, instant(at - LETTER_OVERDUE_MS), PASS_SIZE), async ({ key, isReopened }) => {
    const delivery = await (isReopened ? gateway.reopenLetter(key) : gateway.startLetter(key));
    if (delivery === 'delivered') await markLetterStarted(database, key, at);
    return delivery;
  });
}

/** Nudges dossiers whose nearest point of interest has passed without anybody settling it. */
export async function watchOnce({ engine: { database, options }, gateway }: RelayParts, at: Instant): Promise<Tally> {
  const pointsUntil = instant(at - options.clockSkewMs - options.latenessSpreadMs - WAKE_TOLERANCE_MS);
  return carryAll('watch', await takeOverdue(database, at, pointsUntil, PASS_SIZE), (dossierId) => gateway.nudge(dossierId));
}

/**
 * Brings open dossiers to the current calendar version where any stand on an older one; `undefined` where none does.
 * @param found told how many are behind before anything is done about them
 */
export async function rollOutOnce({ engine }: Pick<RelayParts, 'engine'>, at: Instant, found: (behind: number) => void): Promise<RolloutTally | undefined> {
  const behind = await countBehind(engine.database);
  found(behind);
  return behind === 0 ? undefined : applyCalendarVersion(engine, at);
}

/** Tells workflows that would wake too late for a date that moved without them. */
export async function nudgeOnce({ engine: { database }, gateway }: RelayParts, at: Instant): Promise<Tally> {
  return carryAll('nudge', await takeNudges(database, at, PASS_SIZE), async (nudge) => {
    const delivery = await gateway.nudge(nudge.dossierId);
    if (delivery === 'delivered') await endNudge(database, nudge);
    return delivery;
  });
}

/** One page of reconciliation. */
export interface ReconciledPage extends Tally {
  readonly checked: number;
  /** Where the next page begins; `undefined` after the last. */
  readonly next: string | undefined;
}

/**
 * Checks one page of open dossiers and starts the workflows that do not run: Temporal may have lost them, one or all. The
 * tally counts the starts, and dossiers that could not be asked about as unavailable.
 */
export async function reconcileOnce({ engine: { database }, gateway }: RelayParts, after?: string): Promise<ReconciledPage> {
  const page = await pageOpen(database, after, PASS_SIZE);
  let running = 0;
  const tally = await carryAll('reconcile', page, async (dossierId) => {
    const isRunning = await gateway.isRunning(dossierId);
    if (isRunning === undefined) return 'unavailable';
    if (!isRunning) return gateway.start(dossierId);
    running += 1;
    return 'delivered';
  });
  return { ...tally, delivered: tally.delivered - running, checked: page.length, next: page.length < PASS_SIZE ? undefined : page.at(-1) };
}

/**
 * Nudges running workflows of closed dossiers, so that they end.
 * @throws when Temporal cannot list what runs
 */
export async function endStraysOnce({ engine: { database }, gateway }: RelayParts): Promise<Tally> {
  const running: string[] = [];
  for await (const dossierId of gateway.running()) running.push(dossierId);
  const closed: string[] = [];
  for (let from = 0; from < running.length; from += PASS_SIZE) {
    closed.push(...(await filterClosed(database, running.slice(from, from + PASS_SIZE))));
  }
  return carryAll('strays', closed, (dossierId) => gateway.nudge(dossierId));
}
