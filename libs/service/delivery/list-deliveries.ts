import type { LetterChannel } from '#domain';
import type { Engine } from '../engine.js';
import { type DeliveryRow, type DeliveryStep, detailContext } from './delivery-rows.js';

/** Something that happened on a letter's way, with what the other side said where it is still kept. */
export interface DeliveryEntryStep {
  readonly attempt: number;
  readonly step: DeliveryStep;
  readonly at: number;
  readonly by: string | null;
  readonly detail: Readonly<Record<string, string>> | null;
}

/** One way of a letter with everything that happened on it, oldest first. */
export interface DeliveryEntry extends Pick<DeliveryRow, 'channel' | 'role' | 'status' | 'attempts' | 'prints' | 'next_at' | 'sent_at'> {
  readonly planned_at: number;
  readonly settled_at: number | null;
  /** Where it went; null on paper, before the first attempt and after erasure. */
  readonly address: string | null;
  readonly steps: readonly DeliveryEntryStep[];
}

type StoredEntry = Omit<DeliveryEntry, 'address' | 'steps'> & { readonly letter_key: string; readonly address: Buffer | null; readonly key_ref: string | null };
interface StoredStep {
  readonly channel: LetterChannel;
  readonly attempt: number;
  readonly step: DeliveryStep;
  readonly at: number;
  readonly by_subject: string | null;
  readonly detail: Buffer | null;
  readonly key_ref: string | null;
}

/** The ways of a letter. Addresses and what other sides said are personal: they are null unless `withPersonal`. */
export async function listDeliveries(engine: Engine, key: string, withPersonal: boolean): Promise<readonly DeliveryEntry[]> {
  return engine.database.transaction(async (tx) => {
    const rows = await tx.rows<StoredEntry>(
      `SELECT letter_key, channel, role, status, attempts, prints, next_at, sent_at, planned_at, settled_at, address, key_ref FROM letter_delivery WHERE letter_key = $1 ORDER BY planned_at, channel`,
      [key],
    );
    const steps = await tx.rows<StoredStep>('SELECT channel, attempt, step, at, by_subject, detail, key_ref FROM letter_attempt WHERE letter_key = $1 ORDER BY id', [key]);
    const opened = async (context: string, keyRef: string | null, sealed: Buffer | null): Promise<string | null> =>
      !withPersonal || sealed === null || keyRef === null ? null : (await engine.vault.open(tx, keyRef, context, sealed)).toString('utf8');
    const entries: DeliveryEntry[] = [];
    for (const { letter_key, address, key_ref, ...row } of rows) {
      const own: DeliveryEntryStep[] = [];
      for (const { channel, attempt, step, at, by_subject, detail, key_ref: keyRef } of steps.filter((step) => step.channel === row.channel)) {
        const said = await opened(detailContext({ letter_key, channel }, attempt, step), keyRef, detail);
        own.push({ attempt, step, at, by: by_subject, detail: said === null ? null : (JSON.parse(said) as Record<string, string>) });
      }
      entries.push({ ...row, address: await opened(`letter-address:${letter_key}:${row.channel}`, key_ref, address), steps: own });
    }
    return entries;
  });
}
