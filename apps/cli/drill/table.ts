import type { CampaignResult, Outcome } from './campaign.js';

/** A line of a campaign's table. */
export interface TableLine {
  readonly fault: string;
  readonly times: number;
  readonly notPossible: string | undefined;
  readonly worstAwayMs: number;
  readonly worstRecoveryMs: number;
  /** The most wakes behind, and the slowest they were worked off, a second. */
  readonly backlog: number;
  readonly slowestDrain: number | undefined;
  readonly lost: number;
  readonly doubled: number;
  readonly wrong: number;
}

/** Sums a campaign up, a line for each kind of fault in the order of their names. */
export function tableOf(outcomes: readonly Outcome[]): readonly TableLine[] {
  const names = [...new Set(outcomes.map(({ name }) => name))].toSorted();
  return names.map((fault) => lineOf(fault, outcomes.filter(({ name }) => name === fault)));
}

function lineOf(fault: string, all: readonly Outcome[]): TableLine {
  const inflicted = all.filter(({ notPossible }) => notPossible === undefined);
  const findings = all.flatMap((outcome) => outcome.findings);
  const count = (kind: string): number => findings.filter((finding) => finding.kind === kind).length;
  const drains = inflicted.flatMap(({ recovery }) => (recovery?.drained === undefined ? [] : [recovery.drained]));
  return {
    fault,
    times: inflicted.length,
    notPossible: all.find(({ notPossible }) => notPossible !== undefined)?.notPossible,
    worstAwayMs: Math.max(0, ...inflicted.map(({ awayMs }) => awayMs)),
    worstRecoveryMs: Math.max(0, ...inflicted.map(({ recovery }) => recovery?.tookMs ?? Infinity)),
    backlog: Math.max(0, ...inflicted.map(({ recovery }) => recovery?.backlog ?? 0)),
    slowestDrain: drains.length === 0 ? undefined : Math.min(...drains),
    lost: count('lost'),
    doubled: count('doubled'),
    wrong: count('wrong'),
  };
}

const HEADS = ['fault', 'times', 'away at most', 'worst recovery', 'wakes behind', 'worked off', 'lost', 'doubled', 'wrong'] as const;

/** The table and what the end proved, for people, in Markdown. */
export function renderCampaign({ outcomes, proof, wakes, accepted, dossiers, questions }: CampaignResult): string {
  const rows = tableOf(outcomes).map(cellsOf);
  const kills = outcomes.reduce((sum, outcome) => sum + outcome.kills, 0);
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  return [
    ...[HEADS, HEADS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
    '',
    `${String(kills)} processes were killed, ${String(accepted)} commands accepted, ${String(dossiers)} dossiers open or lived through, ${String(questions.mails)} questions about mails answered by a person, and ${String(questions.steps)} about steps the portal had heard before a restore.`,
    `Lateness: ${String(wakes.undisturbed)} wakes while all was well, the latest ${seconds(wakes.worstMs)} behind; ${String(wakes.disturbed)} out of a backlog, the latest ${seconds(wakes.worstDisturbedMs)} behind, each with its own instant.`,
    `At the end: ${String(proof.events)} events verified, figures equal to their recount, ${String(proof.histories)} histories replayed.`,
    ...[...proof.findings, ...wakes.findings].map(({ kind, what }) => `${kind}: ${what}`),
  ].join('\n');
}

function cellsOf(line: TableLine): readonly string[] {
  const seconds = (ms: number): string => (Number.isFinite(ms) ? `${(ms / 1_000).toFixed(1)} s` : 'never');
  if (line.times === 0) return [line.fault, `not possible here: ${line.notPossible ?? ''}`, '', '', '', '', '', '', ''];
  const drain = line.slowestDrain === undefined ? '' : `${line.slowestDrain.toFixed(1)}/s`;
  return [line.fault, String(line.times), seconds(line.worstAwayMs), seconds(line.worstRecoveryMs), String(line.backlog), drain, String(line.lost), String(line.doubled), String(line.wrong)];
}
