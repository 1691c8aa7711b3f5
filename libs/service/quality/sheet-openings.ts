import { type Actor, formatLocalDate, type Instant, localDateOf } from '#domain';
import { mayOpenSheet, type SheetOpener } from '#domain/figures';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { standsInFor } from '../staff/absences.js';
import { findStaff, headsOf, type StaffMember } from '../staff/directory.js';

/** What of an evaluation sheet is opened. */
export const SHEET_PARTS = ['sheet', 'dossiers', 'pdf'] as const;
export type SheetPart = (typeof SHEET_PARTS)[number];

/** Which sheet somebody wants to open. */
export interface SheetToOpen {
  readonly actor: Actor;
  readonly officer: string;
  /** As in the address, such as `2026-Q3`. */
  readonly period: string;
  readonly part: SheetPart;
  readonly at: Instant;
}

/** A sheet that may be read: by whom, and the agency whose officer it is about. */
export interface OpenedSheet {
  readonly by: SheetOpener;
  readonly agency: string;
}

/** Lets the officer and the direct head in and nobody else; that a head looked is on record before anything is read. `undefined`: not let in. */
export async function openSheet({ database }: Pick<Engine, 'database'>, { actor, officer, period, part, at }: SheetToOpen): Promise<OpenedSheet | undefined> {
  const { by, agency } = await openerOf(database.read, actor, officer, at);
  if (by === 'head') {
    await database.transaction((tx) =>
      tx.run('INSERT INTO evaluation_access (officer, period, part, opened_by, agency, at) VALUES ($1, $2, $3, $4, $5, $6)', [officer, period, part, actor.subject, agency, at]),
    );
  }
  return by === undefined ? undefined : { by, agency };
}

/** Of some officers those whose own figures somebody may read: their own, and those of the officers they lead. Nothing is recorded. */
export async function officersOpenTo({ database: { read } }: Pick<Engine, 'database'>, actor: Actor, officers: Iterable<string>, at: Instant): Promise<ReadonlySet<string>> {
  const open = new Set<string>();
  for (const officer of new Set(officers)) {
    if ((await openerOf(read, actor, officer, at)).by !== undefined) {
      open.add(officer);
    }
  }
  return open;
}

async function openerOf(read: Reader, actor: Actor, officer: string, at: Instant): Promise<{ readonly by: SheetOpener | undefined; readonly agency: string }> {
  const today = formatLocalDate(localDateOf(at));
  const [own, theirs] = [await findStaff(read, actor.subject), await findStaff(read, officer)].map((member) => activeOn(member, today));
  const agency = theirs?.agency ?? actor.agency;
  const heads = (await headsOf(read, agency, today)).map(({ subject }) => subject);
  const directory = { ...(own === undefined ? {} : { actor: own }), ...(theirs === undefined ? {} : { officer: theirs }), heads, standsInFor: await standsInFor(read, actor.subject, at) };
  return { by: mayOpenSheet(actor, officer, directory), agency };
}

/** That a head looked. */
export interface SheetOpening {
  readonly id: number;
  readonly period: string;
  readonly part: SheetPart;
  readonly openedBy: string;
  /** Absent where the directory does not have them. */
  readonly name?: string;
  readonly at: number;
}

/** A page of who opened an officer's sheets, the last first. */
export async function listOpenings({ database }: Pick<Engine, 'database'>, officer: string, limit: number, before?: number): Promise<readonly SheetOpening[]> {
  const rows = await database.read.rows<{ id: number; period: string; part: SheetPart; opened_by: string; name: string | null; at: number }>(
    `SELECT a.id, a.period, a.part, a.opened_by, s.name, a.at FROM evaluation_access a LEFT JOIN staff s ON s.subject = a.opened_by
     WHERE a.officer = $1 AND ($2::bigint IS NULL OR a.id < $2) ORDER BY a.id DESC LIMIT $3`,
    [officer, before ?? null, limit],
  );
  return rows.map(({ id, period, part, opened_by, name, at }) => ({ id, period, part, openedBy: opened_by, at, ...(name === null ? {} : { name }) }));
}

function activeOn(member: StaffMember | undefined, day: string): StaffMember | undefined {
  return member !== undefined && member.activeFrom <= day && (member.activeUntil === undefined || member.activeUntil >= day) ? member : undefined;
}
