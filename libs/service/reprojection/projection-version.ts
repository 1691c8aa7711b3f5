import type { Statements } from '#persistence';

/**
 * The version of everything this program derives from the ledger: the columns of the rows of dossiers, publications, feedback and
 * tasks, the measures of the figures, the runs of stages, and the rules by which they are counted. Whoever changes what any event
 * gives raises it by one: docs/runbook.md, "A count is added", and a test of known lives hold it to that.
 */
export const PROJECTION_VERSION = 1;

/** Whether figures and lists are what this program counts, or are still being brought there. */
export type ProjectionStanding = 'current' | 'catching-up';

/** The standing of a database for this program. Ask before the figures it is about: what is current stays so. */
export async function readProjectionStanding(read: Pick<Statements, 'first'>): Promise<ProjectionStanding> {
  return (await isProjectionBehind(read)) ? 'catching-up' : 'current';
}

/** Whether rows or figures stand under an older version than this program's. */
export async function isProjectionBehind(read: Pick<Statements, 'first'>): Promise<boolean> {
  return ((await read.first<{ version: number }>('SELECT version FROM projection'))?.version ?? 0) < PROJECTION_VERSION;
}
