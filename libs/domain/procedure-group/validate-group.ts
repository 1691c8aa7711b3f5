import type { TimeLimit } from '../deadline/time-limit.js';
import { caseOf, termRuleFor } from '../procedure/cases.js';
import type { ProcedureVersion } from '../procedure/procedure.js';
import { repeatedIn } from '../procedure/problems.js';
import { budgetOfLimit, describeLimit } from '../procedure/stages.js';
import type { GroupCase, GroupMember, ProcedureGroup } from './procedure-group.js';

/** Why a group of procedures may not be published. */
export const GROUP_ERROR_CODES = [
  'malformed-group-code',
  'ends-before-it-begins',
  'no-channel',
  'malformed-case-code',
  'duplicate-case-code',
  'duplicate-member',
  'member-alone',
  'unknown-member',
  'member-ended',
  'member-not-in-force',
  'unknown-member-case',
  'member-channel',
  'member-agency',
  'needs-no-earlier-member',
  'member-exceeds-group-term',
  'duplicate-shared-component',
  'unknown-shared-component',
] as const;
export type GroupErrorCode = (typeof GROUP_ERROR_CODES)[number];

/** One thing wrong with a group: what, where (a path such as `cases[0].members[1]`), and the values of the sentence shown. */
export interface GroupProblem {
  readonly code: GroupErrorCode;
  readonly path: string;
  readonly data: Readonly<Record<string, string>>;
}

const GROUP_CODE = /^[A-Z0-9][A-Z0-9.-]{2,39}$/;

/** Everything that keeps a group from being published. `procedures`: the newest version of each procedure of the catalogue. */
export function validateGroup(group: ProcedureGroup, procedures: ReadonlyMap<string, ProcedureVersion>): readonly GroupProblem[] {
  return [
    ...identityProblems(group),
    ...group.cases.flatMap((each, index) => caseProblems(group, each, `cases[${String(index)}]`, procedures)),
    ...sharedProblems(group, procedures),
  ];
}

function identityProblems({ code, effectiveFrom, endsOn, channels, cases }: ProcedureGroup): readonly GroupProblem[] {
  return [
    ...problemIf(!GROUP_CODE.test(code), 'malformed-group-code', 'code', { code }),
    ...problemIf(endsOn !== undefined && endsOn <= effectiveFrom, 'ends-before-it-begins', 'endsOn', { endsOn: endsOn ?? '-' }),
    ...problemIf(channels.length === 0, 'no-channel', 'channels'),
    ...repeatedIn(cases.map((each) => each.code)).map(([repeated, index]): GroupProblem => ({ code: 'duplicate-case-code', path: `cases[${String(index)}].code`, data: { code: repeated } })),
  ];
}

function caseProblems(group: ProcedureGroup, { code, term, members }: GroupCase, path: string, procedures: ReadonlyMap<string, ProcedureVersion>): readonly GroupProblem[] {
  return [
    ...problemIf(!code.startsWith(group.code) || !/^\.\d{2}$/.test(code.slice(group.code.length)), 'malformed-case-code', `${path}.code`, { code }),
    ...problemIf(members.length < 2, 'member-alone', `${path}.members`),
    ...repeatedIn(members.map(({ procedureCode }) => procedureCode)).map(([repeated, index]): GroupProblem => ({ code: 'duplicate-member', path: `${path}.members[${String(index)}]`, data: { member: repeated } })),
    ...members.flatMap((member, index) => {
      const at = `${path}.members[${String(index)}]`;
      const earlier = members.slice(0, index).map(({ procedureCode }) => procedureCode);
      return [
        ...member.needs.filter((needed) => !earlier.includes(needed)).map((needed): GroupProblem => ({ code: 'needs-no-earlier-member', path: `${at}.needs`, data: { member: member.procedureCode, needed } })),
        ...memberProblems(group, member, term.limit, at, procedures.get(member.procedureCode)),
      ];
    }),
  ];
}

function memberProblems(group: ProcedureGroup, member: GroupMember, promised: TimeLimit, path: string, procedure: ProcedureVersion | undefined): readonly GroupProblem[] {
  const named = { member: member.procedureCode };
  if (procedure === undefined) {
    return [{ code: 'unknown-member', path, data: named }];
  }
  const chosen = caseOf(procedure, member.caseCode);
  if (chosen === undefined) {
    return [{ code: 'unknown-member-case', path: `${path}.caseCode`, data: { ...named, caseCode: member.caseCode } }];
  }
  const agency = member.agencies.find((each) => !procedure.competentAgencies.includes(each));
  const channel = group.channels.find((each) => !procedure.channels.includes(each));
  const longer = group.channels.map((each) => termRuleFor(chosen, each).limit).find((limit) => isLonger(limit, promised));
  return [
    ...problemIf(procedure.effectiveFrom > group.effectiveFrom, 'member-not-in-force', path, { ...named, effectiveFrom: procedure.effectiveFrom }),
    ...problemIf(procedure.endsOn !== undefined && procedure.endsOn <= group.effectiveFrom, 'member-ended', path, { ...named, endsOn: procedure.endsOn ?? '-' }),
    ...problemIf(agency !== undefined, 'member-agency', `${path}.agencies`, { ...named, agency: agency ?? '-' }),
    ...problemIf(channel !== undefined, 'member-channel', path, { ...named, channel: channel ?? '-' }),
    ...problemIf(longer !== undefined, 'member-exceeds-group-term', path, { ...named, term: longer === undefined ? '-' : describeLimit(longer), promised: describeLimit(promised) }),
  ];
}

function sharedProblems({ shared, cases }: ProcedureGroup, procedures: ReadonlyMap<string, ProcedureVersion>): readonly GroupProblem[] {
  const asked = new Set(
    cases.flatMap(({ members }) =>
      members.flatMap(({ procedureCode, caseCode }) => {
        const procedure = procedures.get(procedureCode);
        return (procedure === undefined ? [] : (caseOf(procedure, caseCode)?.components ?? [])).map(({ code }) => `${procedureCode} ${code}`);
      }),
    ),
  );
  return [
    ...repeatedIn(shared.map(({ code }) => code)).map(([code, index]): GroupProblem => ({ code: 'duplicate-shared-component', path: `shared[${String(index)}].code`, data: { code } })),
    ...shared.flatMap(({ serves }, index) =>
      serves
        .filter(({ procedureCode, component }) => !asked.has(`${procedureCode} ${component}`))
        .map(({ procedureCode, component }): GroupProblem => ({ code: 'unknown-shared-component', path: `shared[${String(index)}].serves`, data: { member: procedureCode, component } })),
    ),
  ];
}

/** What is done within the day is never longer; units that do not compare are told apart by nobody. */
function isLonger(limit: TimeLimit, promised: TimeLimit): boolean {
  return limit.unit === promised.unit && budgetOfLimit(limit).amount > budgetOfLimit(promised).amount;
}

function problemIf(wrong: boolean, code: GroupErrorCode, path: string, data: GroupProblem['data'] = {}): readonly GroupProblem[] {
  return wrong ? [{ code, path, data }] : [];
}
