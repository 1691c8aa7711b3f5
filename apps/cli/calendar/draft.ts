import type { CalendarDefinition } from '#domain';
import { createCalendarDraft, currentCalendar, draftOfNotice, type Engine, type Clock, type Notice, type NoticeDraft } from '#service';
import { UsageError } from '../usage.js';

/** What a draft is written with. */
export interface DraftOptions {
  /** Id of the layer the notice changes. */
  readonly layer: string;
  /** The person who answers for it; another one publishes. */
  readonly by: string;
}

/** A notice left as a draft in an installation. */
export interface DraftedNotice extends NoticeDraft {
  readonly id: string;
}

/** Why the calendar changes, as letters to applicants state it. */
const REASON = 'holiday-notice';

/**
 * Leaves what a notice makes of a layer of the current calendar as a draft, for a second person to publish.
 * @throws UsageError when the installation has no such layer, or the calendars the layer is part of contradict it
 */
export async function draftNotice(engine: Engine, clock: Clock, notice: Notice, { layer: id, by }: DraftOptions): Promise<DraftedNotice> {
  const { layers } = await currentCalendar(engine);
  const { layer, difference } = draftOfNotice(layerNamed(layers, id), notice);
  const province = [...(await engine.rules.agencies(engine.database.read)).values()].find(({ kind }) => kind === 'province')?.code ?? '-';
  const content = { layers: [], amendments: [{ layer: id, notice: { years: notice.years, days: notice.days } }] };
  const outcome = await createCalendarDraft(engine, { content, source: notice.source, reasonCode: REASON }, { subject: by, role: 'admin', agency: province }, clock.now());
  if (outcome.kind === 'refused') {
    throw new UsageError(outcome.reason === 'calendar-invalid' ? outcome.problem.detail : `The draft is refused: ${outcome.reason}`);
  }
  return { id: outcome.draft.id, layer, difference };
}

function layerNamed(layers: ReadonlyMap<string, CalendarDefinition>, id: string): CalendarDefinition {
  const layer = layers.get(id);
  if (layer === undefined) {
    throw new UsageError(`The calendar has no layer ${id}; there are ${[...layers.keys()].join(', ')}`);
  }
  return layer;
}
