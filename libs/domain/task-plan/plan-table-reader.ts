import { yearOf, type LocalDate } from '../time/local-date.js';
import { isBullet, joined, unwrapped, withoutBullet } from './cell-lines.js';
import { headerAt, isColumnNumbers, type PlanHeader } from './header.js';
import { type LineNumber, lineNumber, numberedText } from './numbering.js';
import { type HandedDown, PlanOutline } from './plan-outline.js';
import type { PlanLine, PlanLineKind, PlanProblem, PlanProblemCode, PlanReading } from './plan-reading.js';
import { PLAN_COLUMNS, type PlanColumn, type PlanWords } from './plan-words.js';
import { type DraftTask, plannedTask, problemsOfTask } from './planned-task.js';
import type { TableCell, TableRow } from './table-row.js';

const INHERITABLE = ['schedule', 'lead', 'coordinating'] as const;

/** Walks down the rows of a document, one table after the other. */
export class PlanTableReader {
  readonly #lines: PlanLine[] = [];
  readonly #tasks: DraftTask[] = [];
  readonly #problems: PlanProblem[] = [];
  #outline = new PlanOutline();
  #header: PlanHeader | undefined;
  #table: number | undefined;
  /** Headings no task has followed yet, outermost first. */
  #waiting: { readonly row: TableRow; readonly level: number }[] = [];

  constructor(
    private readonly issuedOn: LocalDate,
    private readonly words: PlanWords,
  ) {}

  /** Reads the row at `index` and says how many rows it took. */
  read(rows: readonly TableRow[], index: number): number {
    const row = rows[index];
    if (row === undefined) {
      return 1;
    }
    this.#leaveTable(row);
    const header = headerAt(rows, index, this.words);
    if (header !== undefined) {
      this.#header = header;
      this.#table = row.place.table;
      rows.slice(index, index + header.rows).forEach((line) => this.#note(line, 'header'));
      return header.rows;
    }
    this.#readRow(row);
    return 1;
  }

  /** Everything that was read. */
  finish(): PlanReading {
    this.#giveUpHeadings(0);
    if (this.#header === undefined && this.#lines.every(({ kind }) => kind !== 'header')) {
      const [first] = this.#lines;
      this.#problems.push(...(first === undefined ? [] : [{ code: 'no-table' as const, place: first.place, text: first.text }]));
    }
    const tasks = this.#tasks.map((draft) => plannedTask(draft, yearOf(this.issuedOn), this.words));
    return { lines: this.#lines, tasks, problems: [...this.#problems, ...tasks.flatMap((task) => problemsOfTask(task, this.issuedOn))] };
  }

  /** A table of another width has columns of its own; what stands in it is not read by the header of the one before. */
  #leaveTable(row: TableRow): void {
    if (row.place.table !== 0 && row.place.table !== this.#table && this.#header !== undefined) {
      this.#table = row.place.table;
      this.#header = row.cells.length === this.#header.width ? this.#header : undefined;
    }
  }

  #readRow(row: TableRow): void {
    if (this.#header === undefined) {
      const wasRead = this.#lines.some(({ kind }) => kind === 'header');
      this.#note(row, wasRead ? 'unread' : 'before-table');
      this.#problems.push(...(wasRead ? [problem('outside-table', row)] : []));
    } else if (row.place.table === 0) {
      this.#readText(row);
    } else if (isColumnNumbers(row)) {
      this.#note(row, 'header');
    } else {
      this.#readCells(row, this.#header);
    }
  }

  /** Headings may stand between tables, where a plan was put together from pages. */
  #readText(row: TableRow): void {
    const found = numberedText(row.cells[0]?.text ?? '');
    if (found === undefined || found.text !== found.text.toUpperCase()) {
      this.#note(row, 'unread');
      this.#problems.push(problem('outside-table', row));
      return;
    }
    this.#enterSection(row, found.number, unwrapped(found.text));
  }

  #readCells(row: TableRow, header: PlanHeader): void {
    const values = valuesOf(row.cells, header);
    const carried = header.columns.number === undefined ? numberedText(values.task.text) : undefined;
    const number = carried?.number ?? lineNumber(values.number.text);
    const title = carried?.text ?? values.task.text;
    const afterHeader = this.#lines.at(-1)?.kind === 'header' && this.#tasks.length > 0;
    if (afterHeader && number === undefined && continues(title)) {
      this.#continueTask(row, values);
    } else if (title === '' || (number === undefined && values.number.text !== '' && !isBullet(values.number.text))) {
      this.#readUntitled(row, values, title);
    } else if (number !== undefined && saysNothingElse(values) && !saysSomething(this.#outline.handedDown(number))) {
      this.#enterSection(row, number, unwrapped(title));
    } else {
      this.#addTask(row, number, title, values);
    }
  }

  /** A heading may stand in the first cell of a row joined over all columns, its number before it. */
  #readUntitled(row: TableRow, values: CellValues, title: string): void {
    const [only, ...others] = PLAN_COLUMNS.map((column) => values[column].text).filter((text) => text !== '');
    const found = others.length === 0 || title === '' ? numberedText(only ?? '') : undefined;
    if (found !== undefined && others.length === 0) {
      this.#enterSection(row, found.number, unwrapped(found.text));
      return;
    }
    this.#note(row, 'unread');
    this.#problems.push(problem('no-task', row));
  }

  #enterSection(row: TableRow, number: LineNumber, title: string): void {
    this.#giveUpHeadings(number.level);
    this.#outline.enter(number, title, true);
    this.#waiting.push({ row, level: number.level });
    this.#note(row, 'section');
  }

  #addTask(row: TableRow, number: LineNumber | undefined, title: string, values: CellValues): void {
    const above = this.#outline.handedDown(number);
    const isItem = number === undefined || saysSomething(above);
    const inherited: PlanColumn[] = [];
    const texts = { number: number?.text ?? '', task: unwrapped(withoutBullet(title)), result: unwrapped(values.result.text) };
    const taken = { schedule: '', lead: '', coordinating: '' };
    for (const column of INHERITABLE) {
      const { text, coveredFrom } = values[column];
      taken[column] = unwrapped(text !== '' || !isItem ? text : above[column]);
      if (taken[column] !== '' && (text === '' || coveredFrom === 'above')) {
        inherited.push(column);
      }
    }
    if (number !== undefined) {
      this.#giveUpHeadings(number.level);
      this.#outline.enter(number, texts.task, false);
    }
    this.#outline.handDown(taken);
    const reference = number === undefined ? this.#outline.nextItem() : this.#outline.reference();
    this.#waiting = [];
    this.#tasks.push({ reference, sections: this.#outline.sections(), values: { ...texts, ...taken }, inherited, places: [row.place] });
    this.#note(row, 'task', this.#tasks.length - 1);
  }

  #continueTask(row: TableRow, values: CellValues): void {
    const task = this.#tasks.at(-1);
    if (task === undefined) {
      return;
    }
    for (const column of PLAN_COLUMNS) {
      const { text, coveredFrom } = values[column];
      if (text !== '' && coveredFrom === undefined) {
        const more = unwrapped(text);
        task.values[column] = isBullet(more) ? `${task.values[column]}\n${more}` : joined(task.values[column], more);
      }
    }
    task.places.push(row.place);
    this.#note(row, 'continuation', this.#tasks.length - 1);
  }

  #note(row: TableRow, kind: PlanLineKind, task?: number): void {
    this.#lines.push({ place: row.place, kind, text: textOf(row), ...(task !== undefined && { task }) });
  }

  /** Headings of a level and below that another one follows have stayed without a task. */
  #giveUpHeadings(level: number): void {
    this.#problems.push(...this.#waiting.filter((heading) => heading.level >= level).map(({ row }) => problem('empty-section', row)));
    this.#waiting = this.#waiting.filter((heading) => heading.level < level);
  }
}

type CellValues = Readonly<Record<PlanColumn, TableCell>>;

const NO_CELL: TableCell = { text: '' };

/** The cells by their columns. What a heading joined over the row says in every column, it says once. */
function valuesOf(cells: readonly TableCell[], { columns }: PlanHeader): CellValues {
  const at = (column: PlanColumn): TableCell => {
    const cell = cells[columns[column] ?? -1] ?? NO_CELL;
    return cell.coveredFrom === 'left' && (column !== 'coordinating' || cells[columns.lead ?? -1]?.coveredFrom === 'left') ? NO_CELL : cell;
  };
  const number = at('number');
  // A number joined over several rows is that of the first; the others are items of it.
  return { number: number.coveredFrom === 'above' ? NO_CELL : number, task: at('task'), schedule: at('schedule'), lead: at('lead'), coordinating: at('coordinating'), result: at('result') };
}

function saysNothingElse({ schedule, lead, coordinating, result }: CellValues): boolean {
  return [schedule, lead, coordinating, result].every(({ text, coveredFrom }) => text === '' || coveredFrom === 'above');
}

function saysSomething({ schedule, lead, coordinating }: HandedDown): boolean {
  return schedule + lead + coordinating !== '';
}

/** Whether a text is the rest of a row that a page has broken: it does not begin a sentence. */
function continues(title: string): boolean {
  const [first = ''] = title;
  return title === '' || (first === first.toLowerCase() && first !== first.toUpperCase());
}

function textOf({ cells }: TableRow): string {
  return cells.filter(({ text, coveredFrom }) => text !== '' && coveredFrom === undefined).map(({ text }) => text.replaceAll('\n', ' ')).join(' | ');
}

function problem(code: PlanProblemCode, row: TableRow): PlanProblem {
  return { code, place: row.place, text: textOf(row) };
}
