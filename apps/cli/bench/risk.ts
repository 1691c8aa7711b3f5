import { parseArgs } from 'node:util';
import { backTest, type BackTest, type ForecastQuality, formatInstant, instant, parseInstant } from '#domain';
import { UsageError } from '../usage.js';
import { hasWaboLog, type MomentLog, readWaboMoments } from './wabo-moments.js';

const USAGE = 'npm run bench -- risk [--json]   probabilities of lateness on a real intake log, beside the base rate, over several cuts in time';
/** Quarters and half quarters once there is enough before a cut to learn from; fixed before anything was measured at them. */
const CUTS = ['2011-04-15', '2011-06-01', '2011-07-15', '2011-09-01'];
/** The one cut at which about a half of the log lies before. */
export const CHOSEN_CUT = '2011-06-01';

/** The rolling back-test of the log: each part is foretold by a model that knows nothing after its cut. */
export function testRolling({ moments, ends }: MomentLog): BackTest {
  return backTest(moments, CUTS.map(cutOf), ends);
}

/** The back-test at the chosen cut: everything received after it. */
export function testAtChosenCut({ moments, ends }: MomentLog): ForecastQuality | undefined {
  return backTest(moments, [cutOf(CHOSEN_CUT)], ends).total;
}

/** Prints the back-tests; says so and succeeds where the log is not there. */
export function benchRisk(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
  if (args.some((arg) => arg !== '--json')) {
    throw new UsageError(USAGE);
  }
  if (!hasWaboLog()) {
    process.stdout.write('Skipped: the intake log does not lie beside the project (shared/data/wabo-receipt)\n');
    return Promise.resolve(0);
  }
  const log = readWaboMoments();
  const [rolling, chosen] = [testRolling(log), testAtChosenCut(log)];
  process.stdout.write(values.json ? `${JSON.stringify({ chosen, rolling })}\n` : sentences(log, rolling, chosen));
  return Promise.resolve(0);
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
