import { type Actor, authorityOf, formatLocalDate, hasEnded, type Instant, instantAt, localDateFrom, localDateOf, type SignedAs } from '#domain';
import { REGISTER_SYMBOL } from '#letters';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import { seriesAt, takeDocumentNumber } from '../signing/document-numbers.js';
import { holdSignatories } from '../signing/signatories.js';
import { ContentHash } from './content-hash.js';
import { enterAllDossiers } from './enter-dossiers.js';
import { lineText } from './line-facts.js';
import { findRegister, type Register } from './list-registers.js';
import { readLines } from './read-lines.js';
import { registerFrame } from './register-frame.js';

/**
 * What closing came to. `closed`: now, or by somebody before. `year-not-over`: its year still runs and its desk still serves.
 * `not-decided`: acceptances of its year wait to be decided, and would have no register to stand in. `no-signing-authority`: whoever
 * closes may not sign for its desk's agency at that instant.
 */
export type ClosingOutcome = { readonly kind: 'closed'; readonly register: Register } | { readonly kind: 'not-found' | 'year-not-over' | 'not-decided' | 'no-signing-authority' };

const BATCH = 1_000;

/**
 * Closes a register for good: what was received is entered first, each line is stored as it stands, and the register with the hash
 * of all of them, who closed it and when, under which authority, and the number of series STD it takes (TT 01/2018/TT-VPCP Art. 10.2:
 * closed and signed at the end of the year; NĐ 30/2020 Art. 13: by the head or a delegate). Afterwards the database itself refuses every
 * line. Closing a closed register changes nothing. Locks in the order register, authority, series.
 */
export async function closeRegister(engine: Engine, id: string, actor: Actor, at: Instant): Promise<ClosingOutcome> {
  await enterAllDossiers(engine, at);
  return engine.database.transaction(async (tx): Promise<ClosingOutcome> => {
    // Whoever enters lines waits for this row, or we for them.
    const register = await findRegister(tx, id, true);
    if (register === undefined) {
      return { kind: 'not-found' };
    }
    if (register.state === 'closed') {
      return { kind: 'closed', register };
    }
    if (!(await mayBeClosed(engine, tx, register, at))) {
      return { kind: 'year-not-over' };
    }
    if (await isAwaited(tx, register)) {
      return { kind: 'not-decided' };
    }
    const signedAs = await holdAuthority(tx, register, actor, at);
    if (signedAs === undefined) {
      return { kind: 'no-signing-authority' };
    }
    const contentHash = await storeLines(engine, tx, register);
    const documentNumber = await takeNumber(engine, tx, register, actor, at);
    await tx.run(
      `UPDATE register SET state = 'closed', closed_by = $2, closed_role = $3, closed_at = $4, content_hash = $5, signed_authority = $6, signed_capacity = $7, document_number = $8 WHERE id = $1`,
      [id, actor.subject, actor.role, at, contentHash, signedAs.authority, signedAs.capacity, documentNumber],
    );
    return { kind: 'closed', register: { ...register, state: 'closed', closing: { by: actor.subject, role: actor.role, at, contentHash, signature: { ...signedAs, documentNumber } } } };
  });
}

/** A desk that has ended receives nothing more, whatever day of the year it is. */
async function mayBeClosed({ rules }: Pick<Engine, 'rules'>, tx: Transaction, { agency, year }: Register, at: Instant): Promise<boolean> {
  const desk = (await rules.agencies(tx)).get(agency);
  return at >= endOf(year) || (desk !== undefined && hasEnded(desk, formatLocalDate(localDateOf(at))));
}

/** An acceptance counts from when it was given, however late the system decides it. */
async function isAwaited(tx: Transaction, { agency, year }: Register): Promise<boolean> {
  const waiting = await tx.first(
    `SELECT 1 FROM command_inbox JOIN dossier ON dossier.id = command_inbox.dossier_id
     WHERE command_inbox.status = 'pending' AND type = 'Accept' AND dossier.receiving_agency = $1 AND command_inbox.accepted_at < $2 LIMIT 1`,
    [agency, endOf(year)],
  );
  return waiting !== undefined;
}

function endOf(year: number): Instant {
  return instantAt(localDateFrom(year + 1, 1, 1), 0);
}

/** The authority the actor signs under for the desk's agency, held until the transaction ends. */
async function holdAuthority(tx: Transaction, { agency }: Register, { subject }: Actor, at: Instant): Promise<SignedAs | undefined> {
  const authority = authorityOf(await holdSignatories(tx, subject), subject, agency, at);
  return authority === undefined ? undefined : { authority: authority.id, capacity: authority.capacity };
}

/** The register's own number: of the year it is closed in, as that of any document dated then. */
async function takeNumber(engine: Pick<Engine, 'rules'>, tx: Transaction, { agency }: Register, { subject }: Actor, at: Instant): Promise<string> {
  const { header } = await registerFrame(engine, tx, agency, at);
  return takeDocumentNumber(tx, { series: seriesAt(agency, REGISTER_SYMBOL, at), agencySymbol: header.symbol, at, by: subject });
}

/** Stores each line as it stands and returns the SHA-256 of all of them, one a line of text, in hex. */
async function storeLines(engine: Pick<Engine, 'vault'>, tx: Transaction, { id, lines }: Register): Promise<string> {
  const content = new ContentHash();
  for (let last = 0; last < lines; ) {
    const entries = await readLines(engine, tx, id, { after: last, to: lines, limit: BATCH, isHashed: true });
    if (entries.at(-1)?.facts.number !== last + entries.length || entries.length === 0) {
      throw new Error(`Register ${id} has no line ${String(last + 1)} to ${String(lines)} without a gap: it is damaged`);
    }
    await tx.run(
      `INSERT INTO register_closed_line (register_id, number, line, personal_version)
       SELECT $1, number, line, version FROM unnest($2::integer[], $3::text[], $4::integer[]) AS closed (number, line, version)`,
      [id, entries.map(({ facts }) => facts.number), entries.map(({ facts }) => lineText(facts)), entries.map(({ personalVersion }) => personalVersion)],
    );
    entries.forEach((entry) => content.add(entry));
    last += entries.length;
  }
  return content.digest();
}
