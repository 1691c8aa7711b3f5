import {
  type Actor,
  type Agency,
  type Channel,
  dealPapers,
  formatLocalDate,
  type GroupCase,
  groupCaseOf,
  type GroupMember,
  instant,
  type Instant,
  localDateOf,
  type ProcedureGroup,
  type ProcedureVersion,
  type Refusal,
  servingDesk,
  type SubmittedComponent,
} from '#domain';
import { groupInForce } from '../catalogue/read-groups.js';
import type { Engine } from '../engine.js';
import { absentProcedure, type RefusedFiling, refusedFiling } from '../filing.js';
import type { Reader } from '../rule-book.js';
import { ownDesk, type TakeInBody } from '../take-in-body.js';
import { type IntakePlan, planIntake, type TakeInInput } from '../take-in-plan.js';

/** A filing of a group as the counter, the post room or the portal sends it; what is told of persons and time holds for every dossier. */
export interface GroupFilingBody
  extends Pick<TakeInBody, 'receivingAgencyCode' | 'placeCode' | 'applicant' | 'proxy' | 'lettersTo' | 'requestContent' | 'sets' | 'resultDelivery' | 'note' | 'notifyBy' | 'postal'> {
  readonly group: string;
  readonly caseCode?: string;
  readonly channel: Channel;
  /** Bodies that decide, where the group leaves a choice: each decides the members it may. */
  readonly agencyCodes?: readonly string[];
  /** Each paper once, whoever of the members asks for it. */
  readonly papers?: readonly { readonly code: string; readonly copies: number; readonly kind?: SubmittedComponent['kind'] }[];
  readonly outage?: Omit<NonNullable<TakeInBody['outage']>, 'code'>;
  readonly portal?: TakeInBody['portal'];
}

/** A filing with who sends it and the key under which it is sent at most once. */
export interface GroupFilingInput {
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly body: GroupFilingBody;
}

/** One member as it would be opened. */
export interface PlannedMember {
  readonly input: TakeInInput;
  readonly plan: IntakePlan;
}

/** What comes of looking at a filing. */
export type FilingPlanning =
  | { readonly kind: 'planned'; readonly group: ProcedureGroup; readonly chosen: GroupCase; readonly members: readonly PlannedMember[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'forbidden' }
  /** An intake under the same key was written meanwhile. */
  | { readonly kind: 'known' };

/**
 * Decides a filing at `at` without holding anything: each member as an intake of its own. The first member that cannot be opened
 * refuses the whole filing and is named.
 */
export async function planFiling(engine: Engine, input: GroupFilingInput, at: Instant): Promise<FilingPlanning> {
  const tx = engine.database.read;
  const { body } = input;
  const told = body.outage?.receivedAt ?? body.postal?.arrivedAt ?? body.portal?.completeAt;
  const day = formatLocalDate(localDateOf(told === undefined ? at : instant(told)));
  const found = await findGroup(tx, body, day);
  if (found.kind === 'refused') {
    return found;
  }
  const { group, chosen } = found;
  const bodies = await bodiesOf(engine, input, found, day);
  if ('kind' in bodies) {
    return bodies;
  }
  const members: PlannedMember[] = [];
  for (const [index, { member, body: memberBody }] of bodies.entries()) {
    const memberInput = { actor: input.actor, idempotencyKey: keyOfMember(input.idempotencyKey, index), body: memberBody };
    const plan = await planIntake(engine, memberInput, at);
    switch (plan.kind) {
      case 'planned':
        members.push({ input: memberInput, plan });
        break;
      case 'refused':
        return namingMember(plan, member);
      case 'forbidden':
        return plan;
      case 'known':
        return { kind: 'known' };
    }
  }
  return { kind: 'planned', group, chosen, members };
}

/** The first dossier bears the key of the filing; a blank stands in no key a client can send, so those of the others meet none. */
function keyOfMember(key: string, index: number): string {
  return index === 0 ? key : `${key} ${String(index + 1)}`;
}

interface FoundGroup {
  readonly kind: 'found';
  readonly group: ProcedureGroup;
  readonly chosen: GroupCase;
}

async function findGroup(tx: Reader, { group: code, caseCode, channel }: GroupFilingBody, day: string): Promise<FoundGroup | RefusedFiling> {
  const group = (await groupInForce(tx, code, day))?.group;
  if (group === undefined) {
    const later = await tx.first<{ effective_from: string | null }>('SELECT min(effective_from) AS effective_from FROM procedure_group_version WHERE code = $1', [code]);
    return later?.effective_from == null ? refusedFiling('unknown-group', { group: code }) : refusedFiling('group-not-in-force', { effectiveFrom: later.effective_from });
  }
  if (group.endsOn !== undefined && day >= group.endsOn) {
    return refusedFiling('group-ended', { endsOn: group.endsOn });
  }
  if (!group.channels.includes(channel)) {
    return refusedFiling('channel-not-offered', { channel, procedure: code });
  }
  const chosen = groupCaseOf(group, caseCode);
  return chosen === undefined ? refusedFiling('unknown-case', { caseCode: caseCode ?? '-', procedure: code, offered: group.cases.map((each) => each.code).join(', ') }) : { kind: 'found', group, chosen };
}

type MemberBody = { readonly member: GroupMember; readonly body: TakeInBody };

/** The intake each member comes to: its own body, case and papers; persons, time and desk are the filing's. */
async function bodiesOf(engine: Engine, { actor, body }: GroupFilingInput, { group, chosen }: FoundGroup, day: string): Promise<readonly MemberBody[] | RefusedFiling> {
  const tx = engine.database.read;
  const agencies = await engine.rules.agencies(tx);
  const procedures = new Map<string, ProcedureVersion>();
  const deciding = new Map<string, Agency>();
  for (const member of chosen.members) {
    const published = await engine.rules.procedureInForce(tx, member.procedureCode, day);
    if (published === undefined) {
      return namingMember(await absentProcedure(tx, member.procedureCode), member);
    }
    procedures.set(member.procedureCode, published.procedure);
    const code = agencyOf(member, body.agencyCodes ?? []);
    const agency = code === undefined ? undefined : agencies.get(code);
    if (agency === undefined) {
      return namingMember(refusedFiling('member-agency-needed', { offered: member.agencies.join(', ') }), member);
    }
    deciding.set(member.procedureCode, agency);
  }
  const idle = body.agencyCodes?.find((code) => ![...deciding.values()].some((agency) => agency.code === code));
  if (idle !== undefined) {
    return refusedFiling('agency-not-competent', { agency: idle, procedure: group.code });
  }
  const papers = (body.papers ?? []).map(({ code, copies, kind }) => ({ code, copies, kind: kind ?? ('copy' as const) }));
  const deal = dealPapers(group, chosen, papers, procedures);
  if (deal.kind === 'unknown') {
    return refusedFiling('unknown-component', { component: deal.paper });
  }
  const [first] = deciding.values();
  const receivingAgencyCode = body.receivingAgencyCode ?? ownDesk(actor, agencies) ?? (first === undefined ? undefined : servingDesk(first, agencies).code);
  const placeCode = body.placeCode ?? [...deciding.values()].find(({ kind }) => kind === 'commune')?.code;
  const { group: _group, caseCode: _case, agencyCodes: _agencies, papers: _papers, portal, ...common } = body;
  return chosen.members.map((member) => ({
    member,
    body: {
      ...common,
      ...(receivingAgencyCode === undefined ? {} : { receivingAgencyCode }),
      ...(placeCode === undefined ? {} : { placeCode }),
      // The portal's code is the filing's; each dossier has one of its own desk.
      ...(portal === undefined ? {} : { portal: { submittedAt: portal.submittedAt, completeAt: portal.completeAt, evidence: portal.evidence } }),
      procedureCode: member.procedureCode,
      caseCode: member.caseCode,
      agencyCode: deciding.get(member.procedureCode)?.code ?? '',
      components: deal.byMember.get(member.procedureCode) ?? [],
    },
  }));
}

/** The body that decides a member: the only one there is, or the one the filing names. */
function agencyOf({ agencies }: GroupMember, named: readonly string[]): string | undefined {
  const [only, ...others] = agencies;
  return others.length === 0 ? only : agencies.find((code) => named.includes(code));
}

function namingMember({ refusal }: { readonly refusal: Refusal }, { procedureCode }: GroupMember): RefusedFiling {
  return { kind: 'refused', refusal: { ...refusal, data: { ...refusal.data, member: procedureCode } } };
}
