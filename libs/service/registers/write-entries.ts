import { randomUUID } from 'node:crypto';
import { EMPTY_REGISTER, type Instant, nextPlace, type RegisterEnd, type RegisterLayout, registerYear } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { WaitingDossier } from './waiting-dossiers.js';

interface RegisterRow {
  readonly id: string;
  readonly agency: string;
  readonly field_code: string;
  readonly year: number;
  readonly state: 'open' | 'closed';
  readonly lines: number;
  readonly volume: number;
  readonly page: number;
  readonly lines_on_page: number;
}

interface OpenRegister {
  readonly id: string;
  readonly agency: string;
  readonly fieldCode: string;
  readonly fieldName: string;
  readonly year: number;
  readonly isNew: boolean;
  end: RegisterEnd;
}

interface Entry {
  readonly registerId: string;
  readonly dossierId: string;
  readonly place: RegisterEnd;
}

/**
 * Writes the lines of these dossiers in their order, opening registers where there is none yet. The year of acceptance decides;
 * where its register was closed before the dossier became known, the next year's takes the line, so that none is without one.
 * The caller holds the registers' lock.
 */
export async function writeEntries({ rules }: Pick<Engine, 'rules'>, tx: Transaction, waiting: readonly WaitingDossier[], layout: RegisterLayout, at: Instant): Promise<void> {
  if (waiting.length === 0) {
    return;
  }
  const known = await readRegisters(tx, waiting);
  const opened = new Map<string, OpenRegister>();
  const entries: Entry[] = [];
  for (const dossier of waiting) {
    let year = registerYear(dossier.acceptedAt);
    while (known.get(keyOf(dossier.agency, dossier.fieldCode, year))?.state === 'closed') {
      year += 1;
    }
    const key = keyOf(dossier.agency, dossier.fieldCode, year);
    const register = opened.get(key) ?? (await open({ rules }, tx, dossier, year, known.get(key)));
    opened.set(key, register);
    register.end = nextPlace(register.end, layout);
    entries.push({ registerId: register.id, dossierId: dossier.id, place: register.end });
  }
  await store(tx, [...opened.values()], entries, at);
}

function keyOf(agency: string, fieldCode: string, year: number): string {
  return `${agency} ${fieldCode} ${String(year)}`;
}

/** Registers these dossiers may stand in, held: one that is being closed is waited for. */
async function readRegisters(tx: Transaction, waiting: readonly WaitingDossier[]): Promise<ReadonlyMap<string, RegisterRow>> {
  const rows = await tx.rows<RegisterRow>(
    `SELECT id, agency, field_code, year, state, lines, volume, page, lines_on_page FROM register
     WHERE agency = ANY($1) AND field_code = ANY($2) AND year >= $3 ORDER BY id FOR UPDATE`,
    [
      [...new Set(waiting.map(({ agency }) => agency))],
      [...new Set(waiting.map(({ fieldCode }) => fieldCode))],
      Math.min(...waiting.map(({ acceptedAt }) => registerYear(acceptedAt))),
    ],
  );
  return new Map(rows.map((row) => [keyOf(row.agency, row.field_code, row.year), row]));
}

async function open({ rules }: Pick<Engine, 'rules'>, tx: Transaction, dossier: WaitingDossier, year: number, row: RegisterRow | undefined): Promise<OpenRegister> {
  const { agency, fieldCode, procedure } = dossier;
  if (row !== undefined) {
    const end = { number: row.lines, volume: row.volume, page: row.page, linesOnPage: row.lines_on_page };
    return { id: row.id, agency, fieldCode, fieldName: '', year, isNew: false, end };
  }
  const { field } = (await rules.procedure(tx, procedure.code, procedure.version)).procedure;
  return { id: randomUUID(), agency, fieldCode, fieldName: field.name, year, isNew: true, end: EMPTY_REGISTER };
}

async function store(tx: Transaction, registers: readonly OpenRegister[], entries: readonly Entry[], at: Instant): Promise<void> {
  const opened = registers.filter(({ isNew }) => isNew);
  const written = tx.run(
    `INSERT INTO register (id, agency, field_code, field_name, year, opened_at, lines, volume, page, lines_on_page, state)
     SELECT id, agency, field_code, field_name, year, $6, 0, 1, 1, 0, 'open'
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::integer[]) AS opened (id, agency, field_code, field_name, year)`,
    [opened.map(({ id }) => id), opened.map(({ agency }) => agency), opened.map(({ fieldCode }) => fieldCode), opened.map(({ fieldName }) => fieldName), opened.map(({ year }) => year), at],
  );
  const entered = tx.run(
    `INSERT INTO register_entry (register_id, number, dossier_id, volume, page, entered_at)
     SELECT register_id, number, dossier_id, volume, page, $6
     FROM unnest($1::uuid[], $2::integer[], $3::uuid[], $4::integer[], $5::integer[]) AS entry (register_id, number, dossier_id, volume, page)`,
    [
      entries.map(({ registerId }) => registerId),
      entries.map(({ place }) => place.number),
      entries.map(({ dossierId }) => dossierId),
      entries.map(({ place }) => place.volume),
      entries.map(({ place }) => place.page),
      at,
    ],
  );
  const moved = tx.run(
    `UPDATE register SET lines = ended.number, volume = ended.volume, page = ended.page, lines_on_page = ended.on_page
     FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::integer[], $5::integer[]) AS ended (id, number, volume, page, on_page)
     WHERE register.id = ended.id`,
    [registers.map(({ id }) => id), registers.map(({ end }) => end.number), registers.map(({ end }) => end.volume), registers.map(({ end }) => end.page), registers.map(({ end }) => end.linesOnPage)],
  );
  await Promise.all([written, entered, moved]);
}
