import type { DossierEvent } from '../dossier/events.js';
import { type DossierState, shipmentUnderWay } from '../dossier/state.js';
import { TRANSITIONS } from '../dossier/transitions.js';

/** What whoever waits for a dossier has to do, or is waiting for. */
export const PUBLIC_TASKS = ['wait-answer', 'wait', 'complete', 'supplement', 'pay', 'wait-other', 'collect', 'wait-post', 'wait-delivery', 'look-at-answer', 'nothing'] as const;
export type PublicTask = (typeof PUBLIC_TASKS)[number];

/** The task with its dates. Instants are epoch milliseconds. */
export interface PublicTaskTold {
  readonly task: PublicTask;
  /** By when: of waiting when something will come, of asking when the applicant's time ends. */
  readonly by?: number;
  /** Since when: of a result when it could be fetched. */
  readonly from?: number;
}

/** What a dossier asks of its applicant as it stands. */
export function publicTaskOf(state: DossierState): PublicTaskTold {
  switch (state.status) {
    case 'registered':
      return { task: 'wait-answer', ...(state.answer === undefined ? {} : { by: state.answer.dueAt }) };
    case 'awaiting-completion':
      return { task: 'complete', ...askedUntil(state) };
    case 'received':
    case 'in-progress':
      return { task: 'wait', ...(state.appointment === undefined ? {} : { by: state.appointment }) };
    case 'awaiting-supplement':
      return { task: 'supplement', ...askedUntil(state) };
    case 'awaiting-payment':
      return { task: 'pay', ...(state.pause?.plannedEndAt === undefined ? {} : { by: state.pause.plannedEndAt }) };
    case 'paused':
      return { task: 'wait-other', ...(state.pause?.plannedEndAt === undefined ? {} : { by: state.pause.plannedEndAt }) };
    case 'finished':
      return finishedTask(state);
    case 'intake-refused':
    case 'suspended':
      return { task: 'look-at-answer' };
    case 'withdrawn':
    case 'returned':
    case 'cancelled':
      return { task: 'nothing' };
  }
}

/** A result that is sent, or made known online, need not be fetched. */
function finishedTask({ result, resultDelivery, finish }: DossierState): PublicTaskTold {
  const from = result?.recordedAt ?? finish?.at;
  const since = from === undefined ? {} : { from };
  if (result !== undefined && shipmentUnderWay(result) !== undefined) {
    return { task: 'wait-post', ...since };
  }
  return { task: resultDelivery === 'desk' ? 'collect' : 'wait-delivery', ...since };
}

function askedUntil({ supplements }: DossierState): Pick<PublicTaskTold, 'by'> {
  const asked = supplements.at(-1);
  return asked === undefined ? {} : { by: asked.applicantDueAt };
}

/** Codes of the papers last asked for, each once; `others`: something was asked for that the procedure has no code for. */
export function papersAsked(events: readonly DossierEvent[]): { readonly components: readonly string[]; readonly others: boolean } {
  const asked = events.findLast((event) => event.type === 'SupplementRequested' || event.type === 'CompletionRequested');
  const items = asked?.payload.items ?? [];
  return { components: [...new Set(items.flatMap(({ component }) => component ?? []))], others: items.some(({ component }) => component === undefined) };
}

/** Whether the applicant may say how satisfied they are. */
export function isRatable({ status, erased }: Pick<DossierState, 'status' | 'erased'>): boolean {
  return !erased && TRANSITIONS.RateService.includes(status);
}
