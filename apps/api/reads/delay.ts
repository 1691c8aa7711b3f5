import { type Instant, type ProcedureVersion, stageNamesOf } from '#domain';
import { DWELL_ERROR, getRate, rateValue } from '#domain/figures';
import type { Engine } from '#service';
import { type FigureScope, readDelayByAgency, readDelayByStage, readDwell, readProjectionStanding, readStages, type StageLateness } from '#service/figures';
import { FIGURE_FORMULAS, NO_STAGE_VI, RATE_WORDS } from '#vi';
import { problem } from '../problems/problem.js';
import { isoOf } from '../schemas/atoms.js';
import type { DelayRequest, DwellRequest } from '../schemas/delay-query.js';
import { type DelayFigureAnswer, type DwellAnswer, partOf, type StageLatenessAnswer, viewDwell, viewLateness } from '../views/delay-view.js';
import { viewPeriod } from '../views/period-view.js';
import { askedPeriod } from './asked-period.js';
import type { FigureReader } from './figure-reader.js';

const FORMULA = 'Σ working minutes from the due date to the end of dossiers finished late, each shared among its stages by the walk of its stages';
const STAGE_RATE = 'stage-late-of-ended';
const NOT_HALVES = 'Ask for whole half-months (1–14, 15–end): what is kept of stages is kept by them';
const DWELL_FORMULA = 'median (p50), p90 and p99 of the working minutes from the begin of a run of a stage to its end, of the runs that ended in the period';

/** Delays of a scope over the period of the request. Throws a 422 problem for a combination that is not kept. */
export async function readDelays(engine: Engine, scope: FigureScope, request: DelayRequest, at: Instant): Promise<DelayFigureAnswer> {
  const asked = await askedPeriod(engine, scope.province, request, at);
  const query = { scope, period: asked.period, at };
  const read = request.by === 'stage' ? await readDelayByStage(engine.database, query) : await readDelayByAgency(engine.database, query);
  if (read === undefined) {
    throw problem('figure-not-available', 'Ask for whole half-months, or leave out the channel or the agency: combinations that are not kept have no delay by agency');
  }
  const agencies = await engine.rules.agencies(engine.database.read);
  const stages = request.procedure === undefined ? new Map<string, string>() : await stageNames(engine, request.procedure);
  const shared = read.parts.reduce((sum, { minutes }) => sum + minutes, 0);
  return {
    period: viewPeriod(asked),
    asOf: isoOf(at),
    scope: { ...scope },
    formula: FORMULA,
    formulaVi: FIGURE_FORMULAS.delay,
    source: read.source,
    by: request.by,
    late: read.late,
    minutes: read.minutes,
    unmeasured: read.unmeasured,
    mean: meanOf(read.minutes, read.late - read.unmeasured),
    shared,
    whole: request.by === 'stage' || scope.agency === undefined,
    items: read.parts
      .toSorted((a, b) => b.minutes - a.minutes)
      .map(({ agency, stage, minutes }) => ({
        agency,
        agencyName: agencies.get(agency)?.name ?? agency,
        stage: stage === '' ? null : stage,
        stageName: stage === '' ? NO_STAGE_VI : (stages.get(stage) ?? stage),
        minutes,
        percent: partOf(minutes, shared),
      })),
  };
}

/** Lengths of the stages of a procedure. Throws a 422 problem for days that are not whole half-months. */
export async function readDwells({ engine, counts }: FigureReader, scope: FigureScope, request: DwellRequest, at: Instant): Promise<DwellAnswer> {
  const asked = await askedPeriod(engine, scope.province, request, at);
  const procedure = request.procedure ?? '';
  const of = { province: scope.province, procedure, ...(scope.agency === undefined ? {} : { agency: scope.agency }) };
  const dwells = await readDwell(counts, of, asked.days);
  if (dwells === undefined) {
    throw problem('figure-not-available', NOT_HALVES);
  }
  const names = await stageNames(engine, procedure);
  return {
    period: viewPeriod(asked),
    asOf: isoOf(at),
    scope: of,
    formula: DWELL_FORMULA,
    formulaVi: FIGURE_FORMULAS.dwell,
    unit: 'working-minutes',
    error: DWELL_ERROR,
    items: dwells.map((dwell) => viewDwell(dwell, names.get(dwell.stage) ?? dwell.stage)),
  };
}

/** Lateness of the stages of a procedure, with its sum. Throws a 422 problem for days that are not whole half-months. */
export async function readStageLateness({ engine, counts }: FigureReader, scope: FigureScope, request: DwellRequest, at: Instant): Promise<StageLatenessAnswer> {
  const asked = await askedPeriod(engine, scope.province, request, at);
  const procedure = request.procedure ?? '';
  const of = { province: scope.province, procedure, ...(scope.agency === undefined ? {} : { agency: scope.agency }) };
  const projection = await readProjectionStanding(engine.database.read);
  const stages = await readStages(counts, of, asked.days);
  if (stages === undefined) {
    throw problem('figure-not-available', NOT_HALVES);
  }
  const names = await stageNames(engine, procedure);
  const sum = (count: (stage: StageLateness) => number): number => stages.reduce((total, stage) => total + count(stage), 0);
  return {
    period: viewPeriod(asked),
    asOf: isoOf(at),
    scope: of,
    rate: STAGE_RATE,
    label: RATE_WORDS[STAGE_RATE].name,
    formula: getRate(STAGE_RATE).formula,
    formulaVi: RATE_WORDS[STAGE_RATE].formula,
    delayFormulaVi: FIGURE_FORMULAS.delay,
    projection,
    total: viewLateness(rateValue(sum(({ late }) => late.n), sum(({ late }) => late.d)), sum(({ delayMinutes }) => delayMinutes)),
    items: stages.map(({ stage, late, delayMinutes }) => ({ stage: stage === '' ? null : stage, stageName: stage === '' ? NO_STAGE_VI : (names.get(stage) ?? stage), ...viewLateness(late, delayMinutes) })),
  };
}

/** Minutes a dossier, one decimal rounded half up. */
function meanOf(minutes: number, dossiers: number): number | null {
  return dossiers === 0 ? null : Math.floor((20 * minutes + dossiers) / (2 * dossiers)) / 10;
}

/** Names of the stages of a procedure as its newest version has them; older ones keep theirs where it has none. */
async function stageNames(engine: Engine, code: string): Promise<ReadonlyMap<string, string>> {
  const rows = await engine.database.read.rows<{ data: ProcedureVersion }>('SELECT data FROM procedure_version WHERE code = $1 ORDER BY version', [code]);
  return new Map(rows.flatMap(({ data }) => [...stageNamesOf(data)]));
}
