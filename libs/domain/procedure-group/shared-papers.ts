import type { SubmittedComponent } from '../dossier/commands.js';
import { caseOf } from '../procedure/cases.js';
import type { ProcedureVersion } from '../procedure/procedure.js';
import type { GroupCase, ProcedureGroup, SharedComponent } from './procedure-group.js';

/** A paper of a filing no member asks for. */
export interface UnknownPaper {
  readonly kind: 'unknown';
  readonly paper: string;
}

/** What each member gets of the papers of a filing, by its procedure. */
export interface DealtPapers {
  readonly kind: 'dealt';
  readonly byMember: ReadonlyMap<string, readonly SubmittedComponent[]>;
}

/** The shared paper a code names, itself or by one of those it stands for. */
export function sharedComponentOf({ shared }: Pick<ProcedureGroup, 'shared'>, code: string): SharedComponent | undefined {
  return shared.find((each) => each.code === code || each.serves.some(({ component }) => component === code));
}

/**
 * Deals the papers of a filing out: each is handed in once and counts for every member that asks for it, under the member's own
 * code. `procedures`: the versions the members are filed under.
 */
export function dealPapers(group: ProcedureGroup, { members }: GroupCase, papers: readonly SubmittedComponent[], procedures: ReadonlyMap<string, ProcedureVersion>): DealtPapers | UnknownPaper {
  const byMember = new Map<string, readonly SubmittedComponent[]>();
  const used = new Set<string>();
  for (const { procedureCode, caseCode } of members) {
    const procedure = procedures.get(procedureCode);
    const asked = new Set((procedure === undefined ? undefined : caseOf(procedure, caseCode))?.components.map(({ code }) => code));
    const dealt = new Map<string, SubmittedComponent>();
    for (const paper of papers) {
      const served = (sharedComponentOf(group, paper.code)?.serves ?? []).filter((each) => each.procedureCode === procedureCode).map(({ component }) => component);
      for (const code of [paper.code, ...served].filter((each) => asked.has(each) && !dealt.has(each))) {
        dealt.set(code, { ...paper, code });
        used.add(paper.code);
      }
    }
    byMember.set(procedureCode, [...dealt.values()]);
  }
  const unknown = papers.find(({ code }) => !used.has(code) && sharedComponentOf(group, code) === undefined);
  return unknown === undefined ? { kind: 'dealt', byMember } : { kind: 'unknown', paper: unknown.code };
}
