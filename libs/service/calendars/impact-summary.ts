/** What a draft would do to one open dossier. Each is counted under the first that holds. */
export const IMPACT_KINDS = ['movingLater', 'lateAndStanding', 'imported', 'standingThoughEarlier', 'onlyTargets', 'unmoved', 'beyondReach'] as const;
/**
 * `movingLater`: due date or appointment; `lateAndStanding`: became late before, so its due date stands; `imported`: stays as it
 * came; `standingThoughEarlier`: the draft gives an earlier date and the printed one stands; `onlyTargets`: of stages, warnings
 * and the desk's own clocks; `unmoved`: was counted again and stays; `beyondReach`: cannot be touched, so was not counted again.
 */
export type ImpactKind = (typeof IMPACT_KINDS)[number];

/** What a draft would do to the dossiers that were open when it was asked: their number by kind. */
export interface ImpactSummary extends Readonly<Record<ImpactKind, number>> {
  /** When it was computed (epoch ms), and the version it was held against. */
  readonly asOf: number;
  readonly base: string;
  readonly open: number;
  /** Open dossiers within reach of the change. */
  readonly lookedAt: number;
  /** Of all of them: will probably be late under the draft, and would not under the present calendars. */
  readonly endangered: number;
}

/** Counts of no dossier. */
export const NO_IMPACT: Readonly<Record<ImpactKind | 'endangered', number>> = {
  movingLater: 0,
  lateAndStanding: 0,
  imported: 0,
  standingThoughEarlier: 0,
  onlyTargets: 0,
  unmoved: 0,
  beyondReach: 0,
  endangered: 0,
};
