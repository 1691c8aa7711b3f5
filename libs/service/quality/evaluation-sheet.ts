import { type Instant, localDateOf, formatLocalDate } from '#domain';
import { type DaySpan, markOfOfficer, type Mark, OFFICER_INDICES, type OfficerClass, type OfficerIndex, OfficerTally, type QualityScores } from '#domain/figures';
import type { Engine } from '../engine.js';
import { findStaff, headsOf } from '../staff/directory.js';
import type { FinishedPlace } from './finished-dossiers.js';
import { publishedUntil, readQualityFacts } from './read-facts.js';

/** Whose sheet, of the agency they work in, over which days. */
export interface SheetQuery {
  readonly officer: string;
  readonly agency: string;
  readonly days: DaySpan;
  readonly at: Instant;
}

/** An officer's five indices with what signs them. Names are the directory's; absent where it has none, or names no superior among more than one head. */
export interface EvaluationSheet {
  readonly scores: QualityScores<OfficerClass>;
  readonly officer: { readonly name?: string; readonly position?: string };
  readonly head?: { readonly name: string; readonly position: string };
}

/** The sheet of an officer: every dossier finished in the days of which they held a stage at its end. */
export async function readEvaluationSheet(engine: Engine, { officer, agency, days, at }: SheetQuery): Promise<EvaluationSheet> {
  const { read } = engine.database;
  const { quality } = await engine.rules.settings(read);
  const tally = new OfficerTally(officer, quality);
  for await (const { facts } of readQualityFacts(engine, { officer }, days, await publishedFor(engine, agency, days))) {
    tally.add(facts);
  }
  const [member, heads] = [await findStaff(read, officer), await headsOf(read, agency, formatLocalDate(localDateOf(at)))];
  const [only] = heads.length === 1 ? heads : [];
  const head = member?.superior === undefined ? only : await findStaff(read, member.superior);
  return {
    scores: tally.scores(),
    officer: member === undefined ? {} : { name: member.name, position: member.position },
    ...(head === undefined ? {} : { head: { name: head.name, position: head.position } }),
  };
}

/** One dossier behind a sheet with its marks; an index it says nothing of is left out. */
export interface EvaluatedDossier {
  readonly code: string;
  readonly finishedAt: number;
  readonly marks: Readonly<Partial<Record<OfficerIndex, Mark>>>;
  readonly place: FinishedPlace;
}

/** A page of the dossiers behind a sheet, in the order they were finished: the very ones its sums are made of. */
export async function listEvaluated(engine: Engine, { officer, agency, days }: SheetQuery, limit: number, after?: FinishedPlace): Promise<readonly EvaluatedDossier[]> {
  const { quality } = await engine.rules.settings(engine.database.read);
  const found: EvaluatedDossier[] = [];
  for await (const { place, facts } of readQualityFacts(engine, { officer }, days, await publishedFor(engine, agency, days), after)) {
    const marks = OFFICER_INDICES.flatMap((index) => {
      const mark = markOfOfficer(index, facts, officer, quality);
      return mark === undefined ? [] : [[index, mark] as const];
    });
    found.push({ code: facts.code, finishedAt: facts.finishedAt, marks: Object.fromEntries(marks), place });
    if (found.length === limit) {
      return found;
    }
  }
  return found;
}

async function publishedFor(engine: Engine, agency: string, days: DaySpan): ReturnType<typeof publishedUntil> {
  const known = (await engine.rules.agencies(engine.database.read)).get(agency);
  return publishedUntil(engine, known?.province ?? agency, days);
}
