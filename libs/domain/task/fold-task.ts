import type { EvidenceRef } from '../deadline-case/evidence-ref.js';
import type { NewCaseEvent } from '../deadline-case/case-events.js';
import type { TaskProgress, TaskState } from './task-state.js';

/** The own state of a task as it is opened. */
export function openedTask(): TaskState {
  return { kind: 'task', progress: [], evidence: [], findings: [] };
}

/** The own state of a task after one more event. */
export function foldTask(own: TaskState, event: NewCaseEvent): TaskState {
  switch (event.type) {
    case 'TaskPlanned': {
      const { lastDay } = event.payload;
      return { ...own, planned: event.payload, ...(lastDay === undefined ? {} : { lastDay }) };
    }
    case 'TaskDateSet':
      return { ...own, lastDay: event.payload.lastDay };
    case 'TaskProgressed':
      return { ...own, progress: withProgress(own.progress, event.payload) };
    case 'TaskEvidenceAdded':
      return { ...own, evidence: withFiles(own.evidence, event.payload.evidence) };
    case 'TaskExtensionProposed':
      return { ...own, proposed: event.payload };
    case 'TaskExtensionDecided': {
      const { proposed, ...others } = own;
      return { ...others, ...(event.payload.approved && proposed !== undefined ? { lastDay: proposed.lastDay } : {}) };
    }
    case 'TaskFindingRaised':
      return { ...own, findings: [...own.findings, event.payload] };
    case 'TaskDone':
      return { ...own, done: event.payload, evidence: withFiles(own.evidence, event.payload.evidence) };
    case 'TaskExplained':
      return { ...own, explanation: event.payload.text, explainsEnd: own.done !== undefined };
    default:
      return own;
  }
}

function withProgress(progress: readonly TaskProgress[], told: TaskProgress): readonly TaskProgress[] {
  return [...progress.filter(({ target }) => target !== told.target), told];
}

/** Each file once: what was added on the way is named again where it proves the whole. */
function withFiles(known: readonly EvidenceRef[], more: readonly EvidenceRef[]): readonly EvidenceRef[] {
  return [...known, ...more.filter(({ file }) => !known.some((each) => each.file === file))];
}
