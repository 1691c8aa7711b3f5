import { closeEngine, type Engine, openEngine } from '#service';
import { findInstallation } from '../installation.js';

/** Does something with the calendars of the installation the environment names, else of the local stack. */
export async function withInstallation<Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> {
  const { databaseUrl, masterKey } = await findInstallation();
  const engine = await openEngine({ databaseUrl, masterKey, applicationName: 'dunghan-calendar', poolSize: 2 });
  try {
    return await work(engine);
  } finally {
    await closeEngine(engine);
  }
}
