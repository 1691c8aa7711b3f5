import { formatLocalDate } from '#domain';
import type { MorningLine } from '#domain/figures';
import { type StreamedCell, streamTableXlsx } from '#letters';
import { formatIsoDateVi, MORNING_COLUMNS, MORNING_STANDING_LABELS, morningCountsVi, morningRestVi, morningTitleVi } from '#vi';
import type { Engine } from '../engine.js';
import type { MorningCounts } from './morning-lines.js';
import { nameLines, type NamedLine } from './name-lines.js';
import { countStoredMorning, listStoredMorning, type StoredKey, type StoredQuestion } from './stored-lists.js';

const LINES_AT_ONCE = 500;
/** Most lines of a file that leaves by mail; whoever has more looks at the screen. */
export const MOST_ATTACHED = 2_000;
const MINUTES_PER_HOUR = 60;

/** What a file of a list is made of: its day, its counts, and its lines page by page. */
export interface MorningFile extends MorningCounts {
  readonly day: string;
  readonly pages: AsyncIterable<readonly MorningLine[]>;
  /** Lines that are not in it. */
  readonly rest: number;
}

/** The list as a spreadsheet, while its pages come. Codes and staff alone: no applicant is named. */
export function renderMorning(engine: Engine, { day, pages, rest, ...counts }: MorningFile): AsyncGenerator<Uint8Array> {
  const date = formatIsoDateVi(day);
  const titles: readonly [string, ...string[]] = [morningTitleVi(date), morningCountsVi(counts), ...(rest === 0 ? [] : [morningRestVi(rest)])];
  return streamTableXlsx({ name: `Đầu ngày ${day}`, title: titles, columns: MORNING_COLUMNS }, rowsOf(engine, pages));
}

/** A stored list as a file of at most so many lines. */
export async function storedMorningFile({ database: { read } }: Pick<Engine, 'database'>, question: StoredQuestion, most = Number.MAX_SAFE_INTEGER): Promise<MorningFile> {
  const counts = await countStoredMorning(read, question);
  const pages = (async function* (): AsyncGenerator<readonly MorningLine[]> {
    let after: StoredKey | undefined;
    for (let left = most; left > 0; left -= LINES_AT_ONCE) {
      const found = await listStoredMorning(read, question, { limit: Math.min(left, LINES_AT_ONCE), ...(after === undefined ? {} : { after }) });
      yield found.map(({ line }) => line);
      const last = found.at(-1);
      if (last === undefined || found.length < LINES_AT_ONCE) {
        return;
      }
      after = { agency: last.line.agency, place: last.place };
    }
  })();
  return { ...counts, day: formatLocalDate(question.day), pages, rest: Math.max(0, counts.late + counts.soon - most) };
}

async function* rowsOf(engine: Engine, pages: AsyncIterable<readonly MorningLine[]>): AsyncGenerator<readonly StreamedCell[]> {
  let number = 0;
  for await (const lines of pages) {
    for (const named of await nameLines(engine, engine.database.read, lines)) {
      number += 1;
      yield cellsOf(named, number);
    }
  }
}

function cellsOf({ line, agencyName, procedureName, stageNames, holderNames, officerNames, reason }: NamedLine, number: number): readonly StreamedCell[] {
  const { code, late, dueAt, workingMinutes } = line;
  return [
    number,
    agencyName,
    code,
    procedureName,
    stageNames.join('; '),
    holderNames.join('; '),
    officerNames.join('; '),
    MORNING_STANDING_LABELS[late ? 'late' : 'soon'],
    { moment: dueAt },
    workingMinutes === undefined ? undefined : Math.round((workingMinutes / MINUTES_PER_HOUR) * 100) / 100,
    reason,
  ];
}
