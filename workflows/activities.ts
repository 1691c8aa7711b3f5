import type { CaseView, DossierView, ReportPeriod } from '#domain';

/** What dossiers' workflows ask of the outside world. Every call may be repeated: it then changes nothing more. */
export interface DossierActivities {
  /**
   * Settles the points of interest that have passed, decides the dossier's pending commands, and returns the dossier as it
   * then is. Any error means that the work could not be done now and has to be tried again: refusals are recorded outcomes.
   * @param causes ids of the commands that were delivered, `wake` or `nudge`; empty for the first transition of a run
   * @param at the workflow's time, epoch ms
   */
  applyTransition(dossierId: string, causes: readonly string[], at: number): Promise<DossierView>;
}

/** What cases' workflows ask of the outside world. */
export interface CaseActivities {
  /**
   * Settles the points of a case that have passed, passes calendar publications, and returns the case as it then is. It may be
   * repeated: it then changes nothing more. Any error means that it could not be done now and has to be tried again.
   * @param at the workflow's time, epoch ms
   */
  applyCase(caseId: string, at: number): Promise<CaseView>;
}

/** What reports' workflows ask of the outside world. */
export interface ReportActivities {
  /**
   * Makes every report of a kind that is due and was not made. It may be repeated: it then makes none twice. Returns how many it made.
   * @param at the workflow's time, epoch ms
   */
  makeDueReports(report: ReportPeriod, at: number): Promise<number>;
}

/** What letters' workflows ask of the outside world. */
export interface LetterActivities {
  /**
   * Produces the letter owed under `key` once; a repeated call finds it produced and does nothing.
   * @param at the workflow's time, epoch ms
   */
  produceLetter(key: string, at: number): Promise<void>;
  /**
   * Takes the delivery of a produced letter one step further, with at most one attempt to hand it over. Returns when to go on,
   * epoch ms; null when nothing is left to do. What another side refuses, leaves open or does not answer is a recorded outcome
   * with a time to go on, never an error: an error means that the work could not be done or recorded and is to be tried again.
   * @param at the workflow's time, epoch ms
   */
  deliverLetter(key: string, at: number): Promise<number | null>;
}
