import type { Arrival } from '../simulation/population.js';

/** How far a dossier's people go: to its end; until it waits for somebody, is with an officer, or came back to one; or they do not touch it. */
export type Diligence = 'thorough' | 'until-it-waits' | 'until-at-work' | 'until-returned' | 'none';

/** An arrival and how far its people go. */
export interface Played {
  readonly arrival: Arrival;
  readonly diligence: Diligence;
  /** Number of the person who applies; each has one of their own where none is given. */
  readonly person?: number;
}
