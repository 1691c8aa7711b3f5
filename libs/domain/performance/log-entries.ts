import type { EventType, NewEvent } from '../dossier/events.js';
import { type DossierState, openStages, type StageState } from '../dossier/state.js';

/** One line of an event log for process mining. */
export interface LogEntry {
  /** A stage as `stage:<id>`, else the kind of event. */
  readonly activity: string;
  /** Stages have a beginning and an end; everything else is done as it happens. */
  readonly lifecycle: 'start' | 'complete';
  readonly at: number;
  /** Who did it: the officer of a stage, else the actor's subject; absent where nobody is known. */
  readonly resource?: string;
  /** The agency it was done in; absent where nobody is known. */
  readonly group?: string;
}

/** Events that say nothing beyond the stages they open and close. */
const MOVES: readonly EventType[] = ['StageForwarded', 'StageImported'];

/** What an event of a dossier is in a log: the stages it ended and began, and itself unless it only moved stages. */
export function logEntries(before: DossierState | undefined, event: NewEvent, after: DossierState, actor: { readonly subject?: string; readonly agency?: string }): readonly LogEntry[] {
  const at = event.occurredAt;
  const [was, is] = [runsOf(before), runsOf(after)];
  const ended = [...was].filter(([key]) => !is.has(key)).map(([, stage]) => entryOf(stage, 'complete', at));
  const begun = [...is].filter(([key]) => !was.has(key)).map(([, stage]) => entryOf(stage, 'start', at));
  const own: LogEntry = { activity: event.type, lifecycle: 'complete', at, ...(actor.subject === undefined ? {} : { resource: actor.subject }), ...(actor.agency === undefined ? {} : { group: actor.agency }) };
  return [...ended, ...(MOVES.includes(event.type) ? [] : [own]), ...begun];
}

function runsOf(state: DossierState | undefined): ReadonlyMap<string, StageState> {
  return new Map((state === undefined ? [] : openStages(state)).map((stage) => [`${String(stage.part)}/${stage.id}#${String(stage.run)}`, stage]));
}

function entryOf({ id, agency: group, officer }: StageState, lifecycle: LogEntry['lifecycle'], at: number): LogEntry {
  return { activity: `stage:${id}`, lifecycle, at, group, ...(officer === undefined ? {} : { resource: officer }) };
}
