import type { DelayShare } from '../dossier/ending.js';
import { MS_PER_MINUTE } from '../time/instant.js';
import type { DelayWalk, WalkStep } from './delay-walk.js';

/** What a step of the walk did to the delay: the slack it found, how much of that it used, and what it is charged with. */
export interface ChargedStep {
  readonly step: WalkStep;
  readonly slackMs: number;
  readonly usedSlackMs: number;
  readonly chargedMs: number;
  /** Part of `chargedMs` that its own overrun does not explain: the rest of the delay, which falls to the last share. */
  readonly restMs: number;
}

/** A delay with everything it was made of. The shares sum to `minutes`. */
export interface SharedDelay {
  readonly minutes: number;
  /** Slack from the beginning: what the term held beyond the budgets of the stages that ran. */
  readonly reserveMs: number;
  readonly steps: readonly ChargedStep[];
  /** What no run of a stage is charged with and the competent agency therefore answers for. */
  readonly unexplainedMs: number;
  readonly shares: readonly DelayShare[];
}

/** Whole minutes of a delay; a minute that was only begun is none. */
export function wholeMinutes(ms: number): number {
  return Math.floor(ms / MS_PER_MINUTE);
}

/**
 * Shares a delay by walking its steps in time order: an overrun first uses the slack saved before it, the rest is its share, as
 * far as the delay goes; what is then left of the delay is added to the last share. Slack is what runs left of their budgets, and
 * from the beginning what the term held beyond them (a day off at its end, stages done before it began anew). What came before
 * an import, and a delay without any run, belongs to the competent agency alone. No share is negative, and they sum to the delay
 * in whole minutes: those that lost most by rounding down get the minutes left over.
 */
export function shareDelay(walk: DelayWalk): SharedDelay {
  const balance = walk.steps.reduce((sum, { overrunMs }) => sum + overrunMs, 0);
  const reserveMs = Math.max(0, balance - walk.delayMs);
  const walked = charge(walk, reserveMs);
  const left = walk.delayMs - walked.reduce((sum, { chargedMs }) => sum + chargedMs, 0);
  const heir = walk.imported ? -1 : heirOf(walked);
  const steps = walked.map((one, index) => (index === heir ? { ...one, chargedMs: one.chargedMs + left, restMs: left } : one));
  const unexplainedMs = heir === -1 ? left : 0;
  return { minutes: wholeMinutes(walk.delayMs), reserveMs, steps, unexplainedMs, shares: inMinutes(partsOf(steps, unexplainedMs, walk.competentAgency)) };
}

function charge({ steps, delayMs }: DelayWalk, reserveMs: number): readonly ChargedStep[] {
  let [slackMs, left] = [reserveMs, delayMs];
  return steps.map((step) => {
    const found = slackMs;
    const usedSlackMs = Math.min(found, Math.max(0, step.overrunMs));
    const chargedMs = Math.min(left, Math.max(0, step.overrunMs - usedSlackMs));
    slackMs = found - usedSlackMs + Math.max(0, -step.overrunMs);
    left -= chargedMs;
    return { step, slackMs: found, usedSlackMs, chargedMs, restMs: 0 };
  });
}

/** Whose share the rest is added to: the last that has one, else the last run. */
function heirOf(steps: readonly ChargedStep[]): number {
  const last = steps.findLastIndex(({ chargedMs }) => chargedMs > 0);
  return last === -1 ? steps.length - 1 : last;
}

type Part = Omit<DelayShare, 'minutes'> & { readonly ms: number };

function partsOf(steps: readonly ChargedStep[], unexplainedMs: number, competentAgency: string): readonly Part[] {
  const parts = steps.map(({ step: { run }, chargedMs }): Part => ({ stage: run.stage, run: run.run, agency: run.agency, ...(run.officer === undefined ? {} : { officer: run.officer }), ms: chargedMs }));
  const merged = new Map<string, Part>();
  for (const part of [...parts, { stage: '', run: 0, agency: competentAgency, ms: unexplainedMs }]) {
    const key = `${part.stage}\0${String(part.run)}\0${part.agency}\0${part.officer ?? ''}`;
    merged.set(key, { ...part, ms: part.ms + (merged.get(key)?.ms ?? 0) });
  }
  return [...merged.values()].filter(({ ms }) => ms > 0);
}

/** Rounds down, then gives each minute left over to the part that lost most; of equal ones to the earlier. */
function inMinutes(parts: readonly Part[]): readonly DelayShare[] {
  const total = wholeMinutes(parts.reduce((sum, { ms }) => sum + ms, 0));
  const over = total - parts.reduce((sum, { ms }) => sum + wholeMinutes(ms), 0);
  const lost = parts.map(({ ms }, index) => ({ index, ms: ms % MS_PER_MINUTE })).sort((a, b) => b.ms - a.ms || a.index - b.index);
  const lucky = new Set(lost.slice(0, over).map(({ index }) => index));
  return parts
    .map(({ ms, ...share }, index) => ({ ...share, minutes: wholeMinutes(ms) + (lucky.has(index) ? 1 : 0) }))
    .filter(({ minutes }) => minutes > 0);
}
