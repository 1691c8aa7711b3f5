import { type Actor, decide, type Decision, eventOfRow, foldDossier, instant, type Instant, MS_PER_MINUTE, type Refusal, settlePoints } from '#domain';
import { renderLetter } from '#letters';
import type { Draft } from '../draft.js';
import type { Engine } from '../engine.js';
import { draftEvents, readLedgerByCode } from '../ledger-writer.js';
import { apologySigned, letterDigest } from '../letters/letter-digest.js';

/** What somebody would sign. */
export interface ApologyQuestion {
  readonly actor: Actor;
  readonly code: string;
  /** May be absent where the agency of the late stage supplied one. */
  readonly reasonCode?: string;
  /** The signatory's own words beside the coded reason. */
  readonly reason?: string;
  /** Epoch milliseconds; the date the rules propose when absent. */
  readonly newAppointment?: number;
}

/** The letter as it would leave, or why it cannot be signed. */
export type ApologyPreview =
  | { readonly kind: 'preview'; readonly pdf: Uint8Array; readonly digest: string; readonly newAppointment?: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'not-found' };

/** Cause of the events a preview decides and nobody ever writes. */
const PREVIEW = 'preview';

/**
 * Form 04 as signing it now would give it, by the very code that signs and prints, still without number and signature; with the
 * digest its signature can be tied to. A date the rules propose moves with the clock while it is looked at: it is shown as a full minute, as a
 * slip prints it, and whoever signs names it. Refused as the signature would be. Writes nothing.
 */
export async function previewApology(engine: Engine, { actor, code, reasonCode, reason, newAppointment }: ApologyQuestion, at: Instant): Promise<ApologyPreview> {
  const previewed = await engine.database.transaction(async (tx) => {
    const rows = await readLedgerByCode(tx, code);
    const last = rows.at(-1);
    if (last === undefined) {
      return { kind: 'not-found' } as const;
    }
    const { dossierId } = last;
    const before = rows.map(eventOfRow);
    const begun = foldDossier(before);
    const row = await tx.first<{ calendar_snapshot: string }>('SELECT calendar_snapshot FROM dossier WHERE id = $1', [dossierId]);
    const snapshot = row?.calendar_snapshot ?? last.calendarSnapshot;
    const rules = await engine.rules.rules(tx, begun.procedure.code, begun.procedure.version, snapshot);
    let draft: Draft = { head: { seq: last.seq, hash: last.hash }, state: begun, rows: [], deltas: [], dwells: [] };
    for (const caused of settlePoints(begun, at, false, rules).recorded) {
      draft = draftEvents(draft, dossierId, caused, at, snapshot, engine);
    }
    const state = draft.state ?? begun;
    const decideOn = (chosen: number | undefined): Decision => decide(state, { type: 'SignApology', body: { ...(reasonCode === undefined ? {} : { reasonCode }), ...(chosen === undefined ? {} : { newAppointment: chosen }) } }, { ...rules, at, actor });
    const proposed = decideOn(newAppointment);
    const minute = newAppointment === undefined ? fullMinuteOf(proposed) : undefined;
    const decision = minute === undefined ? proposed : decideOn(minute);
    if (decision.kind === 'refused') {
      return { kind: 'refused', refusal: decision.refusal } as const;
    }
    draft = draftEvents(draft, dossierId, { cause: PREVIEW, actor, events: decision.events }, at, snapshot, engine);
    const letter = await apologySigned(engine, tx, dossierId, [...before, ...draft.rows.map(eventOfRow)], reason);
    return letter === undefined ? ({ kind: 'not-found' } as const) : ({ kind: 'letter', letter } as const);
  });
  if (previewed.kind !== 'letter') {
    return previewed;
  }
  const { letter } = previewed;
  const dated = letter.form === '04' && letter.remedy.kind === 'new-date' ? { newAppointment: instant(letter.remedy.at) } : {};
  return { kind: 'preview', pdf: await renderLetter(letter), digest: letterDigest(engine, letter), ...dated };
}

/** The date a signature would give, up to the next full minute; undefined where it gives none or was refused. */
function fullMinuteOf(decision: Decision): number | undefined {
  const signed = decision.kind === 'refused' ? undefined : decision.events.find((event) => event.type === 'ApologySigned');
  const at = signed?.type === 'ApologySigned' ? signed.payload.newAppointment : undefined;
  return at === undefined ? undefined : Math.ceil(at / MS_PER_MINUTE) * MS_PER_MINUTE;
}
