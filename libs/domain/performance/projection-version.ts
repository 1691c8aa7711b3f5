/**
 * The version of everything that is derived from the ledger: the columns of the rows of dossiers, publications, feedback and
 * tasks, the measures of the figures, the runs of stages, and the rules by which they are counted. Whoever changes what any event
 * gives raises it by one (docs/runbook.md, "A count is added"); a test of known lives holds them to it.
 */
export const PROJECTION_VERSION = 2;
