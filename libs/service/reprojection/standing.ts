import { PROJECTION_VERSION } from '#domain/figures';
import { readProjectionVersion, type Statements } from '#persistence';

/** Whether figures and lists are what this program counts, or are still being brought there. */
export type ProjectionStanding = 'current' | 'catching-up';

/** The standing of a database for this program. Ask before the figures it is about: what is current stays so. */
export async function readProjectionStanding(read: Pick<Statements, 'first'>): Promise<ProjectionStanding> {
  return (await isProjectionBehind(read)) ? 'catching-up' : 'current';
}

/** Whether rows or figures stand under an older version than this program's. */
export async function isProjectionBehind(read: Pick<Statements, 'first'>): Promise<boolean> {
  return (await readProjectionVersion(read)) < PROJECTION_VERSION;
}
