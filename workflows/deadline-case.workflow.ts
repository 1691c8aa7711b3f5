import type { CaseView } from '#domain';
import { allHandlersFinished, condition, continueAsNew, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import { DeadlineTimer } from './deadline-timer.js';
import { Mailbox } from './mailbox.js';
import { caseViewQuery, nudgeSignal } from './messages.js';
import { applyCase } from './proxies.js';

/** What a case's workflow is started with. Everything else is read from the ledger by its first look. */
export interface CaseInput {
  readonly caseId: string;
}

/** A case takes a few dozen events; one that is reopened for years is carried on by a new run long before the server's limits. */
const LONGEST_HISTORY = 2_000;

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
  const timer = new DeadlineTimer(() => {
    mailbox.post('wake');
  });
  setHandler(nudgeSignal, () => {
    mailbox.post('nudge');
  });
  setHandler(caseViewQuery, () => view);

  for (;;) {
    await mailbox.serve(async () => {
      view = await applyCase(caseId);
      setCurrentDetails(describe(view));
    });
    if (view?.closed === true || isHistoryLong()) {
      await condition(() => !mailbox.isEmpty || allHandlersFinished());
      if (!mailbox.isEmpty) continue;
      if (view?.closed === true) return;
      await continueAsNew<typeof runDeadlineCase>({ caseId });
    }
    if (mailbox.isEmpty) timer.arm(nearestPoint(view));
    await condition(() => !mailbox.isEmpty);
  }
}

function nearestPoint(view: CaseView | undefined): number | undefined {
  const instants = view?.points.map(({ at }) => at) ?? [];
  return instants.length === 0 ? undefined : Math.min(...instants);
}

function isHistoryLong(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength > LONGEST_HISTORY || continueAsNewSuggested;
}

const MS_PER_HOUR = 3_600_000;

/** Shown to operators in Temporal's web page, as of the last look; not part of the history. */
function describe({ kind, clocks, closed, points }: CaseView): string {
  const state = [kind, ...(closed ? ['closed'] : clocks)].join(' · ');
  return [state, ...points.map((point) => `- ${point.kind} in ${((point.at - Date.now()) / MS_PER_HOUR).toFixed(1)} h`)].join('\n');
}
