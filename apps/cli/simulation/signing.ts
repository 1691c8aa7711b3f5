import { eventOfRow, foldDossier, reasonGivers, type DossierState, promiseToApologise } from '#domain';
import { readLedgerOf } from '#service';
import { OFFICER, SIGNATORY } from './people.js';
import type { Counter } from './counter.js';

/** Signs the apology that waits; the agency of the late stage is asked for its reason first. `newAppointment`: the computed date when absent. */
export async function signApology(world: Counter, code: string, state: DossierState, newAppointment?: number): Promise<void> {
  const promise = promiseToApologise(state);
  const supplied = state.delayReason?.promise === promise || reasonGivers(state, world.now).length > 0;
  if (supplied && state.delayReason?.promise !== promise) {
    await world.command(OFFICER, code, 'SupplyDelayReason', { reasonCode: 'external-delay' });
  }
  await world.command(SIGNATORY, code, 'SignApology', { ...(supplied ? {} : { reasonCode: 'specialist-opinion' }), ...(newAppointment === undefined ? {} : { newAppointment }) });
}

/**
 * Signs in the evening everything that waits for a promise broken by then. Drafts before their date are left to the
 * dossier's own people; while a clock stands still no date is promised, so those wait for it.
 */
export async function signEverythingOwed(world: Counter): Promise<void> {
  const owed = await world.engine.database.read.rows<{ id: string; code: string }>(
    `SELECT DISTINCT d.id, d.code FROM task t JOIN dossier d ON d.id = t.dossier_id
     WHERE t.kind = 'sign-apology' AND t.done_at IS NULL AND d.became_late_at IS NOT NULL AND d.pause_ground IS NULL ORDER BY d.code`,
  );
  for (const { id, code } of owed) {
    const stateNow = async (): Promise<DossierState> => foldDossier((await readLedgerOf(world.engine, id)).map(eventOfRow));
    for (let waiting = await promisesWaiting(stateNow); waiting > 0; waiting -= 1) {
      await signApology(world, code, await stateNow());
    }
  }
}

async function promisesWaiting(stateNow: () => Promise<DossierState>): Promise<number> {
  return (await stateNow()).promises.filter(({ brokenAt, apology }) => brokenAt !== undefined && apology !== 'signed').length;
}
