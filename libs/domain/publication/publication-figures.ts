import { rateValue, type RateValue } from '../performance/rate-value.js';
import { type IssuerLevel, subjectOf } from './announcement.js';
import type { LeadOutcome } from './lead-check.js';
import { type AnnouncedFact, placeStanding, type PostedItemFact, type ProcedureFact } from './publication-facts.js';
import type { PostedItem, PostingPlace } from './publication-settings.js';

/** Figures of publication. */
export const PUBLICATION_FIGURES = ['database-in-time', 'lead-in-time', 'lead-in-time-by-decree', 'internal-processes-published', 'fully-posted', 'hotline-posted', 'feedback-rules-posted'] as const;
export type PublicationFigureName = (typeof PUBLICATION_FIGURES)[number];

/** How one counted thing was judged; `pending` ones are in neither number. */
export const PUBLICATION_VERDICTS = ['counted', 'not-counted', 'pending'] as const;
export type PublicationVerdict = (typeof PUBLICATION_VERDICTS)[number];

/** One line behind a figure: a procedure, group or desk, and the publications it was judged by. */
export interface PublicationLine {
  readonly subject: string;
  readonly verdict: PublicationVerdict;
  readonly publications: readonly string[];
}

/** A figure with the list it is the count of: `n` lines are `counted`, `d` are counted or not. */
export interface PublicationFigure extends RateValue {
  readonly name: PublicationFigureName;
  readonly formula: string;
  readonly pending: number;
  readonly lines: readonly PublicationLine[];
}

/** What the figures of a period are told from. */
export interface PublicationFacts {
  /** Items of decisions of the scope signed until the end of the period. */
  readonly announced: readonly AnnouncedFact[];
  readonly procedures: readonly ProcedureFact[];
  readonly postedItems: readonly PostedItemFact[];
}

/** ISO local days of a period, both included, and whose decisions are judged in it. */
export interface JudgedPeriod {
  readonly first: string;
  readonly last: string;
  readonly level: IssuerLevel;
  /** Now: what a decision of the period started may end after the period. */
  readonly now: number;
  /** The end of the period, or now while it lasts: what stands posted is told as of then. */
  readonly closesAt: number;
}

type Judge = (facts: PublicationFacts, period: JudgedPeriod) => readonly PublicationLine[];

const IN_PERIOD = 'a procedure in several decisions of the period counts once, and one late makes it late';

const DEFINITIONS: Readonly<Record<PublicationFigureName, { readonly formula: string; readonly judge: Judge }>> = {
  'database-in-time': {
    formula: `procedures announced in the period and clicked onto the national database within its term of the decision / those clicked or past the term; ${IN_PERIOD} (index 766 item 1.2)`,
    judge: (facts, period) => worstOfPeriod(facts, period, ({ places }) => postingVerdict(places.find(({ place }) => place === 'national-database'), period.now)),
  },
  'lead-in-time': {
    formula: `procedures whose decisions of the period were signed the working days before effect / those the rule applies to; ${IN_PERIOD} (index 766 item 1.1)`,
    judge: (facts, period) => worstOfPeriod(facts, period, ({ leads }) => leadVerdict(leads.index)),
  },
  'lead-in-time-by-decree': {
    formula: `procedures whose decisions of the period were signed the calendar days before effect, or after promulgation / all announced; ${IN_PERIOD} (63/2010/NĐ-CP Art. 15)`,
    judge: (facts, period) => worstOfPeriod(facts, period, ({ leads }) => leadVerdict(leads.decree)),
  },
  'internal-processes-published': {
    formula: 'procedures in force whose internal process is published as last announced / procedures in force',
    judge: (facts, period) => ofProcedures(facts, (last) => isPosted(last, 'internal-process', period.closesAt)),
  },
  'fully-posted': {
    formula: 'procedures in force with all legal parts, posted in every required place as last announced / procedures in force',
    judge: (facts, period) => ofProcedures(facts, (last, { complete }) => complete && last.places.every(({ place }) => isPosted(last, place, period.closesAt))),
  },
  'hotline-posted': { formula: 'desks whose hotline is posted as last set / desks', judge: (facts, period) => ofDesks(facts, 'hotline', period.closesAt) },
  'feedback-rules-posted': { formula: 'desks whose rules for feedback are posted as last set / desks', judge: (facts, period) => ofDesks(facts, 'feedback-rules', period.closesAt) },
};

/** Every figure of a period, in the order of `PUBLICATION_FIGURES`. */
export function publicationFigures(facts: PublicationFacts, period: JudgedPeriod): readonly PublicationFigure[] {
  return PUBLICATION_FIGURES.map((name) => publicationFigure(name, facts, period));
}

/** One figure with its list. */
export function publicationFigure(name: PublicationFigureName, facts: PublicationFacts, period: JudgedPeriod): PublicationFigure {
  const { formula, judge } = DEFINITIONS[name];
  const lines = judge(facts, period);
  const [n, not, pending] = PUBLICATION_VERDICTS.map((verdict) => lines.filter((line) => line.verdict === verdict).length);
  return { name, formula, ...rateValue(n ?? 0, (n ?? 0) + (not ?? 0)), pending: pending ?? 0, lines };
}

const WORST: readonly (PublicationVerdict | 'aside')[] = ['not-counted', 'pending', 'counted', 'aside'];

/** Each subject of the period's decisions once, by the worst of its items; what the rule does not apply to is left out. */
function worstOfPeriod({ announced }: PublicationFacts, { first, last, level }: JudgedPeriod, verdictOf: (fact: AnnouncedFact) => PublicationVerdict | 'aside'): readonly PublicationLine[] {
  const bySubject = Map.groupBy(announced.filter((each) => each.level === level && each.signedOn >= first && each.signedOn <= last), subjectOf);
  return [...bySubject].flatMap(([subject, items]) => {
    const verdicts = items.map(verdictOf);
    const verdict = WORST.find((each) => verdicts.includes(each));
    return verdict === undefined || verdict === 'aside' ? [] : [{ subject, verdict, publications: items.map(({ publication }) => publication) }];
  });
}

function postingVerdict(place: AnnouncedFact['places'][number] | undefined, asOf: number): PublicationVerdict | 'aside' {
  switch (place === undefined ? undefined : placeStanding(place, asOf)) {
    case 'in-time':
      return 'counted';
    case 'late':
    case 'overdue':
      return 'not-counted';
    case 'running':
    case 'awaiting':
      return 'pending';
    case undefined:
      return 'aside';
  }
}

function leadVerdict(outcome: LeadOutcome): PublicationVerdict | 'aside' {
  return outcome === 'not-applicable' ? 'aside' : outcome === 'met' ? 'counted' : 'not-counted';
}

/** Each procedure in force by the item that announced it last; one never announced is not posted. */
function ofProcedures({ announced, procedures }: PublicationFacts, isGood: (last: AnnouncedFact, procedure: ProcedureFact) => boolean): readonly PublicationLine[] {
  const bySubject = Map.groupBy(announced.filter(({ change }) => change !== 'repealed'), subjectOf);
  return procedures.map((procedure) => {
    const subject = subjectOf({ kind: 'procedure', code: procedure.code });
    const last = (bySubject.get(subject) ?? []).reduce<AnnouncedFact | undefined>((latest, each) => (latest === undefined || isLater(each, latest) ? each : latest), undefined);
    return { subject, verdict: last !== undefined && isGood(last, procedure) ? 'counted' : 'not-counted', publications: last === undefined ? [] : [last.publication] };
  });
}

function isLater(a: AnnouncedFact, b: AnnouncedFact): boolean {
  return a.signedOn > b.signedOn || (a.signedOn === b.signedOn && (a.version > b.version || (a.version === b.version && a.publication > b.publication)));
}

function isPosted({ places }: AnnouncedFact, wanted: PostingPlace, asOf: number): boolean {
  const clicked = places.find(({ place }) => place === wanted)?.clickedAt;
  return clicked !== undefined && clicked <= asOf;
}

function ofDesks({ postedItems }: PublicationFacts, item: PostedItem, asOf: number): readonly PublicationLine[] {
  return postedItems
    .filter((each) => each.item === item)
    .map(({ agency, publication, clickedAt }) => ({
      subject: `agency:${agency}`,
      verdict: clickedAt !== undefined && clickedAt <= asOf ? 'counted' : 'not-counted',
      publications: publication === undefined ? [] : [publication],
    }));
}
