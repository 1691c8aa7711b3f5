import { type Instant, type Refusal, sameClockAfter } from '#domain';
import { type BulkPreview, type Engine, listAbsences, namesOfStaff, type StaffMember } from '#service';
import { awayWarning, formatShortVi } from '#vi';
import type { BulkWords } from '../views/bulk-view.js';
import { refusalWords } from './refusal-words.js';

/** What the codes of a preview are called. */
export async function readBulkWords(engine: Engine, { items, loads }: BulkPreview): Promise<BulkWords> {
  const { read } = engine.database;
  const subjects = [...items.flatMap(({ from, to }) => [from?.officer, ...to.map(({ officer }) => officer)]), ...loads.map(({ of }) => of)].filter((subject) => subject !== undefined);
  const refusals = new Map<string, Refusal['data']>();
  for (const item of items) {
    if (item.kind === 'refused') refusals.set(item.code, await refusalWords(engine, item.refusal, item.code));
  }
  return {
    people: await namesOfStaff(read, [...new Set(subjects)]),
    agencies: new Map([...(await engine.rules.agencies(read)).values()].map(({ code, name }) => [code, name])),
    refusals,
  };
}

/** Days ahead within which the absence of who is given work is told. */
const DAYS_AHEAD = 7;

/** What should be known of somebody before work is given to them: that they are away now or within a week. */
export async function bulkWarnings({ database: { read } }: Engine, { subject, agency, name }: StaffMember, at: Instant): Promise<string[]> {
  const absences = await listAbsences(read, { agencies: [agency], subject, from: at, until: sameClockAfter(at, DAYS_AHEAD), limit: 10 });
  return absences.filter(({ cancelled }) => cancelled === undefined).map(({ from, until }) => awayWarning(name, formatShortVi(from), formatShortVi(until)));
}
