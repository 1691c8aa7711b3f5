import { systemClock } from '#service';
import type { Random } from '../simulation/random.js';
import type { DrillStack } from './drill-stack.js';
import { lookForFindings } from './facts.js';
import type { Afterwards } from './faults/index.js';
import type { Finding } from './finding.js';
import { Load } from './load.js';
import { patiently } from './patiently.js';
import type { PlannedFault } from './plan.js';
import { type Proof, prove } from './proof.js';
import { type Answers, answerQuestions } from './questions.js';
import { NotRecoveredError, type Recovery, untilRecovered } from './recovery.js';
import { say } from './say.js';
import { NotPossibleError } from './stack.js';
import { judgeWakes, type Wakes, type Window } from './wakes.js';

/** What came of one fault. */
export interface Outcome {
  readonly number: number;
  readonly name: string;
  readonly kills: number;
  /** Why it was not inflicted. */
  readonly notPossible: string | undefined;
  /** From the strike until the world was whole again. */
  readonly awayMs: number;
  readonly recovery: Recovery | undefined;
  readonly findings: readonly Finding[];
}

/** What came of a campaign. */
export interface CampaignResult {
  readonly outcomes: readonly Outcome[];
  readonly proof: Proof;
  readonly wakes: Wakes;
  readonly accepted: number;
  readonly dossiers: number;
  readonly questions: Answers;
  /** True when it was broken off at a fault with findings. */
  readonly isBrokenOff: boolean;
}

/** How a campaign is run. */
export interface CampaignOptions {
  readonly desks: number;
  readonly waveSize: number;
  readonly openDossiers: number;
  /** After so many faults the load is held and everything is proved, histories aside. */
  readonly proveEvery: number;
}

/** Lives through a plan of faults under load, looks after each, and breaks off at the first that left something wrong. */
export async function runCampaign(stack: DrillStack, plan: readonly PlannedFault[], random: Random, options: CampaignOptions): Promise<CampaignResult> {
  const load = new Load(stack, random.branch(1));
  await load.openQuietly(options.openDossiers);
  let isAnswered = false;
  const answering = answerQuestions(stack, () => isAnswered);
  const working = load.run(options.desks);
  const [outcomes, windows]: [Outcome[], Window[]] = [[], []];
  try {
    for (const planned of plan) {
      if (planned.waveInMs !== undefined) await patiently(() => load.wave(options.waveSize, planned.waveInMs ?? 0));
      await load.untilAccepted(planned.after);
      const { outcome, struckAt } = await inflict(stack, load, planned, random.branch(1_000 + planned.number));
      windows.push({ from: struckAt, until: systemClock.now() });
      const isProved = planned.number % options.proveEvery === 0;
      const findings = outcome.findings.length === 0 && isProved ? (await proveHeld(stack, load)).findings : outcome.findings;
      outcomes.push({ ...outcome, findings });
      say(lineOf(outcome));
      if (findings.length > 0) break;
    }
    await load.hold();
    const proof = await prove(stack, true);
    const wakes = await judgeWakes(stack, windows);
    const last = await lookForFindings(stack, load);
    const isBrokenOff = outcomes.some(({ findings }) => findings.length > 0);
    isAnswered = true;
    const questions = await answering;
    return { outcomes, proof: { ...proof, findings: [...proof.findings, ...(isBrokenOff ? [] : last)] }, wakes, accepted: load.accepted, dossiers: load.codes.length, questions, isBrokenOff };
  } finally {
    load.stop();
    isAnswered = true;
    await Promise.all([working, answering]);
  }
}

/** An outcome and the moment from which on something was wrong, epoch ms. */
interface Struck {
  readonly outcome: Outcome;
  readonly struckAt: number;
}

async function inflict(stack: DrillStack, load: Load, { number, fault }: PlannedFault, random: Random): Promise<Struck> {
  let [struckAt, struck]: [number, number] = [systemClock.now(), performance.now()];
  const strikes = (): void => { [struckAt, struck] = [systemClock.now(), performance.now()]; };
  const base = { number, name: fault.name, kills: fault.kills };
  try {
    const promised: Afterwards[] = [];
    await fault.inflict(stack, random, { strikes, promises: (afterwards) => { promised.push(afterwards); } });
    const awayMs = performance.now() - struck;
    const recovery = await untilRecovered(stack);
    const ownFindings = await Promise.all(promised.map((afterwards) => afterwards()));
    return { outcome: { ...base, notPossible: undefined, awayMs, recovery, findings: [...ownFindings.flat(), ...(await lookForFindings(stack, load))] }, struckAt };
  } catch (error) {
    return { outcome: { ...base, recovery: undefined, ...outcomeOf(error, performance.now() - struck) }, struckAt };
  }
}

function outcomeOf(error: unknown, awayMs: number): Pick<Outcome, 'notPossible' | 'awayMs' | 'findings'> & Partial<Pick<Outcome, 'kills'>> {
  if (error instanceof NotPossibleError) return { kills: 0, notPossible: error.message, awayMs: 0, findings: [] };
  const what = error instanceof Error ? error.message : String(error);
  return { notPossible: undefined, awayMs, findings: [{ kind: error instanceof NotRecoveredError ? 'lost' : 'wrong', what }] };
}

/** Proves everything but the histories while the desks wait. */
async function proveHeld(stack: DrillStack, load: Load): Promise<Proof> {
  await load.hold();
  try {
    return await prove(stack, false);
  } finally {
    load.goOn();
  }
}

function lineOf({ number, name, notPossible, awayMs, recovery }: Outcome): string {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  if (notPossible !== undefined) return `${String(number)}. ${name}: not possible here, ${notPossible}`;
  if (recovery === undefined) return `${String(number)}. ${name}: NOT RECOVERED after ${seconds(awayMs)}`;
  const backlog = recovery.backlog === 0 ? '' : `, ${String(recovery.backlog)} wakes behind${recovery.drained === undefined ? '' : ` worked off at ${recovery.drained.toFixed(1)} a second`}`;
  return `${String(number)}. ${name}: away ${seconds(awayMs)}, recovered ${seconds(recovery.tookMs)} later${backlog}`;
}
