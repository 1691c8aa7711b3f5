import type { TimeLimit } from '../deadline/time-limit.js';
import { CHANNELS } from '../procedure/channel.js';
import type { ProcedureCase, ProcedureVersion, TermPart } from '../procedure/procedure.js';
import { sameJson } from '../procedure/same-json.js';
import type { DraftCase, RecordDraft } from './record-draft.js';

/** What a record cannot say and a person supplies. Anything given here stands before the record and before what is carried over. */
export type SuppliedRules = {
  readonly [Key in
    | 'effectiveFrom' | 'field' | 'competentAgencies' | 'nonTerritorial' | 'immediate' | 'channels' | 'cases' | 'pauseGrounds' | 'consultations' | 'supplement' | 'answer' | 'apology'
    | 'remoteExtra' | 'undatedMaximum' | 'extensions' | 'legalParts' | 'fees']?: ProcedureVersion[Key];
};

/** Something a version needs that neither record nor person nor an earlier version gives. */
export interface NeededRule {
  readonly field: 'effectiveFrom' | 'field' | 'competentAgencies' | 'immediate' | 'cases' | 'stages' | 'pauseGrounds' | 'supplement' | 'answer' | 'apology';
  readonly path: string;
}

/** Number and source of the version that is made, and the published version whose rules go on, where a person named one. */
export interface VersionFrame {
  readonly version: number;
  readonly source: string;
  readonly carried?: ProcedureVersion;
}

/** Either the version, or everything it still needs. */
export type VersionOfRecord = { readonly kind: 'version'; readonly procedure: ProcedureVersion } | { readonly kind: 'needs'; readonly needs: readonly NeededRule[] };

/**
 * Makes a procedure version of a draft. Terms, papers, fees, results, bases and legal parts are the record's; stages and rules of
 * the clock a person supplies, or they go on from `carried`, case by case. Whether its figures hold together is `validateProcedure`'s question.
 */
export function versionOfRecord(draft: RecordDraft, supplied: SuppliedRules, { version, source, carried }: VersionFrame): VersionOfRecord {
  const rules = { ...(carried === undefined ? {} : carriedRules(carried)), ...supplied };
  const { effectiveFrom, competentAgencies, immediate, pauseGrounds, supplement, answer, apology } = rules;
  const field = supplied.field ?? draft.field ?? carried?.field;
  const cases = supplied.cases ?? casesOf(draft.cases, carried?.cases ?? []);
  const [first, ...rest] = cases.flatMap((one) => (one === undefined ? [] : [one]));
  const wanted: readonly (readonly [NeededRule['field'], unknown])[] = [
    ['effectiveFrom', effectiveFrom], ['field', field], ['competentAgencies', competentAgencies], ['immediate', immediate],
    ['pauseGrounds', pauseGrounds], ['supplement', supplement], ['answer', answer], ['apology', apology],
  ];
  const needs: readonly NeededRule[] = [
    ...wanted.flatMap(([name, value]) => (value === undefined ? [{ field: name, path: name }] : [])),
    ...cases.flatMap((one, index) => (one === undefined ? [{ field: 'stages', path: `cases[${String(index)}]` } as const] : [])),
    ...(cases.length === 0 ? [{ field: 'cases', path: 'cases' } as const] : []),
  ];
  if (
    first === undefined || effectiveFrom === undefined || field === undefined || competentAgencies === undefined || immediate === undefined ||
    pauseGrounds === undefined || supplement === undefined || answer === undefined || apology === undefined || needs.length > 0
  ) {
    return { kind: 'needs', needs };
  }
  const { code, name, channels, fees, legalBases, results, legalParts, announcedBy } = draft;
  return {
    kind: 'version',
    procedure: {
      ...rules,
      code,
      version,
      name,
      field,
      effectiveFrom,
      competentAgencies,
      nonTerritorial: supplied.nonTerritorial ?? draft.nonTerritorial,
      channels: supplied.channels ?? channels,
      immediate,
      cases: [first, ...rest],
      pauseGrounds,
      supplement,
      answer,
      apology,
      fees: supplied.fees ?? fees,
      legalBases,
      results,
      sources: [source],
      legalParts: { ...legalParts, ...supplied.legalParts },
      ...(announcedBy === undefined ? {} : { announcedBy }),
    },
  };
}

/** What the record cannot say of a draft at all, named before anybody has supplied a thing. */
export function neededRules(draft: RecordDraft): readonly NeededRule[] {
  const made = versionOfRecord(draft, {}, { version: 1, source: '-' });
  return made.kind === 'needs' ? made.needs : [];
}

function carriedRules({ competentAgencies, immediate, pauseGrounds, consultations, supplement, answer, apology, remoteExtra, undatedMaximum, extensions }: ProcedureVersion): SuppliedRules {
  return {
    competentAgencies,
    immediate,
    pauseGrounds,
    ...(consultations === undefined ? {} : { consultations }),
    supplement,
    answer,
    apology,
    ...(remoteExtra === undefined ? {} : { remoteExtra }),
    ...(undatedMaximum === undefined ? {} : { undatedMaximum }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}

function casesOf(drafts: readonly DraftCase[], carried: readonly ProcedureCase[]): readonly (ProcedureCase | undefined)[] {
  return drafts.map((draft) => {
    const found = carried.find(({ code }) => code === draft.code);
    const parts = found === undefined ? undefined : partsFor(found.parts, draft.limit);
    if (found === undefined || parts === undefined) {
      return undefined;
    }
    const { channelTerms: _replaced, ...known } = found;
    return { ...known, name: draft.name === '' ? known.name : draft.name, parts, components: draft.components, ...channelTerms(parts[0], draft.channelLimits) };
  });
}

/** Stages of an earlier version under the record's term. Of two appointments nobody but a person can say how another term is divided. */
function partsFor([first, ...rest]: ProcedureCase['parts'], limit: TimeLimit | undefined): ProcedureCase['parts'] | undefined {
  if (limit === undefined) {
    return undefined;
  }
  if (rest.length === 0) {
    return [{ ...first, term: { ...first.term, limit } }];
  }
  const limits = [first, ...rest].map(({ term }) => term.limit);
  const total = limits.reduce((sum, one) => (one.unit === 'same-day' ? sum : sum + one.amount), 0);
  return limits.every(({ unit }) => unit === limit.unit) && sameJson({ unit: limit.unit, amount: total }, limit) ? [first, ...rest] : undefined;
}

function channelTerms({ term }: TermPart, limits: DraftCase['channelLimits']): Pick<ProcedureCase, 'channelTerms'> {
  const own = CHANNELS.flatMap((channel) => (limits[channel] === undefined ? [] : [[channel, { ...term, limit: limits[channel] }] as const]));
  return own.length === 0 ? {} : { channelTerms: Object.fromEntries(own) };
}

