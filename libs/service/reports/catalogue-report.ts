import { type Agency, formatLocalDate, instant, type ProcedureVersion, publicationFigure } from '#domain';
import { CATALOGUE_COLUMNS, CATALOGUE_LEVELS, catalogueDocument, type CatalogueLevel, type CatalogueLine, type LevelCounts } from '#letters';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { endOf } from '../figures/dossier-conditions.js';
import { readPublicationFacts } from '../publication/publication-facts.js';
import { reportFrame } from './report-frame.js';
import { type ComposedReport, ReportOutOfBalance, type ReportRequest } from './report-kinds.js';

/** Which level an agency of a kind belongs to; bodies outside the province to none. */
const LEVELS: Readonly<Record<Agency['kind'], CatalogueLevel | undefined>> = { province: 'province', centre: 'province', department: 'department', office: 'department', branch: 'department', commune: 'commune', external: undefined };

type InForce = Pick<ProcedureVersion, 'code' | 'field' | 'competentAgencies'>;

/**
 * II.07b: procedures in force at the end of the days and internal processes published, by field and level. Their totals are those of the
 * figure `internal-processes-published`. @throws ReportOutOfBalance when they are not
 */
export async function composeCatalogue(engine: Pick<Engine, 'database' | 'rules'>, tx: Transaction, { days, scope, at }: Pick<ReportRequest, 'days' | 'scope' | 'at'>): Promise<Pick<ComposedReport, 'figures' | 'document'>> {
  const { header, place, frame } = await reportFrame(engine, tx, { days, scope, at });
  const [first, last] = [formatLocalDate(days.first), formatLocalDate(days.last)];
  const facts = await readPublicationFacts({ rules: engine.rules, database: { ...engine.database, read: tx } }, { ...scope, last });
  const published = publicationFigure('internal-processes-published', facts, { first, last, level: 'province', now: at, closesAt: instant(Math.min(at, endOf(days))) });
  const withProcess = new Set(published.lines.filter(({ verdict }) => verdict === 'counted').map(({ subject }) => subject));
  const agencies = await engine.rules.agencies(tx);
  const procedures = await readInForce(tx, new Set(facts.procedures.map(({ code }) => code)), last);
  const lineOf = (own: readonly InForce[]): Omit<CatalogueLine, 'name'> => ({ procedures: countsOf(own, agencies), processes: countsOf(own.filter(({ code }) => withProcess.has(`procedure:${code}`)), agencies) });
  const fields = [...Map.groupBy(procedures, ({ field }) => field.code)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = fields.map(([group, own]) => ({ group, name: own[0]?.field.name ?? group, line: lineOf(own) }));
  const total = lineOf(procedures);
  if (total.procedures.total !== published.d || total.processes.total !== published.n) {
    const said = `${String(total.processes.total)}/${String(total.procedures.total)} and ${String(published.n)}/${String(published.d)}`;
    throw new ReportOutOfBalance('ii-07b', [{ group: '', fault: `internal processes / procedures in force by catalogue and by publication: ${said}` }]);
  }
  return {
    figures: [...lines, { group: '', line: total }].flatMap(({ group, line }) => CATALOGUE_COLUMNS.map(({ code, count }) => ({ figure: `ii-07b(${code})`, group, n: count(line) }))),
    document: catalogueDocument({ header, place }, { frame, lines: lines.map(({ name, line }) => ({ name, ...line })), total }),
  };
}

async function readInForce(tx: Transaction, codes: ReadonlySet<string>, last: string): Promise<readonly InForce[]> {
  const rows = await tx.rows<{ data: InForce }>('SELECT DISTINCT ON (code) data FROM procedure_version WHERE effective_from <= $1 ORDER BY code, effective_from DESC, version DESC', [last]);
  return rows.map(({ data }) => data).filter(({ code }) => codes.has(code));
}

function countsOf(procedures: readonly InForce[], agencies: ReadonlyMap<string, Agency>): LevelCounts {
  const levelsOf = ({ competentAgencies }: InForce): ReadonlySet<CatalogueLevel | undefined> => new Set(competentAgencies.map((code) => LEVELS[agencies.get(code)?.kind ?? 'external']));
  const levels = procedures.map(levelsOf);
  const byLevel = Object.fromEntries(CATALOGUE_LEVELS.map((level) => [level, levels.filter((own) => own.has(level)).length])) as Record<CatalogueLevel, number>;
  return { ...byLevel, total: procedures.length };
}
