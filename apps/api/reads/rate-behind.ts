import type { Instant } from '#domain';
import { getRate, NO_FIGURES, type RateName, whyDifferent } from '#domain/figures';
import { countDataErrors, type DossierBehind, type DossierPlace, type FigureScope, listBehind, listDataErrors, readFigure } from '#service/figures';
import { COMPARISON_LABELS, countVi, RATE_WORDS, rateDifferenceVi, STATUS_LABELS } from '#vi';
import { problem } from '../problems/problem.js';
import { isoOf, isoOrNull } from '../schemas/atoms.js';
import type { BehindRequest, ComparisonRequest, DataErrorsRequest } from '../schemas/figure-query.js';
import { dossierPath } from '../views/dossier-view.js';
import { viewValue } from '../views/figure-view.js';
import { type DataErrors, dataErrorsSchema, differenceSentence, type DossiersBehind, dossiersBehindSchema, type RateComparison, viewCause } from '../views/rate-view.js';
import { viewPeriod } from '../views/period-view.js';
import { askedPeriod } from './asked-period.js';
import type { FigureReader } from './figure-reader.js';
import { readKey, writeKey } from './page.js';

/** A page of the dossiers behind a rate. Throws a 422 problem for a rate that is not told of dossiers, a 400 problem for a key that is none. */
export async function readBehind({ engine, counts }: FigureReader, rate: RateName, scope: FigureScope, request: BehindRequest, at: Instant): Promise<DossiersBehind> {
  const { days } = await askedPeriod(engine, scope.province, request, at);
  const found = await listBehind(counts, { rate, part: request.of, scope, days, at }, pageAsked(request));
  if (found === undefined) {
    throw problem('figure-not-available', 'No list of dossiers stands behind this part of the rate: letters, payments and runs of stages are listed by …/lines, and only some numerators subtract anything');
  }
  return viewBehind(found, request.limit, at);
}

/** What a request asks of a list, and one more, which tells that there is a next page. */
export function pageAsked({ after, limit }: { readonly after?: string; readonly limit: number }): DossierPlace {
  return { ...placeAfter(after), limit: limit + 1 };
}

/** A page of dossiers behind a number, as it is answered. */
export function viewBehind(found: readonly DossierBehind[], limit: number, at: Instant): DossiersBehind {
  const page = found.slice(0, limit);
  return dossiersBehindSchema.parse({
    items: page.map((row) => ({
      code: row.code,
      self: dossierPath(row.code),
      status: row.status,
      statusLabel: labelOf(row.status),
      procedureCode: row.procedure_code,
      agency: row.competent_agency,
      receivedAt: isoOf(row.received_at),
      dueAt: isoOrNull(row.due_at),
      appointment: isoOrNull(row.appointment),
      becameLateAt: isoOrNull(row.became_late_at),
      pausedAt: isoOrNull(row.paused_at),
      finishedAt: isoOrNull(row.finished_at),
      reasons: row.reasons.map((count) => ({ count, label: countVi(count) })),
    })),
    next: nextOf(found, page),
    asOf: isoOf(at),
  });
}

/** A page of the data errors of a scope, and how many there are at `at`. */
export async function readDataErrors({ counts }: Pick<FigureReader, 'counts'>, scope: FigureScope, request: DataErrorsRequest, at: Instant): Promise<DataErrors> {
  const found = await listDataErrors(counts, scope, { ...placeAfter(request.after), limit: request.limit + 1 });
  const page = found.slice(0, request.limit);
  return dataErrorsSchema.parse({
    items: page.map((row) => ({
      code: row.code,
      self: dossierPath(row.code),
      status: row.status,
      statusLabel: labelOf(row.status),
      procedureCode: row.procedure_code,
      procedureVersion: row.procedure_version,
      case: row.case_code,
      agency: row.competent_agency,
      imported: row.imported,
      receivedAt: isoOf(row.received_at),
      finishedAt: isoOrNull(row.finished_at),
    })),
    next: nextOf(found, page),
    total: await countDataErrors(counts, scope),
    asOf: isoOf(at),
  });
}

/** Two rates from one statement, and why they differ. Throws a 422 problem where the scope cannot tell both. */
export async function compareRates({ engine, counts }: FigureReader, scope: FigureScope, request: ComparisonRequest, at: Instant): Promise<RateComparison> {
  const names = [request.left, request.right] as const;
  const asked = await askedPeriod(engine, scope.province, request, at);
  const { figures } = await readFigure(counts, { scope, period: asked.period, rates: names, at });
  const [whole] = figures;
  const [left, right] = names.map((name) => ({ name, value: whole?.rates[name] }));
  if (whole === undefined || left?.value === undefined || right?.value === undefined) {
    throw problem('figure-not-available', 'One of the two cannot be told for such a scope; leave out the case or commune, or compare rates of dates');
  }
  const [ours, theirs] = [{ name: left.name, value: left.value }, { name: right.name, value: right.value }];
  const causes = whyDifferent(getRate(left.name), getRate(right.name), { ...NO_FIGURES, ...whole.counts });
  return {
    period: viewPeriod(asked),
    asOf: isoOf(at),
    left: viewCompared(ours),
    right: viewCompared(theirs),
    causes: causes.map(viewCause),
    sentence: differenceSentence(ours, theirs, causes),
    sentenceVi: rateDifferenceVi(ours, theirs, causes),
  };
}

function viewCompared({ name, value }: { readonly name: RateName; readonly value: Parameters<typeof viewValue>[0] }): RateComparison['left'] {
  const { formula, comparison } = getRate(name);
  return { rate: name, label: RATE_WORDS[name].name, formula, formulaVi: RATE_WORDS[name].formula, comparison, comparisonLabel: COMPARISON_LABELS[comparison], ...viewValue(value) };
}

function labelOf(status: string): string {
  const labels: Readonly<Record<string, string>> = STATUS_LABELS;
  return labels[status] ?? status;
}

function placeAfter(key: string | undefined): { readonly after?: { readonly at: number; readonly id: string } } {
  const read = key === undefined ? undefined : readKey(key);
  return read === undefined ? {} : { after: { at: read.at, id: read.key } };
}

function nextOf(found: readonly unknown[], page: readonly { readonly received_at: number; readonly id: string }[]): string | null {
  const last = page.at(-1);
  return found.length > page.length && last !== undefined ? writeKey({ at: last.received_at, key: last.id }) : null;
}
