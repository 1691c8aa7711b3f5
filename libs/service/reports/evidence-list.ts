import { startOfDay, yearOf } from '#domain';
import type { StreamedCell } from '#letters';
import { CASE_RATE_LABELS, clockLabel, REPORTED_RATES } from '#vi';
import { keyOfRound, listFigureRounds } from '../cases/case-figures.js';
import type { Engine } from '../engine.js';
import { endOf, LEFT_AT } from '../figures/dossier-conditions.js';
import { behindRate, type RatePart } from '../figures/list-behind.js';
import { listSheets } from '../par-index/sheet-ledger.js';
import { showSheet } from '../par-index/sheet-page.js';
import { FIRST_ID } from '../first-id.js';
import type { ReportRequest } from './report-kinds.js';

/** What evidence is listed for. */
export type EvidenceRequest = Pick<ReportRequest, 'days' | 'scope' | 'at'>;

/** A line of the list without its number. */
export type EvidenceRow = readonly StreamedCell[];

const PAGE = 500;
/** Rates whose dossiers are listed, and which of them. */
const DOSSIER_RATES = { 'late-rate': 'numerator', satisfaction: 'denominator' } as const satisfies Record<string, RatePart>;
const CASE_RATE = 'clock-on-time';

/**
 * The lines of the list of evidence: late and rated dossiers, apologies, rounds of the clocks of publication, feedback and tasks, and the
 * files of the score sheets of the year the period ends in. Read a few hundred at a time under the conditions the figures are counted by,
 * agency after agency and each page by an index from where the last one ended, at the pace of whoever takes them.
 */
export async function* evidenceRows(engine: Pick<Engine, 'database' | 'rules' | 'vault'>, request: EvidenceRequest): AsyncGenerator<EvidenceRow> {
  const agencies = [...(await engine.rules.agencies(engine.database.read)).values()].filter(({ code, province }) => province === request.scope.province && (request.scope.agency ?? code) === code).map(({ code }) => code);
  yield* dossierRows(engine, agencies, request, 'late-rate');
  yield* apologyRows(engine, request);
  yield* dossierRows(engine, agencies, request, 'satisfaction');
  yield* roundRows(engine, agencies, request);
  yield* fileRows(engine, agencies, yearOf(request.days.last));
}

const RESULTS: Readonly<Record<string, string>> = { 'very-satisfied': 'Rất hài lòng', satisfied: 'Hài lòng', dissatisfied: 'Không hài lòng', early: 'Trước hạn', 'on-time': 'Đúng hạn', late: 'Quá hạn', undated: 'Không có ngày hẹn' };

interface DossierLine extends Place {
  readonly code: string;
  readonly procedure_code: string;
  readonly competent_agency: string;
  readonly due_at: number | null;
  readonly finished_at: number | null;
  readonly rated_at: number | null;
  readonly rating: string | null;
  readonly punctuality: string | null;
}

/** A part of a list that an index of the agency's dossiers holds in order, so that a page reads its own lines and nothing before them. */
interface Walk {
  readonly at: string;
  /** `from` gives the placeholder of the period's beginning, and is called only where that is asked for. */
  readonly among: (from: () => string) => string;
}

/** Late dossiers that ended, wherever within or after the period, then those still open; and the rated ones. Together they hold all that is behind each rate. */
const WALKS: Readonly<Record<keyof typeof DOSSIER_RATES, readonly Walk[]>> = {
  'late-rate': [
    { at: LEFT_AT, among: (from) => `NOT in_stock AND punctuality = 'late' AND ${LEFT_AT} >= ${from()}` },
    { at: 'due_at', among: () => 'in_stock AND NOT closed AND due_at IS NOT NULL' },
  ],
  satisfaction: [{ at: 'rated_at', among: (from) => `rated_at >= ${from()}` }],
};

async function* dossierRows({ database }: Pick<Engine, 'database'>, agencies: readonly string[], request: EvidenceRequest, rate: keyof typeof DOSSIER_RATES): AsyncGenerator<EvidenceRow> {
  const isRating = rate === 'satisfaction';
  for (const agency of agencies) {
    for (const walk of WALKS[rate]) {
      for await (const { code, procedure_code, competent_agency, due_at, finished_at, rated_at, rating, punctuality } of pagesOf((after) => walkOn(database, agency, request, { rate, walk, after }))) {
        const result = isRating ? rating : (punctuality ?? undefined);
        yield [REPORTED_RATES[rate].name, 'Hồ sơ', code, procedure_code, competent_agency, moment(due_at), moment(isRating ? rated_at : finished_at), result == null ? 'Đang quá hạn' : (RESULTS[result] ?? result), undefined];
      }
    }
  }
}

async function walkOn({ read }: Engine['database'], agency: string, { days, scope, at }: EvidenceRequest, { rate, walk, after }: { readonly rate: keyof typeof DOSSIER_RATES; readonly walk: Walk; readonly after: Place }): Promise<readonly DossierLine[]> {
  const behind = behindRate({ rate, part: DOSSIER_RATES[rate], scope, days, at });
  if (behind === undefined) {
    return [];
  }
  const { sql, parameters } = behind;
  const among = walk.among(() => parameters.add(startOfDay(days.first), 'bigint'));
  return read.rows<DossierLine>(
    `SELECT ${walk.at} AS at, id::text AS key, code, procedure_code, competent_agency, due_at, finished_at, rated_at, rating, punctuality FROM dossier
     WHERE competent_agency = ${parameters.add(agency, 'text')} AND ${among} AND ${sql} AND (${walk.at}, id) > (${parameters.add(after.at, 'bigint')}, ${parameters.add(after.key === '' ? FIRST_ID : after.key, 'uuid')})
     ORDER BY ${walk.at}, id LIMIT ${String(PAGE)}`,
    parameters.values,
  );
}

interface ApologyLine extends Place {
  readonly code: string;
  readonly competent_agency: string;
  readonly due_at: number | null;
  readonly sent_at: number | null;
  readonly pdf_sha256: string | null;
}

async function* apologyRows({ database }: Pick<Engine, 'database'>, { days, scope }: EvidenceRequest): AsyncGenerator<EvidenceRow> {
  const page = (after: Place): Promise<readonly ApologyLine[]> =>
    database.read.rows(
      `SELECT l.produced_at AS at, l.key, d.code, d.competent_agency, d.due_at, l.sent_at, l.pdf_sha256 FROM letter l JOIN dossier d ON d.id = l.dossier_id
       WHERE l.kind = 'apology' AND l.status IN ('produced', 'sent') AND l.produced_at >= $1 AND l.produced_at < $2 AND d.province = $3 AND ($4::text IS NULL OR d.competent_agency = $4)
         AND (l.produced_at, l.key COLLATE "C") > ($5::bigint, $6::text) ORDER BY l.produced_at, l.key COLLATE "C" LIMIT ${String(PAGE)}`,
      [startOfDay(days.first), endOf(days), scope.province, scope.agency ?? null, after.at, after.key],
    );
  for await (const { key, code, competent_agency, due_at, at, sent_at, pdf_sha256 } of pagesOf(page)) {
    yield [REPORTED_RATES['apology-coverage'].name, 'Phiếu xin lỗi', key, code, competent_agency, moment(due_at), moment(sent_at ?? at), sent_at === null ? 'Đã lập' : 'Đã gửi', pdf_sha256 ?? undefined];
  }
}

async function* roundRows({ database }: Pick<Engine, 'database'>, agencies: readonly string[], { days, at }: EvidenceRequest): AsyncGenerator<EvidenceRow> {
  const period = { from: startOfDay(days.first), until: endOf(days), at };
  let after: { readonly at: number; readonly key: string } | undefined;
  for (;;) {
    const rounds = await listFigureRounds(database.read, { agencies }, period, { rate: CASE_RATE, part: 'all', limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { code, clock, agency, dueAt, stoppedAt, isCounted } of rounds) {
      yield [`${CASE_RATE_LABELS[CASE_RATE]}: ${clockLabel(clock)}`, 'Việc', code, clockLabel(clock), agency, { moment: dueAt }, moment(stoppedAt ?? null), isCounted ? 'Đúng hạn' : 'Quá hạn', undefined];
    }
    const last = rounds.at(-1);
    if (last === undefined || rounds.length < PAGE) {
      return;
    }
    after = { at: last.dueAt, key: keyOfRound(last) };
  }
}

async function* fileRows(engine: Pick<Engine, 'database' | 'vault'>, agencies: readonly string[], year: number): AsyncGenerator<EvidenceRow> {
  for (const { id, agency } of await listSheets(engine.database.read, { agencies, year, limit: agencies.length })) {
    const sheet = await showSheet(engine, id);
    for (const { item, files } of sheet?.lines ?? []) {
      for (const { fileId, title, sha256 } of files) {
        yield [`PAR INDEX ${item.code}${item.name === undefined ? '' : ` ${item.name}`}`, 'Tệp', fileId, title, agency, undefined, undefined, undefined, sha256];
      }
    }
  }
}

/** Where a page goes on: after the line of this moment and key. */
interface Place {
  readonly at: number;
  readonly key: string;
}

async function* pagesOf<T extends Place>(page: (after: Place) => Promise<readonly T[]>): AsyncGenerator<T> {
  for (let after: Place = { at: -1, key: '' }; ; ) {
    const rows = await page(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) {
      return;
    }
    after = { at: last.at, key: last.key };
  }
}

function moment(ms: number | null): StreamedCell {
  return ms === null ? undefined : { moment: ms };
}
