import { parseArgs } from 'node:util';
import { formatInstant, instant, parseInstant } from '#domain';
import { backTest, type BackTest, type ForecastQuality } from '#domain/figures';
import { UsageError } from '../usage.js';
import { measureScoring, type ScoringPace } from './risk-scoring.js';
import { hasWaboLog, type MomentLog, readWaboMoments } from './wabo-moments.js';

const USAGE = 'npm run bench -- risk [--open 20000] [--json]   probabilities of lateness on a real intake log, beside the base rate, over several cuts in time; and open dossiers scored a second, beside PostgreSQL reading their events';
/** Quarters and half quarters, set before anything was measured at them; 2011-03-01 was dropped, for too little lies before it to learn from. */
const CUTS = ['2011-04-15', '2011-06-01', '2011-07-15', '2011-09-01'];
/** The one cut at which about a half of the log lies before. */
const CHOSEN_CUT = '2011-06-01';

/** The rolling back-test of the log: each part is foretold by a model that knows nothing after its cut. */
export function testRolling({ moments, ends }: MomentLog): BackTest {
  return backTest(moments, CUTS.map(cutOf), ends);
}

/** The back-test at the chosen cut: everything received after it. */
export function testAtChosenCut({ moments, ends }: MomentLog): ForecastQuality | undefined {
  return backTest(moments, [cutOf(CHOSEN_CUT)], ends).total;
}

/** Prints the back-tests, saying so where the log is not there, and then the pace of scoring generated open dossiers. */
export async function benchRisk(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { open: { type: 'string', default: '20000' }, json: { type: 'boolean', default: false } } });
  const open = Number(values.open);
  if (!Number.isSafeInteger(open) || open < 0) {
    throw new UsageError(USAGE);
  }
  const log = hasWaboLog() ? readWaboMoments() : undefined;
  const tests = log === undefined ? undefined : { rolling: testRolling(log), chosen: testAtChosenCut(log) };
  if (!values.json) {
    process.stdout.write(log === undefined || tests === undefined ? 'Back-test skipped: the intake log does not lie beside the project (shared/data/wabo-receipt)\n' : sentences(log, tests.rolling, tests.chosen));
  }
  const pace = open === 0 ? undefined : await measureScoring(open);
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ ...tests, pace })}\n`);
  } else if (pace !== undefined) {
    process.stdout.write(paceSentence(pace));
  }
  return 0;
}

function paceSentence({ open, fitSeconds, scoreSeconds, readSeconds }: ScoringPace): string {
  return (
    `A model of 2,000 past dossiers with its back-test: ${fitSeconds.toFixed(1)} s\n` +
    `${open.toLocaleString('en')} open dossiers scored and stored: ${scoreSeconds.toFixed(1)} s, ${Math.round(open / scoreSeconds).toLocaleString('en')} a second; PostgreSQL reading their events takes ${(readSeconds / scoreSeconds).toFixed(3)} of it\n`
  );
}

function sentences(log: MomentLog, rolling: BackTest, chosen: ForecastQuality | undefined): string {
  const lines = [
    `${String(log.dossiers)} dossiers; ${String(log.undecided)} not yet due when the log ends are left out; ${String(log.moments.length)} moments`,
    'tested on            dossiers forecasts  late  Brier   base    skill  base by share  skill  log loss  base',
    ...rolling.cuts.map(({ cut, until, quality }) => row(`${dayOf(cut)} – ${dayOf(until)}`, quality)),
    row('all of these', rolling.total),
    row(`from ${CHOSEN_CUT}`, chosen),
    'tenths of the forecasts, expected and observed late:',
    ...(rolling.total?.calibration ?? []).map(({ forecasts, expected, late }) => `${String(forecasts).padStart(6)}  ${percent(expected)}  ${percent(late / forecasts)}`),
  ];
  return `${lines.join('\n')}\nJ.C.A.M. Buijs, Receipt phase of an environmental permit application process, Eindhoven University of Technology, 4TU.ResearchData\n`;
}

function row(name: string, quality: ForecastQuality | undefined): string {
  if (quality === undefined) {
    return `${name.padEnd(24)} too little`;
  }
  const { dossiers, forecasts, late, brier, brierOfBaseRate, skill, brierOfBaseRateAtShare, skillAtShare, logLoss, logLossOfBaseRate } = quality;
  const figures = [brier, brierOfBaseRate].map((value) => value.toFixed(4));
  return `${name.padEnd(24)} ${String(dossiers).padStart(5)} ${String(forecasts).padStart(8)} ${percent(late / forecasts)}  ${figures.join('  ')}  ${percent(skill)}  ${brierOfBaseRateAtShare.toFixed(4)}      ${percent(skillAtShare)}   ${logLoss.toFixed(3)}   ${logLossOfBaseRate.toFixed(3)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`.padStart(7);
}

function dayOf(at: number): string {
  return formatInstant(instant(at)).slice(0, 10);
}

function cutOf(day: string): number {
  return parseInstant(`${day}T00:00:00+07:00`);
}
