import { type CalendarDefinition, CalendarDefinitionError, instant, type Instant, type Sha256 } from '#domain';
import type { Transaction } from '#persistence';
import { byAgency, calendarVersionId, definitionText, effectiveText } from './version-id.js';

/** Which layers make an agency's calendars; intake hours may differ from processing hours. */
export interface CalendarAssignment {
  readonly agency: string;
  readonly processing: readonly CalendarDefinition[];
  readonly intake: readonly CalendarDefinition[];
}

/** The current version, held so that nobody else publishes before this transaction ends. */
interface HeldHead {
  readonly version_id: string;
  readonly published_at: number;
  readonly layered: boolean;
}

interface Member {
  readonly agency: string;
  readonly processing: string;
  readonly intake: string;
  readonly processingLayers: readonly string[];
  readonly intakeLayers: readonly string[];
}

/** Two who publish the very first version have no head to wait at. */
const FIRST_PUBLICATION_LOCK = 7_205_759_404;

/**
 * Takes the calendar head FOR UPDATE: every writer of events holds it for share, so from here on no event is committed under
 * the old version. Returns the id of the current version; `undefined` when none was ever published.
 */
export async function holdHead(tx: Transaction): Promise<string | undefined> {
  return (await lockHead(tx))?.version_id;
}

async function lockHead(tx: Transaction): Promise<HeldHead | undefined> {
  const locked = async (): Promise<HeldHead | undefined> => {
    await tx.run('SELECT FROM calendar_head FOR UPDATE');
    return tx.first<HeldHead>(
      `SELECT v.id AS version_id, v.published_at, EXISTS (SELECT FROM calendar_version_layer l WHERE l.version_id = v.id) AS layered
       FROM calendar_head h JOIN calendar_version v ON v.id = h.version_id`,
    );
  };
  const head = await locked();
  if (head !== undefined) {
    return head;
  }
  await tx.run('SELECT pg_advisory_xact_lock($1)', [FIRST_PUBLICATION_LOCK]);
  return locked();
}

/**
 * Publishes a calendar version and makes it the head: an immutable map from agency to effective calendars together with the
 * layers they are made of, chained to the version it replaces. Publishing what the head already says changes nothing.
 * Returns the version's id, which events carry as `calendar_snapshot`. It counts as published at `at`, or when its
 * predecessor was, should a clock say that this is later.
 *
 * Dossiers already open stand on the old version until they are re-dated: by the relay, or by their next transition.
 * @throws CalendarDefinitionError when layers do not make a calendar, or two layers share an id
 */
export async function publishCalendars(tx: Transaction, assignments: readonly CalendarAssignment[], sha256: Sha256, at: Instant, by: string): Promise<string> {
  const layers = layersOf(assignments);
  const effective = new Map<string, string>();
  const store = (made: readonly CalendarDefinition[]): string => {
    const text = effectiveText(made);
    const id = sha256(text);
    effective.set(id, text);
    return id;
  };
  const members = assignments
    .map(({ agency, processing, intake }): Member => ({ agency, processing: store(processing), intake: store(intake), processingLayers: idsOf(processing), intakeLayers: idsOf(intake) }))
    .sort(byAgency);
  const head = await lockHead(tx);
  if (head?.layered === true && (await isSame(tx, head.version_id, members, sha256))) {
    return head.version_id;
  }
  await storeTexts(tx, effective, [...layers.values()].map((layer) => ({ id: layer.id, text: definitionText(layer) })), sha256);
  const id = calendarVersionId(head?.version_id ?? null, members, sha256);
  await tx.run('INSERT INTO calendar_version (id, published_at, published_by, previous_id) VALUES ($1, $2, $3, $4)', [id, instant(Math.max(at, head?.published_at ?? at)), by, head?.version_id ?? null]);
  await storeMembers(tx, id, members);
  await tx.run(
    'INSERT INTO calendar_version_layer (version_id, layer_id, hash) SELECT $1, layer_id, hash FROM unnest($2::text[], $3::text[]) AS layer (layer_id, hash)',
    [id, [...layers.keys()], [...layers.values()].map((layer) => sha256(definitionText(layer)))],
  );
  await tx.run('INSERT INTO calendar_head (version_id) VALUES ($1) ON CONFLICT (single) DO UPDATE SET version_id = excluded.version_id', [id]);
  return id;
}

function idsOf(layers: readonly CalendarDefinition[]): readonly string[] {
  return layers.map(({ id }) => id);
}

/** The layers of all assignments by id. */
function layersOf(assignments: readonly CalendarAssignment[]): ReadonlyMap<string, CalendarDefinition> {
  const layers = new Map<string, CalendarDefinition>();
  for (const layer of assignments.flatMap(({ processing, intake }) => [...processing, ...intake])) {
    const known = layers.get(layer.id);
    if (known !== undefined && known !== layer && definitionText(known) !== definitionText(layer)) {
      throw new CalendarDefinitionError('duplicate-layer', layer.id, 'id', 'two layers of one version have this id and differ: give one of them another id');
    }
    layers.set(layer.id, layer);
  }
  return layers;
}

async function isSame(tx: Transaction, version: string, members: readonly Member[], sha256: Sha256): Promise<boolean> {
  const rows = await tx.rows<Pick<Member, 'agency' | 'processing' | 'intake'>>('SELECT agency_code AS agency, processing_id AS processing, intake_id AS intake FROM calendar_version_agency WHERE version_id = $1', [version]);
  return calendarVersionId(null, rows.toSorted(byAgency), sha256) === calendarVersionId(null, members, sha256);
}

async function storeTexts(tx: Transaction, effective: ReadonlyMap<string, string>, layers: readonly { readonly id: string; readonly text: string }[], sha256: Sha256): Promise<void> {
  await tx.run('INSERT INTO calendar_effective (id, definition) SELECT id, definition::json FROM unnest($1::text[], $2::text[]) AS made (id, definition) ON CONFLICT (id) DO NOTHING', [
    [...effective.keys()],
    [...effective.values()],
  ]);
  await tx.run(
    'INSERT INTO calendar_layer (hash, layer_id, definition) SELECT hash, layer_id, definition::json FROM unnest($1::text[], $2::text[], $3::text[]) AS layer (hash, layer_id, definition) ON CONFLICT (hash) DO NOTHING',
    [layers.map(({ text }) => sha256(text)), layers.map(({ id }) => id), layers.map(({ text }) => text)],
  );
}

async function storeMembers(tx: Transaction, version: string, members: readonly Member[]): Promise<void> {
  await tx.run(
    `INSERT INTO calendar_version_agency (version_id, agency_code, processing_id, intake_id, processing_layers, intake_layers)
     SELECT $1, m.agency, m.processing, m.intake,
       ARRAY(SELECT json_array_elements_text(m.processing_layers::json)), ARRAY(SELECT json_array_elements_text(m.intake_layers::json))
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS m (agency, processing, intake, processing_layers, intake_layers)`,
    [
      version,
      members.map(({ agency }) => agency),
      members.map(({ processing }) => processing),
      members.map(({ intake }) => intake),
      members.map(({ processingLayers }) => JSON.stringify(processingLayers)),
      members.map(({ intakeLayers }) => JSON.stringify(intakeLayers)),
    ],
  );
}
