import type { Clock, Engine } from '#service';
import { compareNextUpload, computeNextWhatIf, refitRiskModel, scoreOpenDossiers } from '#service/figures';

/** Work that computes for seconds: each by the name it is asked for by. True when more of it waits. */
export const HEAVY_JOBS = {
  'risk-fit': async (engine, clock) => {
    await refitRiskModel(engine, clock);
    return false;
  },
  'risk-score': async (engine, clock) => {
    await scoreOpenDossiers(engine, clock);
    return false;
  },
  'portal-comparison': async (engine, clock) => (await compareNextUpload(engine, clock)) !== undefined,
  'what-if': async (engine, clock) => (await computeNextWhatIf(engine, clock)) !== undefined,
} as const satisfies Record<string, (engine: Engine, clock: Clock) => Promise<boolean>>;

/** A piece of heavy work by its name. */
export type HeavyJob = keyof typeof HEAVY_JOBS;
