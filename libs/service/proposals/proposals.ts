import { randomUUID } from 'node:crypto';
import { type Actor, type CommandBodies, type CommandType, type Instant, isOfTwoPersons, type ProposedType, type Role, type TwoPersonType } from '#domain';
import type { CommandText } from '../command-body.js';
import type { Engine } from '../engine.js';
import type { CommandRecord } from '../inbox.js';
import type { Reader } from '../rule-book.js';
import { stableText } from '../stable-text.js';

/** The body of a command as people say it: who the second person is, is known by who proposed it and never said. */
export type SaidBody<Type extends CommandType> = Type extends TwoPersonType ? Omit<CommandBodies[Type], 'secondPerson'> : CommandBodies[Type];

/** A command prepared for who may give it. */
export interface ProposedCommand {
  readonly type: ProposedType;
  readonly body: SaidBody<ProposedType>;
  readonly text?: CommandText;
}

/** How a proposal ended. */
export type ProposalOutcome = 'approved' | 'rejected' | 'withdrawn';

/** A proposal as it stands; the command is absent once it went with the personal data of the dossier. Epoch milliseconds. */
export interface Proposal {
  readonly id: string;
  readonly dossierId: string;
  readonly code: string;
  readonly procedureName: string;
  readonly agency: string;
  readonly province: string;
  readonly dueAt: number | null;
  /** Number of the dossier's last event. */
  readonly seq: number;
  readonly type: ProposedType;
  readonly by: string;
  readonly role: Role;
  readonly at: number;
  readonly command?: ProposedCommand;
  /** It was approved, and the command of that waits for its outcome; refused, the proposal is open again. */
  readonly underWay: boolean;
  readonly decided?: { readonly at: number; readonly by: string; readonly outcome: ProposalOutcome };
}

/** What proposing came to; the same for a repeated key. */
export type ProposalBegin = { readonly kind: 'proposed'; readonly id: string } | { readonly kind: 'key-conflict' | 'erased' };

interface Row {
  readonly id: string;
  readonly dossier_id: string;
  readonly code: string;
  readonly procedure_name: string;
  readonly competent_agency: string;
  readonly province: string;
  readonly due_at: number | null;
  readonly last_seq: number;
  readonly type: ProposedType;
  readonly proposed_by: string;
  readonly proposed_role: Role;
  readonly proposed_at: number;
  readonly content: Buffer | null;
  readonly key_ref: string | null;
  readonly decided_at: number | null;
  readonly decided_by: string | null;
  readonly outcome: ProposalOutcome | null;
  readonly command_status: CommandRecord['status'] | null;
}

const SELECT = `SELECT p.id, p.dossier_id, d.code, v.data->>'name' AS procedure_name, d.competent_agency, d.province, d.due_at, d.last_seq, p.type, p.proposed_by, p.proposed_role, p.proposed_at, p.content, p.key_ref, c.status AS command_status,
    CASE c.status WHEN 'applied' THEN c.settled_at ELSE p.decided_at END AS decided_at, CASE c.status WHEN 'applied' THEN c.actor_subject ELSE p.decided_by END AS decided_by,
    CASE c.status WHEN 'applied' THEN 'approved' ELSE p.outcome END AS outcome
  FROM proposal p LEFT JOIN command_inbox c ON c.id = p.command_id JOIN dossier d ON d.id = p.dossier_id JOIN procedure_version v ON v.code = d.procedure_code AND v.version = d.procedure_version`;

/** Prepares a command for who may give it. Nothing is decided by it: whether the dossier allows it is asked when it is given. */
export async function propose(engine: Pick<Engine, 'database' | 'vault'>, dossierId: string, { actor, key, command }: { readonly actor: Actor; readonly key: string; readonly command: ProposedCommand }, at: Instant): Promise<ProposalBegin> {
  const hmac = engine.vault.hmac('command-body', stableText({ dossierId, ...command }));
  return engine.database.transaction(async (tx): Promise<ProposalBegin> => {
    const dossier = await tx.first<{ agency: string; erased: boolean }>(
      `SELECT competent_agency AS agency, EXISTS (SELECT FROM dossier_event e WHERE e.dossier_id = d.id AND e.type = 'PersonalDataErased') AS erased FROM dossier d WHERE id = $1 FOR UPDATE`,
      [dossierId],
    );
    const known = await tx.first<{ id: string; request_hmac: string }>('SELECT id, request_hmac FROM proposal WHERE proposed_by = $1 AND request_key = $2', [actor.subject, key]);
    if (known !== undefined) {
      return known.request_hmac === hmac ? { kind: 'proposed', id: known.id } : { kind: 'key-conflict' };
    }
    if (dossier === undefined || dossier.erased) {
      return { kind: 'erased' };
    }
    const id = randomUUID();
    const { ciphertext, keyRef } = await engine.vault.seal(tx, { agency: dossier.agency, at }, contextOf(id), Buffer.from(JSON.stringify(command), 'utf8'));
    await tx.run(
      `INSERT INTO proposal (id, dossier_id, type, proposed_by, proposed_role, proposed_agency, proposed_at, request_key, request_hmac, content, key_ref) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, dossierId, command.type, actor.subject, actor.role, actor.agency, at, key, hmac, ciphertext, keyRef],
    );
    return { kind: 'proposed', id };
  }, 'propose');
}

/** A proposal by its id, with what was proposed. */
export async function findProposal(engine: Pick<Engine, 'database' | 'vault'>, id: string): Promise<Proposal | undefined> {
  const row = await engine.database.read.first<Row>(`${SELECT} WHERE p.id = $1`, [id]);
  return row && opened(engine, row);
}

/** What was proposed, as the command its approver gives: one of two persons names who proposed it as the second. */
export function commandOf({ command: { type, body, text }, by }: { readonly command: ProposedCommand; readonly by: string }): { readonly type: ProposedType; readonly body: CommandBodies[ProposedType]; readonly text?: CommandText } {
  return { type, body: (isOfTwoPersons(type) ? { ...body, secondPerson: by } : body) as CommandBodies[ProposedType], ...(text === undefined ? {} : { text }) };
}

/** The proposals of a dossier, the latest first, without what they say. */
export async function listProposalsOf(read: Pick<Reader, 'rows'>, dossierId: string, limit: number): Promise<readonly Proposal[]> {
  return (await read.rows<Row>(`${SELECT} WHERE p.dossier_id = $1 ORDER BY p.proposed_at DESC, p.id LIMIT $2`, [dossierId, limit])).map(proposalOf);
}

/** Agencies that decide for which somebody may give which commands. */
export type Signable = readonly { readonly type: ProposedType; readonly agency: string }[];

/** Open proposals somebody may decide, their own left out, those that waited longest first; without what they say. */
export async function listProposalsToSign(
  read: Pick<Reader, 'rows' | 'first'>,
  subject: string,
  signable: Signable,
  { after, limit }: { readonly after?: { readonly at: number; readonly key: string }; readonly limit: number },
): Promise<{ readonly items: readonly Proposal[]; readonly count: number }> {
  const where = `p.decided_at IS NULL AND p.erased_at IS NULL AND (c.id IS NULL OR c.status IN ('refused', 'dead')) AND p.proposed_by <> $1 AND (p.type, d.competent_agency) IN (SELECT * FROM unnest($2::text[], $3::text[]))`;
  const values = [subject, signable.map(({ type }) => type), signable.map(({ agency }) => agency)];
  const rows = await read.rows<Row>(`${SELECT} WHERE ${where} AND ($4::bigint IS NULL OR (p.proposed_at, p.id::text) > ($4, $5)) ORDER BY p.proposed_at, p.id::text LIMIT $6`, [...values, after?.at ?? null, after?.key ?? null, limit]);
  const count = await read.first<{ n: number }>(`SELECT count(*) AS n FROM proposal p LEFT JOIN command_inbox c ON c.id = p.command_id JOIN dossier d ON d.id = p.dossier_id WHERE ${where}`, values);
  return { items: rows.map(proposalOf), count: count?.n ?? 0 };
}

async function opened({ database: { read }, vault }: Pick<Engine, 'database' | 'vault'>, row: Row): Promise<Proposal> {
  const { content, key_ref: keyRef } = row;
  const command = content === null || keyRef === null ? undefined : (JSON.parse((await vault.open(read, keyRef, contextOf(row.id), content)).toString('utf8')) as ProposedCommand);
  return { ...proposalOf(row), ...(command === undefined ? {} : { command }) };
}

function proposalOf(row: Row): Proposal {
  return {
    id: row.id,
    dossierId: row.dossier_id,
    code: row.code,
    procedureName: row.procedure_name,
    agency: row.competent_agency,
    province: row.province,
    dueAt: row.due_at,
    seq: row.last_seq,
    type: row.type,
    by: row.proposed_by,
    role: row.proposed_role,
    at: row.proposed_at,
    underWay: row.command_status === 'pending',
    ...(row.decided_at === null || row.decided_by === null || row.outcome === null ? {} : { decided: { at: row.decided_at, by: row.decided_by, outcome: row.outcome } }),
  };
}

/** The place a proposal is sealed for. */
function contextOf(id: string): string {
  return `proposal:${id}`;
}
