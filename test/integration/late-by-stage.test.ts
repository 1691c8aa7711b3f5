import { beforeAll, expect, test } from 'vitest';
import type { DaySpan } from '#domain/figures';
import { withDelays } from '../../libs/domain/performance/test-support/made-lives.js';
import { foldFigures } from '../../libs/service/figures/fold-figures.js';
import { type LinesBehind, listDelays, listLines } from '../../libs/service/figures/list-lines.js';
import { readStages } from '../../libs/service/figures/read-dwell.js';
import { readFigure } from '../../libs/service/figures/read-figure.js';
import type { FigureQuery } from '../../libs/service/figures/scope.js';
import { figuresDatabase, livesOf, local, month, scenesIn, storeLife } from './figures-seed.js';

const database = await figuresDatabase();
const { province } = scenesIn('S')();
const PROCEDURE = '1.000001';
const AT = local('2026-06-01T08:00');
const PAGE = { limit: 10_000 };
const PERIODS = [month(1), month(2), { kind: 'half-month', year: 2026, month: 1, half: 2 }, { kind: 'quarter', year: 2026, quarter: 1 }] as const;

beforeAll(async () => {
  for (const [index, life] of livesOf(160, 47, province).entries()) {
    await storeLife(database, withDelays(life));
    // A part is merged into cells, a part waits.
    if (index === 100) await foldFigures({ database }, 100);
  }
});

interface Told {
  readonly stage: string;
  readonly ended: number;
  readonly late: number;
  readonly minutes: number;
}

/** The numbers of each stage, and those of the procedure which its figures hold. */
async function told(period: FigureQuery['period'], narrowed: { readonly agency?: string }): Promise<{ readonly stages: readonly Told[]; readonly whole: readonly unknown[]; readonly days: DaySpan }> {
  const scope = { province, procedure: PROCEDURE, ...narrowed };
  const { days, figures } = await readFigure(database, { scope, period, rates: ['stage-late-of-ended'], counts: ['delayShareMinutes'], at: AT });
  const stages = (await readStages(database, scope, days)) ?? [];
  const [figure] = figures;
  const { n, d } = figure?.rates['stage-late-of-ended'] ?? {};
  return { stages: stages.map(({ stage, late, delayMinutes }) => ({ stage, ended: late.d, late: late.n, minutes: delayMinutes })), whole: [d, n, figure?.counts.delayShareMinutes], days };
}

test.each([['the province', {}], ['the agency of a stage', { agency: 'H99.1.9' }], ['an agency', { agency: 'H99.1' }]] as const)('lateness by stage of %s adds up to its rate and delay, and every number is the length, or the sum, of its list', async (_scope, narrowed) => {
  let delayed = 0;
  for (const period of PERIODS) {
    const { stages, whole, days } = await told(period, narrowed);
    const sum = (count: (stage: Told) => number): number => stages.reduce((total, stage) => total + count(stage), 0);
    expect([sum(({ ended }) => ended), sum(({ late }) => late), sum(({ minutes }) => minutes)]).toEqual(whole);
    for (const { stage, ended, late, minutes } of stages) {
      const asked = { scope: { province, procedure: PROCEDURE, ...narrowed }, days, at: AT, stage };
      const lines = async (part: 'numerator' | 'denominator'): Promise<LinesBehind['lines']> => (await listLines(database, { ...asked, rate: 'stage-late-of-ended', part }, PAGE))?.lines ?? [];
      const shares = (await listDelays(database, asked, PAGE))?.lines ?? [];
      const shared = shares.reduce((total, { subject }) => total + (subject.kind === 'delay-share' ? subject.minutes : 0), 0);
      expect([stage, (await lines('denominator')).length, (await lines('numerator')).length, shared]).toEqual([stage, ended, late, minutes]);
      delayed += minutes;
    }
  }
  expect(delayed > 0 || 'agency' in narrowed).toBe(true);
});

test('is the same folded or not', async () => {
  const before = await told(PERIODS[3], {});
  while ((await foldFigures({ database }, 1_000)) > 0);
  expect(await told(PERIODS[3], {})).toEqual(before);
});

test('only runs of stages are asked for by stage, delays by no commune, and stages by whole half-months', async () => {
  const { days } = await told(month(1), {});
  const asked = { scope: { province }, days, at: AT };
  expect(await listLines(database, { ...asked, rate: 'apology-coverage', part: 'denominator', stage: 'appraise' }, PAGE)).toBeUndefined();
  expect(await listDelays(database, { ...asked, scope: { province, commune: '' } }, PAGE)).toBeUndefined();
  expect(await readStages(database, { province, procedure: PROCEDURE }, { first: days.first, last: days.first })).toBeUndefined();
});
