import { isDeepStrictEqual } from 'node:util';
import { formatLocalDate, localDate, type Sha256 } from '#domain';
import type { MorningLine } from '#domain/figures';
import type { Transaction } from '#persistence';
import { whoSees } from '../morning/make-lists.js';
import { FIRST_ID } from '../first-id.js';
import type { LedgerFault } from './fault.js';
import { type GivenOut, listGivenOut, type MadeList, type MadeReport, reportGivenOut } from './sealed-documents.js';

/** What checking the lists and reports came to. */
type DocumentsVerdict = { readonly documents: number } | { readonly fault: LedgerFault };

/** A stored list or report with the hash that was sealed for it. */
type Sealed<Made> = Made & { readonly sealed: string | null };

interface StoredMorningLine {
  readonly day: number;
  readonly agency: string;
  readonly place: number;
  readonly province: string;
  readonly dossier_id: string;
  readonly agencies: readonly string[];
  readonly officers: readonly string[];
  readonly late: boolean;
  readonly text: string;
}

const LISTS_AT_ONCE = 200;
const REPORTS_AT_ONCE = 500;

/**
 * Checks what was given out beside published figures: each list of a morning against its lines, their columns against their texts, and
 * list and report against the hash that stands under the seals. A list or report without such a hash, and a hash without it, are faults too.
 */
export async function verifyDocuments(tx: Pick<Transaction, 'rows' | 'first'>, sha256: Sha256): Promise<DocumentsVerdict> {
  const lists = await verifyLists(tx, sha256);
  const reports = 'fault' in lists ? lists : await verifyReports(tx, sha256);
  if ('fault' in lists || 'fault' in reports) {
    return 'fault' in lists ? lists : reports;
  }
  const row = await tx.first<{ n: number }>('SELECT count(*) AS n FROM sealed_document');
  const [kept, documents] = [row?.n ?? 0, lists.documents + reports.documents];
  // Each that stands has its own hash: what is more belongs to something that is gone.
  return kept === documents ? { documents } : { fault: { kind: 'document', detail: `${String(kept - documents)} lists or reports that were given out are gone: the seals have ${String(kept)}, there are ${String(documents)}` } };
}

async function verifyLists(tx: Pick<Transaction, 'rows'>, sha256: Sha256): Promise<DocumentsVerdict> {
  let [documents, after] = [0, { day: Number.MIN_SAFE_INTEGER, agency: '' }];
  for (;;) {
    const lists = await tx.rows<Sealed<MadeList & { readonly province: string }>>(
      `SELECT l.day, l.agency, l.made_at AS "madeAt", l.soon_until AS "soonUntil", l.late, l.soon, l.content_hash AS "contentHash", a.data->>'province' AS province, s.hash AS sealed
       FROM morning_list l JOIN agency a ON a.code = l.agency LEFT JOIN sealed_document s ON s.kind = 'morning-list' AND s.key = l.day || ' ' || l.agency
       WHERE (l.day, l.agency) > ($1::bigint, $2) ORDER BY l.day, l.agency LIMIT ${String(LISTS_AT_ONCE)}`,
      [after.day, after.agency],
    );
    const lines = Map.groupBy(await linesOf(tx, lists), ({ day, agency }) => `${String(day)} ${agency}`);
    for (const list of lists) {
      const detail = listFault(list, lines.get(`${String(list.day)} ${list.agency}`) ?? [], sha256) ?? sealFault(listGivenOut(list), list.sealed, sha256);
      if (detail !== undefined) {
        return { fault: { kind: 'document', detail: `the morning list of ${list.agency} of ${formatLocalDate(localDate(list.day))} ${detail}` } };
      }
    }
    documents += lists.length;
    const last = lists.at(-1);
    if (last === undefined || lists.length < LISTS_AT_ONCE) {
      return { documents };
    }
    after = last;
  }
}

async function linesOf(tx: Pick<Transaction, 'rows'>, lists: readonly MadeList[]): Promise<readonly StoredMorningLine[]> {
  return tx.rows<StoredMorningLine>(
    `SELECT line.day, line.agency, place, province, dossier_id, agencies, officers, late, content::text AS text
     FROM morning_line line JOIN unnest($1::integer[], $2::text[]) AS list (day, agency) USING (day, agency) ORDER BY line.day, line.agency, place`,
    [lists.map(({ day }) => day), lists.map(({ agency }) => agency)],
  );
}

function listFault({ agency, province, late, soon, contentHash }: MadeList & { readonly province: string }, lines: readonly StoredMorningLine[], sha256: Sha256): string | undefined {
  if (sha256(lines.map(({ text }) => `${text}\n`).join('')) !== contentHash || lines.some(({ place }, index) => place !== index + 1)) {
    return 'does not give its hash: its lines were changed after it was made';
  }
  const moved = lines.find((line) => line.agency !== agency || line.province !== province || !isAsSaid(line));
  if (moved !== undefined) {
    return `says otherwise in line ${String(moved.place)} than the columns beside it, by which it is found`;
  }
  const isLate = lines.filter((line) => line.late).length;
  return isLate === late && lines.length === late + soon ? undefined : `counts ${String(late)} late and ${String(soon)} due soon, but its lines are ${String(isLate)} and ${String(lines.length - isLate)}`;
}

function isAsSaid({ dossier_id: id, agency, agencies, officers, late, text }: StoredMorningLine): boolean {
  const line = JSON.parse(text) as MorningLine;
  return line.id === id && line.agency === agency && line.late === late && isDeepStrictEqual(whoSees(line), agencies) && isDeepStrictEqual(line.officers, officers);
}

async function verifyReports(tx: Pick<Transaction, 'rows'>, sha256: Sha256): Promise<DocumentsVerdict> {
  let [documents, after] = [0, FIRST_ID];
  for (;;) {
    const reports = await tx.rows<Sealed<Omit<MadeReport, 'published'>> & { readonly published: string | null }>(
      `SELECT r.id, r.report, r.province, r.agency, r.first_day AS "firstDay", r.last_day AS "lastDay", r.due_at AS "dueAt", r.made_at AS "madeAt", r.figures_hash AS "figuresHash", r.published_figure AS published, s.hash AS sealed,
         coalesce((SELECT json_agg(json_build_object('format', format, 'name', name, 'mediaType', media_type, 'sha256', sha256, 'size', size)) FROM report_file WHERE run_id = r.id), '[]') AS files
       FROM report_run r LEFT JOIN sealed_document s ON s.kind = 'report-run' AND s.key = r.id::text WHERE r.id > $1 ORDER BY r.id LIMIT ${String(REPORTS_AT_ONCE)}`,
      [after],
    );
    for (const { published, sealed, ...report } of reports) {
      const detail = sealFault(reportGivenOut({ ...report, ...(published === null ? {} : { published }) }), sealed, sha256);
      if (detail !== undefined) {
        return { fault: { kind: 'document', detail: `the report ${report.report} of ${report.province} of ${formatLocalDate(localDate(report.firstDay))} to ${formatLocalDate(localDate(report.lastDay))} (${report.id}) ${detail}` } };
      }
    }
    documents += reports.length;
    const last = reports.at(-1);
    if (last === undefined || reports.length < REPORTS_AT_ONCE) {
      return { documents };
    }
    after = last.id;
  }
}

function sealFault({ text }: GivenOut, sealed: string | null, sha256: Sha256): string | undefined {
  if (sealed === null) {
    return 'has no hash under the seals: it was added afterwards';
  }
  return sha256(text) === sealed ? undefined : 'is not what stands under the seals: it was changed after it was given out';
}
