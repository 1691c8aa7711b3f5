import type { CaseView } from '#domain';
import { continueAsNew, setCurrentDetails, setHandler } from '@temporalio/workflow';
import { carry } from './carry.js';
import { Mailbox } from './mailbox.js';
import { caseViewQuery, nudgeSignal } from './messages.js';
import { applyCase } from './proxies.js';

/** What a case's workflow is started with. Everything else is read from the ledger by its first look. */
export interface CaseInput {
  readonly caseId: string;
}

/** Posting of one announced procedure, group or item: the national database, counter, website and portal, the internal process. */
export async function publicationWorkflow(input: CaseInput): Promise<void> {
  await runDeadlineCase(input);
}

/** One piece of feedback (phản ánh, kiến nghị) or urging (đôn đốc), until it is answered and the answer published. */
export async function feedbackWorkflow(input: CaseInput): Promise<void> {
  await runDeadlineCase(input);
}

/** One assigned task or recurring report, until it is done. */
export async function taskWorkflow(input: CaseInput): Promise<void> {
  await runDeadlineCase(input);
}

/**
 * The one engine of all kinds. It decides nothing, not even commands: those are decided in the request that brings them. It
 * looks at the case when it is nudged and at the nearest point of the view it got back, however often and however late, and
 * ends when the case is closed; a nudge of a closed case starts a run that ends after its first look.
 */
async function runDeadlineCase({ caseId }: CaseInput): Promise<void> {
  let view: CaseView | undefined;
  const mailbox = new Mailbox();
  setHandler(nudgeSignal, () => {
    mailbox.post('nudge');
  });
  setHandler(caseViewQuery, () => view);
  await carry({
    mailbox,
    look: async () => {
      view = await applyCase(caseId);
      setCurrentDetails(describe(view));
      return view;
    },
    renew: () => continueAsNew<typeof runDeadlineCase>({ caseId }),
  });
}

const MS_PER_HOUR = 3_600_000;

/** Shown to operators in Temporal's web page, as of the last look; not part of the history. */
function describe({ kind, clocks, closed, points }: CaseView): string {
  const state = [kind, ...(closed ? ['closed'] : clocks)].join(' · ');
  return [state, ...points.map((point) => `- ${point.kind} in ${((point.at - Date.now()) / MS_PER_HOUR).toFixed(1)} h`)].join('\n');
}
