import { type DossierEvent, eventOfRow, type TextRef } from '#domain';
import { EVENT_LABELS } from '#vi';
import type { Engine } from '../engine.js';
import { readLedgerByCode } from '../ledger-writer.js';
import { type PersonalData, readPersonalRecords } from '../personal/index.js';

/** One line of a dossier's history. */
export interface TimelineEntry {
  readonly seq: number;
  readonly type: DossierEvent['type'];
  readonly label: string;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly actor: DossierEvent['actor'];
  readonly payload: DossierEvent['payload'];
  readonly hash: string;
  /** The words given with the command: reason, receiver or address by field. Absent when not asked for, never given, or erased. */
  readonly text?: PersonalData;
}

/** Which events of a dossier are read, and whether with the words that stand outside the ledger. */
export interface TimelineRequest {
  readonly after?: number;
  readonly limit: number;
  readonly withText: boolean;
}

/** A page of a dossier's ledger after `after`, oldest first; `undefined` when there is no such dossier. */
export async function readTimeline(engine: Engine, code: string, page: TimelineRequest): Promise<readonly TimelineEntry[] | undefined> {
  const tx = engine.database.read;
  const rows = await readLedgerByCode(tx, code);
  const [first] = rows;
  if (first === undefined) {
    return undefined;
  }
  const shown = rows.filter(({ seq }) => seq > (page.after ?? 0)).slice(0, page.limit).map((row) => ({ hash: row.hash, event: eventOfRow(row) }));
  const wanted = page.withText ? shown.flatMap(({ event }) => textRefOf(event)?.version ?? []) : [];
  const texts = await readPersonalRecords(tx, engine.vault, first.dossierId, wanted);
  return shown.map(({ hash, event }) => {
    const text = texts.get(textRefOf(event)?.version ?? 0);
    return {
      seq: event.seq,
      type: event.type,
      label: EVENT_LABELS[event.type],
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      actor: event.actor,
      payload: event.payload,
      hash,
      ...(text === undefined ? {} : { text }),
    };
  });
}

/** The words an event refers to; the applicant's own record is no such text. */
function textRefOf({ payload }: DossierEvent): TextRef | undefined {
  if ('text' in payload) {
    return payload.text;
  }
  if ('receiver' in payload) {
    return payload.receiver;
  }
  return 'address' in payload ? payload.address : undefined;
}
