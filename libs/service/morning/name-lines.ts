import { stageNamesOf } from '#domain';
import type { MorningLine } from '#domain/figures';
import { delayReasonName, morningReasonVi } from '#vi';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { namesOfStaff } from '../staff/directory.js';

/** A line with the words people read: nobody's but those of staff. */
export interface NamedLine {
  readonly line: MorningLine;
  readonly agencyName: string;
  readonly procedureName: string;
  readonly stageNames: readonly string[];
  readonly holderNames: readonly string[];
  readonly officerNames: readonly string[];
  readonly reason: string;
}

/** Lines with their words: one statement for the people; procedures and agencies come from the rule book. */
export async function nameLines({ rules }: Pick<Engine, 'rules'>, read: Reader, lines: readonly MorningLine[]): Promise<readonly NamedLine[]> {
  const agencies = await rules.agencies(read);
  const { delayReasons } = await rules.settings(read);
  const people = await namesOfStaff(read, [...new Set(lines.flatMap(({ officers }) => officers))]);
  const agencyName = (code: string): string => agencies.get(code)?.name ?? code;
  const named: NamedLine[] = [];
  for (const line of lines) {
    const { procedure } = await rules.procedure(read, line.procedure.code, line.procedure.version);
    const stages = stageNamesOf(procedure);
    const stage = (id: string): string => stages.get(id) ?? id;
    named.push({
      line,
      agencyName: agencyName(line.agency),
      procedureName: procedure.name,
      stageNames: line.stages.map(stage),
      holderNames: line.holders.map(agencyName),
      officerNames: line.officers.map((subject) => people.get(subject) ?? subject),
      reason: morningReasonVi(line.reason, { stage, delayReason: (code) => delayReasonName(delayReasons.find((each) => each.code === code) ?? { code }) }),
    });
  }
  return named;
}
