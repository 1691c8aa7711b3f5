import type { RateValue } from '../performance/rate-value.js';
import { markOfDossier, markOfFeedback, markOfOfficer, markOfOneStop, markOfOnline, markOfPosting } from './marks.js';
import { type AgencyClass, agencySum, type OfficerClass, officerSum, type QualitySum, scoreOfMarks, type Tenths } from './quality-classes.js';
import { DOSSIER_INDICES, type DossierIndex, type Mark, OFFICER_INDICES, QUALITY_INDICES, type QualityIndex } from './quality-index.js';
import type { Posting, QualityFacts } from './quality-facts.js';
import type { QualitySettings } from './quality-settings.js';

/** An index with what its score was made of: marks and dossiers, or, for an agency's own, the share its one mark rests on. */
export interface QualityIndexScore {
  readonly index: QualityIndex;
  readonly of: 'dossiers' | 'unit';
  readonly n: number;
  readonly d: number;
  /** Absent where there was nothing to judge. */
  readonly score?: Tenths;
}

/** Scores of somebody's indices with their sum. */
export interface QualityScores<Class> {
  readonly dossiers: number;
  readonly indices: readonly QualityIndexScore[];
  readonly sum: QualitySum<Class>;
}

/** What an agency's own indices rest on beside its dossiers. */
export interface UnitFacts {
  /** Feedback answered on time of that due in the period. */
  readonly feedback: Pick<RateValue, 'n' | 'd'>;
  /** Where each procedure in force stands posted. */
  readonly procedures: readonly Posting[];
}

class MarkBook<Index extends DossierIndex> {
  readonly #sums: Map<Index, { marks: number; dossiers: number }>;

  constructor(private readonly indices: readonly Index[]) {
    this.#sums = new Map(indices.map((index) => [index, { marks: 0, dossiers: 0 }]));
  }

  add(markOf: (index: Index) => Mark | undefined): void {
    for (const index of this.indices) {
      const [mark, sum] = [markOf(index), this.#sums.get(index)];
      if (mark !== undefined && sum !== undefined) {
        sum.marks += mark;
        sum.dossiers += 1;
      }
    }
  }

  scoreOf(index: Index): QualityIndexScore {
    const { marks, dossiers } = this.#sums.get(index) ?? { marks: 0, dossiers: 0 };
    return withScore({ index, of: 'dossiers', n: marks, d: dossiers }, scoreOfMarks(marks, dossiers));
  }
}

/** Adds up the dossiers of an officer, one at a time: nothing of a dossier is kept but its marks. */
export class OfficerTally {
  readonly #book = new MarkBook(OFFICER_INDICES);
  #dossiers = 0;

  constructor(
    private readonly officer: string,
    private readonly settings: QualitySettings,
  ) {}

  add(facts: QualityFacts): void {
    this.#dossiers += 1;
    this.#book.add((index) => markOfOfficer(index, facts, this.officer, this.settings));
  }

  scores(): QualityScores<OfficerClass> {
    const indices = OFFICER_INDICES.map((index) => this.#book.scoreOf(index));
    return { dossiers: this.#dossiers, indices, sum: officerSum(indices.map(({ score }) => score)) };
  }
}

/** Adds up the finished dossiers of an agency, one at a time. */
export class AgencyTally {
  readonly #book = new MarkBook(DOSSIER_INDICES);
  #dossiers = 0;
  #atDesk = 0;
  #receivedAtDesk = 0;
  #online = 0;
  #onlineLate = 0;

  constructor(private readonly settings: QualitySettings) {}

  add(facts: QualityFacts): void {
    this.#dossiers += 1;
    this.#atDesk += facts.atDesk ? 1 : 0;
    this.#receivedAtDesk += facts.receivedAtDesk ? 1 : 0;
    this.#online += facts.online ? 1 : 0;
    this.#onlineLate += facts.online && facts.punctuality === 'late' ? 1 : 0;
    this.#book.add((index) => markOfDossier(index, facts, this.settings));
  }

  scores(unit: UnitFacts): QualityScores<AgencyClass> {
    const indices = QUALITY_INDICES.map((index) => this.#scoreOf(index, unit));
    return { dossiers: this.#dossiers, indices, sum: agencySum(indices.map(({ score }) => score)) };
  }

  #scoreOf(index: QualityIndex, { feedback, procedures }: UnitFacts): QualityIndexScore {
    const counts = { dossiers: this.#dossiers, atDesk: this.#atDesk, receivedAtDesk: this.#receivedAtDesk, online: this.#online, onlineLate: this.#onlineLate };
    switch (index) {
      case 'one-stop':
        return ofUnit(index, this.#atDesk, this.#dossiers, markOfOneStop(counts));
      case 'feedback':
        return ofUnit(index, feedback.n, feedback.d, markOfFeedback(feedback));
      case 'online':
        return ofUnit(index, this.#online, this.#dossiers, markOfOnline(counts));
      case 'publicity':
        return this.settings.publicity === 'by-unit' ? publicityOfUnit(procedures) : this.#book.scoreOf(index);
      default:
        return this.#book.scoreOf(index);
    }
  }
}

function publicityOfUnit(procedures: readonly Posting[]): QualityIndexScore {
  const all = { posted: procedures.every(({ posted }) => posted), electronic: procedures.every(({ electronic }) => electronic) };
  const both = procedures.filter(({ posted, electronic }) => posted && electronic).length;
  return ofUnit('publicity', both, procedures.length, procedures.length === 0 ? undefined : markOfPosting(all));
}

function ofUnit(index: QualityIndex, n: number, d: number, mark: Mark | undefined): QualityIndexScore {
  return withScore({ index, of: 'unit', n, d }, mark === undefined ? undefined : mark * 10);
}

function withScore(score: Omit<QualityIndexScore, 'score'>, tenths: Tenths | undefined): QualityIndexScore {
  return { ...score, ...(tenths === undefined ? {} : { score: tenths }) };
}
