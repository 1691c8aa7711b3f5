import type { CaseView, DossierView } from '#domain';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

/**
 * Tells a dossier's workflow that a command waits in the inbox. The update's id is the command's id; it has no argument, so
 * nothing of the command enters the history. Completes when a transition that began afterwards has been committed; what
 * became of the command is its recorded outcome, never the update's result.
 */
export const deliverCommandUpdate = defineUpdate<undefined>('deliverCommand');

/** Asks a dossier's or a case's workflow to look again: the calendar, a command or the clock moved without it. */
export const nudgeSignal = defineSignal('nudge');

/** Tells a letter's delivery that somebody opened it again: a run that was about to end takes one more step first. */
export const goOnSignal = defineSignal('goOn');

/** The case as its workflow last saw it; nothing before its first look. */
export const caseViewQuery = defineQuery<CaseView | undefined>('view');

/** The dossier as its workflow last saw it; nothing before the first transition. */
export const viewQuery = defineQuery<DossierView | undefined>('view');
