import type { DossierView } from '#domain';
import { continueAsNew, currentUpdateInfo, setCurrentDetails, setHandler } from '@temporalio/workflow';
import { carry } from './carry.js';
import { Mailbox } from './mailbox.js';
import { deliverCommandUpdate, nudgeSignal, viewQuery } from './messages.js';
import { applyTransition } from './proxies.js';

/** What a dossier's workflow is started with. Everything else is read from the ledger by its first transition. */
export interface DossierInput {
  readonly dossierId: string;
}

/**
 * The life of one dossier. It decides nothing: it notices that something has happened (a command, a nudge, a passed
 * instant), has one transition applied at a time, and waits at the nearest point of interest of the view it gets back.
 * It ends when the dossier is closed; a run for a dossier that is closed already ends after its first transition.
 */
export async function dossierWorkflow({ dossierId }: DossierInput): Promise<void> {
  let view: DossierView | undefined;
  const mailbox = new Mailbox();
  setHandler(deliverCommandUpdate, async () => {
    await mailbox.deliver(currentUpdateInfo()?.id ?? 'command');
    return undefined;
  });
  setHandler(nudgeSignal, () => {
    mailbox.post('nudge');
  });
  setHandler(viewQuery, () => view);
  await carry({
    mailbox,
    look: async (causes) => {
      view = await applyTransition(dossierId, causes);
      setCurrentDetails(describe(view));
      return view;
    },
    renew: () => continueAsNew<typeof dossierWorkflow>({ dossierId }),
  });
}

const MS_PER_HOUR = 3_600_000;

/** Shown to operators in Temporal's web page, as of the last transition; not part of the history. */
function describe(view: DossierView): string {
  const state = [view.status, ...(view.ground === undefined ? [] : [`paused: ${view.ground}`]), ...view.stages].join(' · ');
  const points = view.points.map(({ kind, at }) => `- ${kind} in ${((at - Date.now()) / MS_PER_HOUR).toFixed(1)} h`);
  return [state, ...points].join('\n');
}
