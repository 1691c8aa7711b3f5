import { type RateValue, rateValue } from '../performance/rate-value.js';
import type { TableRow } from '../task-plan/table-row.js';

/** The five dimensions of SIPAS: access, procedures, staff, results, and taking up feedback. */
export const SIPAS_DIMENSIONS = ['access', 'procedures', 'staff', 'results', 'feedback'] as const;
export type SipasDimension = (typeof SIPAS_DIMENSIONS)[number];

/** The words a survey file is written in, folded as `foldCell` does. */
export interface SurveyWords {
  readonly dimensions: Readonly<Record<SipasDimension, readonly string[]>>;
  /** Heads of the columns of a file with a line a question. */
  readonly columns: Readonly<Record<'dimension' | 'satisfied' | 'answers', readonly string[]>>;
  /** Answers of a respondent that count as satisfied, and those that do not. */
  readonly satisfied: readonly string[];
  readonly other: readonly string[];
}

/** What can be wrong with a survey file. */
export const SURVEY_FAULTS = ['no-header', 'dimension-missing', 'dimension-unknown', 'grade-unknown', 'not-a-count', 'more-than-answers', 'no-answers'] as const;
export type SurveyFaultCode = (typeof SURVEY_FAULTS)[number];

/** A cell, or the file where there is no cell to blame, and what is wrong with it. Rows and columns count from 1. */
export interface SurveyFault {
  readonly code: SurveyFaultCode;
  readonly row?: number;
  readonly column?: number;
  readonly found: string;
}

/** Answers of a survey: satisfied of all, for each dimension. */
export type SipasCounts = Readonly<Record<SipasDimension, { readonly n: number; readonly d: number }>>;

/** A survey file that was read, or everything wrong with it, up to a hundred cells. */
export type SurveyReading = { readonly kind: 'read'; readonly counts: SipasCounts } | { readonly kind: 'faulty'; readonly faults: readonly SurveyFault[] };

const MOST_FAULTS = 100;
const NUMBER = /^\d{1,9}$/;

/** Cells are compared without case, and without spaces or marks at their ends. */
export function foldCell(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').replaceAll(/^[\s\d.)-]+(?=\D)|[\s.:]+$/g, '');
}

/**
 * Reads a survey in either of two shapes: a line a respondent under the five dimensions, each cell a grade or left empty; or a line a question
 * with its dimension, its answers and how many of them are satisfied.
 */
export function readSurvey(rows: readonly TableRow[], words: SurveyWords): SurveyReading {
  const book = new SurveyBook();
  const [head, ...lines] = rows;
  const columns = head === undefined ? undefined : columnsOf(head, words);
  switch (columns?.kind) {
    case undefined:
      book.fault({ code: 'no-header', found: head?.cells.map(({ text }) => text).join(' | ') ?? '' });
      break;
    case 'questions':
      lines.forEach((line) => {
        book.question(line, columns, words);
      });
      break;
    case 'respondents':
      SIPAS_DIMENSIONS.filter((dimension) => !columns.places.has(dimension)).forEach((dimension) => {
        book.fault({ code: 'dimension-missing', found: words.dimensions[dimension][0] ?? dimension });
      });
      lines.forEach((line) => {
        book.respondent(line, columns.places, words);
      });
      break;
  }
  return book.reading();
}

/** Satisfied of all answers, of one dimension or of all of them together. */
export function sipasRate(counts: SipasCounts, dimension?: SipasDimension): RateValue {
  const chosen: readonly SipasDimension[] = dimension === undefined ? SIPAS_DIMENSIONS : [dimension];
  return rateValue(chosen.reduce((sum, each) => sum + counts[each].n, 0), chosen.reduce((sum, each) => sum + counts[each].d, 0));
}

interface QuestionColumns {
  readonly kind: 'questions';
  readonly dimension: number;
  readonly satisfied: number;
  readonly answers: number;
}

function columnsOf({ cells }: TableRow, words: SurveyWords): QuestionColumns | { readonly kind: 'respondents'; readonly places: ReadonlyMap<SipasDimension, number> } | undefined {
  const heads = cells.map(({ text }) => foldCell(text));
  const place = (names: readonly string[]): number => heads.findIndex((head) => names.includes(head));
  const [dimension, satisfied, answers] = [place(words.columns.dimension), place(words.columns.satisfied), place(words.columns.answers)];
  if (Math.min(dimension, satisfied, answers) >= 0) {
    return { kind: 'questions', dimension, satisfied, answers };
  }
  const places = new Map<SipasDimension, number>();
  for (const each of SIPAS_DIMENSIONS) {
    const found = place(words.dimensions[each]);
    if (found >= 0) {
      places.set(each, found);
    }
  }
  return places.size === 0 ? undefined : { kind: 'respondents', places };
}

class SurveyBook {
  readonly #counts = new Map(SIPAS_DIMENSIONS.map((dimension) => [dimension, { n: 0, d: 0 }]));
  readonly #faults: SurveyFault[] = [];

  fault(fault: SurveyFault): void {
    if (this.#faults.length < MOST_FAULTS) {
      this.#faults.push(fault);
    }
  }

  respondent(line: TableRow, places: ReadonlyMap<SipasDimension, number>, { satisfied, other }: SurveyWords): void {
    for (const [dimension, place] of places) {
      const found = line.cells[place]?.text ?? '';
      const grade = found.trim().toLowerCase().normalize('NFC');
      if (satisfied.includes(grade) || other.includes(grade)) {
        this.#add(dimension, satisfied.includes(grade) ? 1 : 0, 1);
      } else if (grade !== '') {
        this.fault({ code: 'grade-unknown', row: line.place.row, column: place + 1, found });
      }
    }
  }

  question(line: TableRow, columns: QuestionColumns, words: SurveyWords): void {
    const named = line.cells[columns.dimension]?.text ?? '';
    const dimension = SIPAS_DIMENSIONS.find((each) => words.dimensions[each].includes(foldCell(named)));
    const [n, d] = [this.#count(line, columns.satisfied), this.#count(line, columns.answers)];
    if (dimension === undefined) {
      this.fault({ code: 'dimension-unknown', row: line.place.row, column: columns.dimension + 1, found: named });
    }
    if (n !== undefined && d !== undefined && n > d) {
      this.fault({ code: 'more-than-answers', row: line.place.row, column: columns.satisfied + 1, found: String(n) });
    }
    if (dimension !== undefined && n !== undefined && d !== undefined) {
      this.#add(dimension, n, d);
    }
  }

  reading(): SurveyReading {
    const entries = [...this.#counts];
    if (this.#faults.length === 0 && entries.every(([, { d }]) => d === 0)) {
      this.fault({ code: 'no-answers', found: '' });
    }
    return this.#faults.length > 0 ? { kind: 'faulty', faults: this.#faults } : { kind: 'read', counts: Object.fromEntries(entries) as unknown as SipasCounts };
  }

  #count(line: TableRow, place: number): number | undefined {
    const found = line.cells[place]?.text ?? '';
    if (NUMBER.test(found)) {
      return Number(found);
    }
    this.fault({ code: 'not-a-count', row: line.place.row, column: place + 1, found });
    return undefined;
  }

  #add(dimension: SipasDimension, n: number, d: number): void {
    const counted = this.#counts.get(dimension);
    if (counted !== undefined) {
      counted.n += n;
      counted.d += d;
    }
  }
}
