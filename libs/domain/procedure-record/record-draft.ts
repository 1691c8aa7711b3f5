import type { TimeLimit } from '../deadline/time-limit.js';
import type { LegalParts } from '../procedure/legal-parts.js';
import type { Channel, DecisionReference, Fee, LegalBasis, RequiredComponent } from '../procedure/procedure.js';
import { sameJson } from '../procedure/same-json.js';
import type { PortalRecord, RecordedFee } from './portal-record.js';
import type { FlagValue } from './record-flag.js';

/** A case as the record, and what people settled about it, have it; what it lacks for a version is its stages. */
export interface DraftCase {
  readonly code: string;
  readonly name: string;
  readonly limit?: TimeLimit;
  /** Channels with a term of their own. */
  readonly channelLimits: { readonly [One in Channel]?: TimeLimit };
  readonly components: readonly RequiredComponent[];
}

/** What a record makes of a procedure version by itself. */
export interface RecordDraft {
  readonly code: string;
  readonly name: string;
  readonly field?: { readonly code: string; readonly name: string };
  readonly nonTerritorial: boolean;
  readonly channels: readonly Channel[];
  readonly cases: readonly DraftCase[];
  readonly fees: readonly Fee[];
  readonly legalBases: readonly LegalBasis[];
  readonly results: readonly string[];
  readonly legalParts: LegalParts;
  readonly announcedBy?: DecisionReference;
}

/** What people settled the flags of a record with, by the flag's id. */
export type FlagAnswers = ReadonlyMap<string, FlagValue>;

/**
 * The draft of a record under the answers given so far; a flag nobody settled leaves what the record says. The record ties no
 * paper to a case, so every case gets all of them, and what has no copies is a note. `feeName` names a kind of fee for people.
 */
export function draftOfRecord(record: PortalRecord, answers: FlagAnswers, feeName: (type: string) => string): RecordDraft {
  const papers = record.papers.flatMap((group) => group.papers);
  const components = papers.filter(({ code, originals, copies }, index) => originals + copies > 0 && papers.findIndex((other) => other.code === code) === index);
  const notes = papers.flatMap(({ name, originals, copies }) => (originals + copies === 0 && name !== '' ? [name] : []));
  const bases = [...answers.values()].flatMap((value) => (value.kind === 'bases' ? value.bases : []));
  const { code, name, field, nonTerritorial, results, decision } = record;
  return {
    code,
    name,
    ...(field === undefined ? {} : { field }),
    nonTerritorial,
    channels: [...new Set(record.methods.flatMap(({ channel }) => (channel === undefined ? [] : [channel])))],
    cases: casesOf(record, answers, components),
    fees: feesOf(record, answers, feeName),
    legalBases: [...record.bases, ...bases],
    results,
    legalParts: partsOf(record, [...new Set(notes)]),
    ...(decision === undefined ? {} : { announcedBy: decision }),
  };
}

function casesOf(record: PortalRecord, answers: FlagAnswers, components: readonly RequiredComponent[]): readonly DraftCase[] {
  return record.cases.flatMap(({ code, name, term }, index) => {
    if (record.cases.findIndex((other) => other.code === code) < index) {
      return [];
    }
    const path = `cases[${String(index)}].processingDay`;
    const settled = limitIn(answers.get(`case-term-contradicts-methods@${path}`) ?? answers.get(`unknown-unit@${path}`) ?? answers.get(`term-missing@${path}`));
    const limit = settled ?? term?.limit;
    return [{ code, name, ...(limit === undefined ? {} : { limit }), channelLimits: channelLimitsOf(record, answers, limit, settled !== undefined), components }];
  });
}

/** Where a person settled the term of a case against its channels, only what was corrected of a channel still differs from it. */
function channelLimitsOf({ methods }: PortalRecord, answers: FlagAnswers, limit: TimeLimit | undefined, settled: boolean): DraftCase['channelLimits'] {
  const own = methods.flatMap(({ channel, term }, index): readonly (readonly [Channel, TimeLimit])[] => {
    const path = `executionMethods[${String(index)}].processingTime`;
    const answer = limitIn(answers.get(`text-names-other-term@${path}`) ?? answers.get(`unknown-unit@${path}`));
    const isCorrected = answer !== undefined && !sameJson(answer, term?.limit);
    const found = answer ?? term?.limit;
    return channel === undefined || found === undefined || sameJson(found, limit) || (settled && !isCorrected) ? [] : [[channel, found]];
  });
  return Object.fromEntries(own);
}

function limitIn(value: FlagValue | undefined): TimeLimit | undefined {
  return value?.kind === 'limit' ? value.limit : undefined;
}

/** Fees that cost and read the same on every channel are one; others name their channel. */
function feesOf({ methods }: PortalRecord, answers: FlagAnswers, feeName: (type: string) => string): readonly Fee[] {
  const read = methods.flatMap(({ channel, fees }, m) => fees.map((fee, f) => ({ channel, fee: feeOf(fee, answerTo(answers, `executionMethods[${String(m)}].fees[${String(f)}]`), feeName) })));
  const channels = new Set(methods.map(({ channel }) => channel));
  const distinct = read.filter(({ fee }, index) => read.findIndex((other) => sameJson(other.fee, fee)) === index);
  return distinct.flatMap(({ fee }): readonly Fee[] => {
    const on = new Set(read.filter((other) => sameJson(other.fee, fee)).map(({ channel }) => channel));
    return on.size === channels.size ? [fee] : [...on].map((channel) => ({ ...fee, ...(channel === undefined ? {} : { channel }) }));
  });
}

function answerTo(answers: FlagAnswers, path: string): FlagValue | undefined {
  return [...answers].find(([id]) => id.endsWith(`@${path}`))?.[1];
}

function feeOf({ type, value, text }: RecordedFee, answer: FlagValue | undefined, feeName: (type: string) => string): Fee {
  const amount = answer?.kind === 'amount' ? answer.amount : answer?.kind === 'text-only' ? undefined : Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  return { name: feeName(type), ...(amount === undefined ? {} : { amount }), ...(text === '' ? {} : { text }) };
}

function partsOf({ order, methods, subjects, authority, conditions }: PortalRecord, notes: readonly string[]): LegalParts {
  const manner = methods.flatMap(({ channel, text }) => (channel === undefined || text === '' ? [] : [{ channel, text }]));
  return {
    ...(order.length === 0 ? {} : { order }),
    ...(manner.length === 0 ? {} : { manner }),
    ...(subjects.length === 0 ? {} : { subjects }),
    ...(Object.keys(authority).length === 0 ? {} : { authority }),
    ...(conditions === undefined ? {} : { conditions: [conditions] }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}
