import { addCalendarDays, type Instant, startOfDay } from '#domain';
import { type AgencyClass, AgencyTally, type DaySpan, postingsOf, type QualityScores } from '#domain/figures';
import { readCaseFigures } from '../cases/case-figures.js';
import type { Engine } from '../engine.js';
import { publishedUntil, readQualityFacts } from './read-facts.js';

/** Whose scores over which days, as known at `at`. */
export interface AgencyScoresQuery {
  readonly agency: string;
  readonly days: DaySpan;
  readonly at: Instant;
}

/** The nine indices of an agency over some days with their sum and class (TT 01/2018 Art. 13 and 15). Throws when the agency is none of the catalogue. */
export async function readAgencyScores(engine: Engine, { agency, days, at }: AgencyScoresQuery): Promise<QualityScores<AgencyClass>> {
  const { read } = engine.database;
  const known = (await engine.rules.agencies(read)).get(agency);
  if (known === undefined) {
    throw new Error(`There is no agency ${agency}`);
  }
  const { quality } = await engine.rules.settings(read);
  const published = await publishedUntil(engine, known.province, days);
  const tally = new AgencyTally(quality);
  for await (const { facts } of readQualityFacts(engine, { agency }, days, published)) {
    tally.add(facts);
  }
  const until = startOfDay(addCalendarDays(days.last, 1));
  const figures = await readCaseFigures(read, { agencies: [agency], clock: 'answer', kind: 'feedback' }, { from: startOfDay(days.first), until, at });
  const own = await publishedUntil(engine, known.province, days, agency);
  const postingOf = postingsOf(own.announced);
  return tally.scores({
    feedback: figures.find(({ rate }) => rate === 'clock-on-time')?.value ?? { n: 0, d: 0 },
    procedures: own.procedures.map(({ code }) => postingOf(code, Math.min(at, until))),
  });
}
