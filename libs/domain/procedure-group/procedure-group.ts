import type { TermRule } from '../deadline/time-limit.js';
import type { ProcedureVersion } from '../procedure/procedure.js';

/** One procedure of a group, as a filing of the group opens it. */
export interface GroupMember {
  readonly procedureCode: string;
  /** The case its dossier runs under. Its term counts from the filing, the time of the members it needs included. */
  readonly caseCode: string;
  /** Bodies that may decide it in this group; where there are several, the filing names one. */
  readonly agencies: readonly [string, ...string[]];
  /** Procedures of earlier members whose results it needs; members that need nothing of each other run side by side. */
  readonly needs: readonly string[];
}

/** A paper several members ask for, each under a code of its own: it is handed in once and counts for all of them. */
export interface SharedComponent {
  readonly code: string;
  readonly name: string;
  readonly serves: readonly [ServedComponent, ...ServedComponent[]];
}

/** A paper of a member that a shared one stands for. */
export interface ServedComponent {
  readonly procedureCode: string;
  readonly component: string;
}

/** One way a group can run, with the term promised for all of it. */
export interface GroupCase {
  readonly code: string;
  readonly name: string;
  readonly term: TermRule;
  /** In the order their dossiers are opened and listed. */
  readonly members: readonly [GroupMember, ...GroupMember[]];
}

/** One published version of an interlinked group of procedures (nhóm thủ tục hành chính liên thông). A filing keeps the version it was filed under. */
export interface ProcedureGroup extends Pick<ProcedureVersion, 'code' | 'version' | 'name' | 'field' | 'effectiveFrom' | 'endsOn' | 'channels' | 'legalBases' | 'sources'> {
  /** The first is the usual one. */
  readonly cases: readonly [GroupCase, ...GroupCase[]];
  readonly shared: readonly SharedComponent[];
}

/** The case with this code, the first where none is named; `undefined` when the group has none such. */
export function groupCaseOf(group: ProcedureGroup, caseCode?: string): GroupCase | undefined {
  return caseCode === undefined ? group.cases[0] : group.cases.find(({ code }) => code === caseCode);
}
