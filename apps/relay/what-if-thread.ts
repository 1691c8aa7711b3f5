import { readEnvironment } from '#config';
import { instant } from '#domain';
import { closeEngine, openEngine } from '#service';
import { computeNextWhatIf } from '#service/figures';

/** One connection sees the moment that is replayed, the other writes what it comes to. */
const CONNECTIONS = 2;

const engine = await openEngine({ ...readEnvironment(), applicationName: 'dunghan-what-if', poolSize: CONNECTIONS });
try {
  const clock = { now: () => instant(Date.now()) };
  while ((await computeNextWhatIf(engine, clock)) !== undefined);
} finally {
  await closeEngine(engine);
}
