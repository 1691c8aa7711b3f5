import { parseLocalDate } from '../time/local-date.js';
import { pauseRulesOf } from './pause-rules.js';
import type { ProcedureVersion } from './procedure.js';
import type { ProblemList } from './problems.js';

/** Checks the end of a version, and that it names no agency which has ended when it begins. `endings` are the ended agencies with their first day without new work. */
export function checkEndings(procedure: ProcedureVersion, endings: ReadonlyMap<string, string>, problems: ProblemList): void {
  const { effectiveFrom, endsOn } = procedure;
  if (endsOn !== undefined && !isLocalDay(endsOn)) {
    problems.error('malformed-date', 'endsOn', { date: endsOn });
  } else if (endsOn !== undefined && endsOn < effectiveFrom) {
    problems.error('ends-before-it-begins', 'endsOn', { effectiveFrom, endsOn });
  }
  const named = [
    ...procedure.competentAgencies.map((agency, index) => ({ agency, path: `competentAgencies[${String(index)}]` })),
    ...procedure.cases.flatMap((one, c) =>
      one.parts.flatMap((part, p) =>
        part.groups.flatMap((group, g) => group.stages.map(({ owner }, s) => ({ agency: owner, path: `cases[${String(c)}].parts[${String(p)}].groups[${String(g)}].stages[${String(s)}].owner` }))),
      ),
    ),
    ...pauseRulesOf(procedure).flatMap(({ party }, index) => (party?.owner === undefined ? [] : [{ agency: party.owner, path: `pauseGrounds[${String(index)}].party.owner` }])),
  ];
  for (const { agency, path } of named) {
    const ended = endings.get(agency);
    if (ended !== undefined && ended <= effectiveFrom) {
      problems.error('agency-ended', path, { agency, endsOn: ended });
    }
  }
}

/** True for a day written `YYYY-MM-DD` that the calendar has. */
export function isLocalDay(text: string): boolean {
  try {
    parseLocalDate(text);
    return true;
  } catch {
    return false;
  }
}
