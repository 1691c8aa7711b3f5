import { type EventType, PAYLOAD_VERSION } from '../dossier/events.js';
import type { SnapshotEvent } from '../dossier/redate.js';
import { instant } from '../time/instant.js';

/** What a replay reads of a stored event. */
export interface ToldRow {
  readonly type: string;
  /** JSON, as it was hashed. */
  readonly payload: string;
  readonly occurredAt: number;
  readonly calendarSnapshot: string;
}

/**
 * Events no date, no pause and no end hangs on: a replay comes out the same without them. Warnings, letters, payments and files,
 * and what becomes of a result that was recorded.
 */
export const BESIDE_THE_CLOCK: readonly EventType[] = [
  'AnswerAlerted', 'AnswerBecameLate', 'TransferBecameLate', 'ForwardingBecameLate', 'StageBecameLate', 'DueSoonWarned', 'LatenessAssessed', 'LatenessForecast', 'ResultHandoverMissed',
  'LetterLimitPassed', 'ApologyDrafted', 'ApologyWithdrawn', 'LatenessExcused', 'DelayReasonSupplied', 'SupplementRequestLimitPassed', 'SupplementReminderDue', 'SupplementExpired',
  'PausePlannedEndPassed', 'RefusalDecided', 'ResultNotified', 'ResultNoticeOverdue', 'ResultUncollected', 'ResultShelved', 'ResultHandedOver', 'ResultDispatched', 'ResultDelivered',
  'ResultReturnedToSender', 'FeesAssessed', 'PaymentRecorded', 'FileAttached', 'ComponentsCorrected', 'PersonalDataCorrected', 'PersonalDataErased', 'ContactRecorded', 'ServiceRated', 'StageImported',
];

/** Events that move work between stages and people: when they lie where tells how long work took, but no date, no pause and no end hangs on them. */
export const WORK_ALONE: ReadonlySet<EventType> = new Set<EventType>(['OfficerAssigned', 'StageForwarded', 'HandoverAccepted', 'HandoverRefused', 'HandoverRecalled', 'StageReturned']);

/** Events that end a dossier as the late rate counts it. What they leave of its clocks is for a reopening alone. */
export const ENDS: ReadonlySet<EventType> = new Set<EventType>(['ResultRecorded', 'UnsupplementedClosed', 'DossierWithdrawn', 'DossierSuspended']);

/** A stored event as a replay takes it. Throws when a newer program wrote it. */
export function toldEvent({ type, payload: text, occurredAt, calendarSnapshot }: ToldRow): SnapshotEvent {
  const payload = JSON.parse(text) as { readonly v: number };
  const { v: version } = payload;
  if (version !== PAYLOAD_VERSION) {
    throw new RangeError(`An event ${type} has payload version ${String(version)}; this program reads version ${String(PAYLOAD_VERSION)}`);
  }
  return { type: type as EventType, payload, occurredAt: instant(occurredAt), calendarSnapshot } as SnapshotEvent;
}
