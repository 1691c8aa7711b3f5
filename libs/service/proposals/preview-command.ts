import { type Actor, decide, type DossierCommand, eventOfRow, foldDossier, type Instant, type Refusal, settlePoints } from '#domain';
import { LetterFieldMissing, renderLetter } from '#letters';
import type { Draft } from '../draft.js';
import { lettersOwedBy } from '../effects.js';
import type { Engine } from '../engine.js';
import { draftEvents, readLedgerByCode } from '../ledger-writer.js';
import { composeLetter } from '../letters/compose-letter.js';
import { sourceAt } from '../letters/read-source.js';
import type { commandOf } from './proposals.js';

/** The letter a command would owe, or why there is none. */
export type CommandPreview =
  | { readonly kind: 'pdf'; readonly pdf: Uint8Array; readonly form: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'field-missing'; readonly form: string; readonly field: string }
  | { readonly kind: 'no-letter' };

/** Cause of the events a preview decides and nobody ever writes. */
const PREVIEW = 'preview';

/** Stands for words no record holds yet. */
const NO_RECORD = { version: 0, commitment: '0'.repeat(64) };

/**
 * The letter that giving a command now would owe, by the very code that decides and prints; still without number and signature. Refused as
 * the command would be. Writes nothing.
 */
export async function previewCommand(engine: Engine, { actor, code, command }: { readonly actor: Actor; readonly code: string; readonly command: ReturnType<typeof commandOf> }, at: Instant): Promise<CommandPreview> {
  const previewed = await engine.database.transaction(async (tx) => {
    const rows = await readLedgerByCode(tx, code);
    const last = rows.at(-1);
    if (last === undefined) {
      return { kind: 'no-letter' } as const;
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
    const asked = { type: command.type, body: command.body, ...(command.text === undefined ? {} : { text: NO_RECORD }) } as DossierCommand;
    const decision = decide(draft.state ?? begun, asked, { ...rules, at, actor });
    if (decision.kind === 'refused') {
      return { kind: 'refused', refusal: decision.refusal } as const;
    }
    draft = draftEvents(draft, dossierId, { cause: PREVIEW, actor, events: decision.events }, at, snapshot, engine);
    const { state } = draft;
    const events = [...before, ...draft.rows.map(eventOfRow)];
    const owing = draft.rows.map(eventOfRow).find((event) => state !== undefined && lettersOwedBy(dossierId, event, state).length > 0);
    const source = owing === undefined ? undefined : await sourceAt(engine, tx, dossierId, events, owing.seq);
    return source === undefined ? ({ kind: 'no-letter' } as const) : ({ kind: 'letter', letter: composeLetter({ ...source, text: command.text ?? {} }) } as const);
  });
  if (previewed.kind !== 'letter') {
    return previewed;
  }
  try {
    return { kind: 'pdf', pdf: await renderLetter(previewed.letter), form: previewed.letter.form };
  } catch (error) {
    if (error instanceof LetterFieldMissing) {
      return { kind: 'field-missing', form: error.form, field: error.field };
    }
    throw error;
  }
}
