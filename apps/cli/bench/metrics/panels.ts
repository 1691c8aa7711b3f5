import { instant, MS_PER_HOUR } from '#domain';
import { daysOf, type Period, seriesOf } from '#domain/figures';
import { readCapacity } from '#service';
import { listEndangered, readAgeing, readBudget, readDelayByAgency, readDwell, readHandlingTable, readSeries, readStages } from '#service/figures';
import { Random } from '../../simulation/random.js';
import type { Asking } from './measure.js';
import { thisMonth, thisYear } from './questions.js';
import { type Spread, spreadOf } from './spread.js';

const SOON_HOURS = 72;
const SHOWN = 6;
const CAPACITY_DAYS = 10;

/** What one part of a manager's screens reads, of one province. */
type Panel = (asking: Asking, drawn: Drawn) => Promise<unknown>;

/** A province with one of its procedures and one of the bodies that decide it, and the periods of the present. */
interface Drawn {
  readonly province: string;
  readonly procedure: string;
  readonly agency: string;
  readonly month: Period;
  readonly year: Period;
}

/** Every part of a manager's overview and of the page of stages beside the rates, by what it calls; each answers several questions at once. */
const PANELS: readonly (readonly [string, Panel])[] = [
  ['the budget of a province this month', ({ engine, at }, { province, month }) => readBudget(engine, { scope: { province }, period: month, at })],
  ...(['agency', 'field', 'procedure'] as const).map((by): readonly [string, Panel] => [`received, done and pending by ${by} this month`, ({ engine, at }, { province, month }) => readHandlingTable(engine.database, { scope: { province }, by, comparison: 'minute', days: daysOf(month), at })]),
  ['the late rate of a province by month this year', ({ engine, at }, { province, year }) => readSeries(engine.database, { scope: { province }, rates: ['late-rate'], at }, seriesOf(year, 'month'))],
  ['the age of what is open in a province', ({ engine, at }, { province }) => readAgeing(engine, { province }, 'agency', at)],
  ['the endangered of a province', ({ engine, at }, { province }) => listEndangered(engine, { scope: { province }, limit: SHOWN, at, until: instant(at + SOON_HOURS * MS_PER_HOUR) })],
  ['the coming days of an agency', ({ engine, at }, { agency }) => readCapacity(engine, agency, CAPACITY_DAYS, at)],
  ['the delay of a province by agency this year', ({ engine, at }, { province, year }) => readDelayByAgency(engine.database, { scope: { province }, period: year, at })],
  ['how long stages of a procedure take this year', ({ engine }, { province, procedure, year }) => readDwell(engine.database, { province, procedure }, daysOf(year))],
  ['how late stages of a procedure are this year', ({ engine }, { province, procedure, year }) => readStages(engine.database, { province, procedure }, daysOf(year))],
];

/** How long each part of a manager's screens takes to read, each time of another province. */
export async function askPanels(asking: Asking): Promise<readonly Spread[]> {
  const spreads: Spread[] = [];
  for (const [number, [name, panel]] of PANELS.entries()) {
    const random = new Random(asking.seed).branch(number + 20);
    spreads.push(await spreadOf(name, asking.calls, () => panel(asking, drawFrom(random, asking))));
  }
  return spreads;
}

function drawFrom(random: Random, { provinces, at }: Asking): Drawn {
  const { code, handled } = random.pick(provinces);
  const { code: procedure, agencies } = random.pick(handled);
  return { province: code, procedure, agency: random.pick(agencies), month: thisMonth(random, at), year: thisYear(random, at) };
}
