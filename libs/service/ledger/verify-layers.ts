import { type CalendarDefinition, CalendarDefinitionError, type Sha256 } from '#domain';
import type { Transaction } from '#persistence';
import { effectiveText } from '../calendars/version-id.js';
import type { LedgerFault } from './fault.js';

/** The calendars of an agency in a version as stored. */
export interface StoredMember {
  readonly version: string;
  readonly agency: string;
  readonly processing: string;
  readonly intake: string;
  /** Absent for versions published before layers were kept. */
  readonly processing_layers: readonly string[] | null;
  readonly intake_layers: readonly string[] | null;
}

interface StoredLayer {
  readonly hash: string;
  readonly layer_id: string;
  readonly text: string;
  readonly definition: CalendarDefinition;
}

/**
 * The first layer that does not give the hash it is named by, or the first agency whose calendar is not what the layers of
 * its version make: a later draft would then begin from something nobody published.
 */
export async function findLayerFault(tx: Pick<Transaction, 'rows'>, sha256: Sha256, members: readonly StoredMember[]): Promise<LedgerFault | undefined> {
  const layers = await tx.rows<StoredLayer>('SELECT hash, layer_id, definition::text AS text, definition FROM calendar_layer ORDER BY hash');
  const edited = layers.find(({ hash, layer_id: id, text, definition }) => sha256(text) !== hash || definition.id !== id);
  if (edited !== undefined) {
    return { kind: 'calendar-edited', detail: `calendar layer ${edited.layer_id} does not give the hash ${edited.hash} it is named by: it was changed after it was published` };
  }
  const byHash = new Map(layers.map((layer) => [layer.hash, layer]));
  const used = await tx.rows<{ version: string; layer_id: string; hash: string }>('SELECT version_id AS version, layer_id, hash FROM calendar_version_layer');
  const hashOf = new Map(used.map(({ version, layer_id: id, hash }) => [`${version} ${id}`, hash]));
  const made = new Map<string, string | undefined>();
  const idOf = (version: string, ids: readonly string[]): string | undefined => {
    const hashes = ids.map((id) => hashOf.get(`${version} ${id}`) ?? '');
    const key = hashes.join(' ');
    if (!made.has(key)) {
      made.set(key, effectiveIdOf(hashes.map((hash) => byHash.get(hash)?.definition), sha256));
    }
    return made.get(key);
  };
  const other = members.find(
    ({ version, processing, intake, processing_layers: ofProcessing, intake_layers: ofIntake }) =>
      (ofProcessing !== null && idOf(version, ofProcessing) !== processing) || (ofIntake !== null && idOf(version, ofIntake) !== intake),
  );
  return other && { kind: 'calendar-edited', detail: `the layers of calendar version ${other.version} do not make the calendar agency ${other.agency} has in it: layers were exchanged after it was published` };
}

function effectiveIdOf(layers: readonly (CalendarDefinition | undefined)[], sha256: Sha256): string | undefined {
  const present = layers.filter((layer) => layer !== undefined);
  if (present.length < layers.length) {
    return undefined;
  }
  try {
    return sha256(effectiveText(present));
  } catch (error) {
    if (error instanceof CalendarDefinitionError) {
      return undefined;
    }
    throw error;
  }
}
