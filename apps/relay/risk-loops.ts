import { isFitDue, isScoringDue, readRiskModel, refitRiskModel, scoreOpenDossiers } from '#service/figures';
import type { RelayParts } from './loops.js';
import type { Loop } from './runner.js';

const MINUTE = 60_000;

/** Probabilities of lateness: a model a week, at night, and the open dossiers by it each hour of the working day. */
export function riskLoops({ engine }: Pick<RelayParts, 'engine'>): readonly Loop[] {
  return [
    {
      name: 'risk',
      everyMs: MINUTE,
      once: async (at) => {
        const stored = await readRiskModel(engine);
        if (isFitDue(stored, at)) await refitRiskModel(engine, at);
        const inForce = await readRiskModel(engine);
        if (inForce !== undefined && isScoringDue(inForce, at)) await scoreOpenDossiers(engine, at);
        return false;
      },
    },
  ];
}
