/** What a draft would do to the dossiers that were open when it was asked. Every open dossier is counted once but for `endangered`. */
export interface ImpactSummary {
  /** When it was computed (epoch ms), and the version it was held against. */
  readonly asOf: number;
  readonly base: string;
  /** Open dossiers, those of them that could be touched at all, and those that cannot. */
  readonly open: number;
  readonly lookedAt: number;
  /** Their due date or appointment moves later. */
  readonly movingLater: number;
  /** Only stage targets and warnings move. */
  readonly onlyTargets: number;
  /** Their dates stay as they are, imported and late ones aside. */
  readonly unmoved: number;
  /** Came from another system and stay as they are. */
  readonly imported: number;
  /** Became late before: their due date stands. */
  readonly lateAndStanding: number;
  /** Will probably be late under the new calendar, and would not under the present one. */
  readonly endangered: number;
}
