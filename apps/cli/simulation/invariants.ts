import { describeDifference, type Figure, type ProvedFigure } from '#service/figures';
import { caseFigureFaults, endFaults } from './case-facts.js';
import { type BrokenPromise, type Lateness, type MonthFacts, type OpenCommand, type PromiseFacts, verificationLine } from './month-facts.js';

/** One thing that must hold at the end of a simulated month, and what spoke against it if anything did. */
export interface Invariant {
  readonly name: string;
  /** Each line names dossiers, commands or figures; empty when it holds. */
  readonly broken: readonly string[];
}

/** Judges what must have become of every promise, whoever signs and whenever. */
export function judgePromises(facts: PromiseFacts): readonly Invariant[] {
  return [
    { name: 'every broken promise owes exactly one apology, which is produced or waits for a signature somebody is asked for', broken: [...facts.brokenPromises.flatMap(apologyFault), ...facts.groundlessApologies.map((key) => `${key} is owed for a promise that was kept`)] },
    { name: 'what counts as late became late once, at its due moment; later breaks are numbered on from there', broken: facts.lateness.flatMap(latenessFaults) },
  ];
}

/** Judges everything a month must leave true. */
export function judgeMonth(facts: MonthFacts): readonly Invariant[] {
  return [
    ...judgePromises(facts),
    { name: 'no apology waits for a signature but while the clock of its dossier stands still', broken: facts.brokenPromises.flatMap(waitingFault) },
    { name: 'every command ended in one recorded outcome', broken: facts.openCommands.map(commandFault) },
    { name: 'staff are told what concerns them while their agency is open', broken: facts.misplacedNotices },
    { name: 'the balance holds', broken: facts.balance.map(balanceFault) },
    { name: 'the ledger verifies', broken: facts.verification.ok ? [] : [verificationLine(facts.verification)] },
    { name: 'every clock of a publication, feedback or task that is over was met in time or became late once, at its end', broken: endFaults(facts.cases) },
    { name: 'the national portal was told everything owed to it, once and in order', broken: facts.portal.faults },
    { name: 'nobody decided about his own words, and no published answer tells who its sender is', broken: facts.cases.brokenRules.map(({ code, what }) => `${code}: ${what}`) },
    { name: 'the figures equal a recount from the ledger', broken: [...facts.proved.differences.map(describeDifference), ...rateFaults(facts.proved), ...caseFigureFaults(facts.cases)] },
  ];
}

function apologyFault({ code, promise, apologies, produced, waiting, tasks }: BrokenPromise): readonly string[] {
  const named = `${code}: promise ${String(promise)} was broken`;
  if (apologies !== 1) {
    return [`${named} and owes ${String(apologies)} apologies`];
  }
  if (waiting === 1) {
    return tasks === 1 ? [] : [`${named}, and ${String(tasks)} open tasks ask for the signature of its apology`];
  }
  return produced === 1 ? [] : [`${named} and its apology is not produced`];
}

function waitingFault({ code, promise, waiting, standsStill }: BrokenPromise): readonly string[] {
  return waiting === 0 || standsStill ? [] : [`${code}: nobody signed the apology for broken promise ${String(promise)}`];
}

function latenessFaults({ code, becameLate, misplaced, promisesBroken, firstBroken, countsLate }: Lateness): readonly string[] {
  const faults: string[] = [];
  if (becameLate > 1) faults.push(`${code} became late ${String(becameLate)} times`);
  if (misplaced > 0) faults.push(`${code} became late at another moment than its due date`);
  if (countsLate && becameLate === 0) faults.push(`${code} counts as late, but never became late`);
  if (promisesBroken.some((number, index) => number <= (promisesBroken[index - 1] ?? firstBroken ?? 0))) {
    faults.push(`${code} broke promises ${promisesBroken.join(', ')} after promise ${String(firstBroken ?? 0)}`);
  }
  if (promisesBroken.length > 0 && firstBroken === undefined) faults.push(`${code} broke promise ${promisesBroken.join(', ')}, but never became late`);
  return faults;
}

function commandFault({ id, type, status, error }: OpenCommand): string {
  return `${type} ${id} is ${status}${error === undefined ? '' : `: ${error}`}`;
}

function balanceFault({ agency, entered, left, stocks, notOfYears }: MonthFacts['balance'][number]): string {
  const differing = stocks.map(({ stock, figures, dossiers }) => `; ${stock} is ${String(figures)} by the figures, ${String(dossiers)} by the dossiers`);
  const split = notOfYears.map((measure) => `; ${measure} of everything is not the sum of its years`);
  return `${agency}: ${String(entered)} came in, ${String(left)} left or are open${[...differing, ...split].join('')}`;
}

function rateFaults({ kept, recounted }: Pick<ProvedFigure, 'kept' | 'recounted'>): readonly string[] {
  const [published, counted] = [kept.figures, recounted].map(lateRateOf);
  return published === counted ? [] : [`the late rate is published as ${String(published)}, the events give ${String(counted)}`];
}

function lateRateOf(figures: readonly Figure[]): string {
  const rate = figures[0]?.rates['late-rate'];
  return rate === undefined ? 'none' : `${String(rate.n)} / ${String(rate.d)}`;
}
