import { amendLayer, type CalendarDefinition, type LayerAmendment } from '#domain';
import { NoCalendarError, type Reader } from '../rule-book.js';
import type { CalendarAssignment } from './publish-calendars.js';
import { effectiveText } from './version-id.js';

/** The layers that make an agency's calendars, by id, outermost first. */
export interface LayerAssignment {
  readonly agency: string;
  readonly processing: readonly string[];
  readonly intake: readonly string[];
}

/** What is said otherwise in one layer; put on another base, it is said of that one's layer. */
export interface AmendedLayer extends LayerAmendment {
  readonly layer: string;
}

/** What differs from a base: layers written anew under new or known ids, layers amended day by day, and agencies given other layers. */
export interface CalendarContent {
  readonly layers: readonly CalendarDefinition[];
  readonly amendments?: readonly AmendedLayer[];
  readonly assignments?: readonly LayerAssignment[];
}

/** All calendars of an installation as people write them. */
export interface LayeredCalendars {
  readonly layers: ReadonlyMap<string, CalendarDefinition>;
  readonly assignments: readonly LayerAssignment[];
}

/** A published version with what it is made of. */
export interface LayeredVersion extends LayeredCalendars {
  readonly versionId: string;
  readonly publishedAt: number;
  readonly publishedBy: string;
}

/** A layer is assigned to an agency, or amended, that is neither in the base nor in the change. */
export class UnknownLayerError extends Error {
  constructor(
    /** The agency it is assigned to; `undefined` where it is amended. */
    readonly agency: string | undefined,
    readonly layer: string,
  ) {
    super(`${agency === undefined ? 'The change amends' : `Agency ${agency} is assigned`} the layer "${layer}", which is neither published nor part of the change: write the layer, or name another`);
  }
}

/** The current version with layers and assignments. Throws `NoCalendarError` when there is none. */
export async function readHead(tx: Reader): Promise<LayeredVersion> {
  const head = await tx.first<{ version_id: string }>('SELECT version_id FROM calendar_head');
  if (head === undefined) {
    throw new NoCalendarError();
  }
  return readLayered(tx, head.version_id);
}

/** A version with layers and assignments. Throws when it was published before layers were kept. */
export async function readLayered(tx: Reader, versionId: string): Promise<LayeredVersion> {
  const [version, layers, members] = await Promise.all([
    tx.first<{ published_at: number; published_by: string }>('SELECT published_at, published_by FROM calendar_version WHERE id = $1', [versionId]),
    tx.rows<{ definition: CalendarDefinition }>('SELECT l.definition FROM calendar_version_layer v JOIN calendar_layer l ON l.hash = v.hash WHERE v.version_id = $1 ORDER BY v.layer_id COLLATE "C"', [versionId]),
    tx.rows<{ agency: string; processing: readonly string[] | null; intake: readonly string[] | null }>(
      'SELECT agency_code AS agency, processing_layers AS processing, intake_layers AS intake FROM calendar_version_agency WHERE version_id = $1 ORDER BY agency_code COLLATE "C"',
      [versionId],
    ),
  ]);
  if (version === undefined || layers.length === 0) {
    throw new Error(`Calendar version ${versionId} was published before layers were kept: load the catalogue once, then change it by drafts`);
  }
  return {
    versionId,
    publishedAt: version.published_at,
    publishedBy: version.published_by,
    layers: new Map(layers.map(({ definition }) => [definition.id, definition])),
    assignments: members.map(({ agency, processing, intake }) => ({ agency, processing: processing ?? [], intake: intake ?? [] })),
  };
}

/**
 * A base with a change applied: what the change names is replaced or amended, everything else stays as it is. Throws
 * `UnknownLayerError`, and `CalendarDefinitionError` for an amendment that takes back what is not said.
 */
export function amendCalendars(base: LayeredCalendars, { layers: written, amendments = [], assignments = [] }: CalendarContent): LayeredCalendars {
  const changed = new Map(assignments.map((assignment) => [assignment.agency, assignment]));
  const layers = new Map([...base.layers, ...written.map((layer) => [layer.id, layer] as const)]);
  for (const { layer: id, ...amendment } of amendments) {
    const present = layers.get(id);
    if (present === undefined) {
      throw new UnknownLayerError(undefined, id);
    }
    layers.set(id, amendLayer(present, amendment));
  }
  return { layers, assignments: [...new Map([...base.assignments.map((assignment) => [assignment.agency, assignment] as const), ...changed]).values()] };
}

/** The same with each agency's layers in full, checked to make calendars. Throws `UnknownLayerError` and `CalendarDefinitionError`. */
export function resolveAssignments({ layers, assignments }: LayeredCalendars): readonly CalendarAssignment[] {
  const checked = new Set<string>();
  const resolve = (agency: string, ids: readonly string[]): readonly CalendarDefinition[] => {
    const found = ids.map((id) => {
      const layer = layers.get(id);
      if (layer === undefined) {
        throw new UnknownLayerError(agency, id);
      }
      return layer;
    });
    const key = JSON.stringify(ids);
    if (!checked.has(key)) {
      effectiveText(found);
      checked.add(key);
    }
    return found;
  };
  return assignments.map(({ agency, processing, intake }) => ({ agency, processing: resolve(agency, processing), intake: resolve(agency, intake) }));
}
