import { randomUUID } from 'node:crypto';
import type { Instant, Refusal } from '#domain';
import { isUniqueViolation, type Statements } from '#persistence';
import type { Clock } from '../clock.js';
import type { Engine } from '../engine.js';
import { refusedFiling } from '../filing.js';
import { stableText } from '../stable-text.js';
import { codeOfIntake, INTAKE_ATTEMPTS } from '../take-in.js';
import { type DraftedIntake, draftIntake, recordIntake, writeIntakes } from '../take-in-write.js';
import type { Outcome } from '../transition.js';
import { type FilingPlanning, type GroupFilingInput, planFiling } from './plan-filing.js';

/** What a filing of a group comes to. `repeated`: the same key with the same body was filed before. */
export type GroupFilingResult =
  | { readonly kind: 'created' | 'repeated'; readonly code: string; readonly dossierIds: readonly string[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'key-conflict' | 'forbidden' };

/**
 * Opens a dossier for each member of a group in one transaction on PostgreSQL alone, all or none, each exactly as an intake of
 * its own, and the filing that links them. One that cannot be opened refuses the whole filing, and is named.
 */
export async function fileGroup(engine: Engine, clock: Clock, input: GroupFilingInput): Promise<GroupFilingResult> {
  const hmac = engine.vault.hmac('command-body', stableText({ type: 'FileGroup', body: input.body }));
  const at = clock.now();
  let hasCollided = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const known = await readKnown(engine, input);
      if (known !== undefined) {
        return known.body_hmac === hmac ? await repeated(engine, known) : { kind: 'key-conflict' };
      }
      const plan = await objectToCode(engine, input, await planFiling(engine, input, at));
      switch (plan.kind) {
        case 'known':
          break;
        case 'forbidden':
          return { kind: 'forbidden' };
        case 'refused':
          await recordIntake(engine.database.read, input, hmac, at, null, { kind: 'refused', refusal: plan.refusal });
          return plan;
        case 'planned': {
          const created = await write(engine, clock, input, hmac, plan, at, hasCollided);
          if (created !== undefined) {
            return created;
          }
        }
      }
    } catch (error) {
      // The same key or one of the codes was written by somebody else meanwhile: now it can be seen, or passed over.
      if (attempt === INTAKE_ATTEMPTS || !isUniqueViolation(error)) {
        throw error;
      }
      hasCollided = true;
    }
    if (attempt === INTAKE_ATTEMPTS) {
      throw new Error(`The calendar was published anew ${String(INTAKE_ATTEMPTS)} times while a group was filed: send the filing again`);
    }
  }
}

/** A code the portal gave is borne by one filing and by no dossier. */
async function objectToCode(engine: Engine, { body }: GroupFilingInput, plan: FilingPlanning): Promise<FilingPlanning> {
  const code = body.portal?.portalCode;
  if (plan.kind !== 'planned' || code === undefined) {
    return plan;
  }
  const taken = await engine.database.read.first('SELECT FROM filing WHERE code = $1 UNION ALL SELECT FROM dossier WHERE code = $1', [code]);
  return taken === undefined ? plan : refusedFiling('code-taken', { code });
}

interface KnownFiling {
  readonly body_hmac: string;
  readonly dossier_id: string | null;
  readonly outcome: Outcome | null;
}

/** What was sent under the filing's key before, whatever it was; `undefined` when nothing was. */
async function readKnown(engine: Engine, { actor, idempotencyKey }: GroupFilingInput): Promise<KnownFiling | undefined> {
  return engine.database.read.first<KnownFiling>('SELECT body_hmac, dossier_id, outcome FROM command_inbox WHERE actor_subject = $1 AND idempotency_key = $2', [actor.subject, idempotencyKey]);
}

async function write(
  engine: Engine,
  clock: Clock,
  input: GroupFilingInput,
  hmac: string,
  { group, chosen, members }: Extract<FilingPlanning, { kind: 'planned' }>,
  at: Instant,
  hasCollided: boolean,
): Promise<GroupFilingResult | undefined> {
  // One after another: codes of one filing follow each other in the order of the group.
  const codes: string[] = [];
  for (const member of members) {
    codes.push(await codeOfIntake(engine, member.input, member.plan, hasCollided));
  }
  const code = input.body.portal?.portalCode ?? filingCode(codes);
  const drafted = await Promise.all(
    members.map(async ({ input: memberInput, plan }, index) => ({ input: memberInput, intake: await draftIntake(engine, memberInput, plan, { code: codes[index] ?? '', at, filing: code }) })),
  );
  const intakes = drafted.map(({ intake }) => intake);
  const written = await writeIntakes(engine, clock, intakes, at, async (writes) => {
    await insertFiling(writes, { code, group: group.code, version: group.version, caseCode: chosen.code, at }, intakes);
    await Promise.all(drafted.map(({ input: memberInput, intake: { dossierId, draft } }) => recordIntake(writes, memberInput, hmac, at, dossierId, { kind: 'applied', seq: [1, draft.head.seq] })));
  });
  return written ? { kind: 'created', code, dossierIds: intakes.map(({ dossierId }) => dossierId) } : undefined;
}

/** A filing is called after its first dossier, so that no second series is kept: `LT-000.00.31.H99-260819-0361`. */
function filingCode([first = '']: readonly string[]): string {
  return `LT-${first}`;
}

interface FilingValues {
  readonly code: string;
  readonly group: string;
  readonly version: number;
  readonly caseCode: string;
  readonly at: Instant;
}

async function insertFiling(writes: Pick<Statements, 'run'>, { code, group, version, caseCode, at }: FilingValues, intakes: readonly DraftedIntake[]): Promise<void> {
  const id = randomUUID();
  await writes.run('INSERT INTO filing (id, code, group_code, group_version, case_code, filed_at) VALUES ($1, $2, $3, $4, $5, $6)', [id, code, group, version, caseCode, at]);
  await writes.run('INSERT INTO filing_dossier (filing_id, place, dossier_id) SELECT $1::uuid, place, dossier_id FROM unnest($2::uuid[]) WITH ORDINALITY AS opened (dossier_id, place)', [
    id,
    intakes.map(({ dossierId }) => dossierId),
  ]);
}

async function repeated(engine: Engine, { dossier_id: dossierId, outcome }: KnownFiling): Promise<GroupFilingResult> {
  if (outcome?.kind === 'refused') {
    return { kind: 'refused', refusal: outcome.refusal };
  }
  const rows = await engine.database.read.rows<{ code: string; dossier_id: string }>(
    `SELECT f.code, d.dossier_id FROM filing f JOIN filing_dossier d ON d.filing_id = f.id
     WHERE f.id = (SELECT filing_id FROM filing_dossier WHERE dossier_id = $1) ORDER BY d.place`,
    [dossierId],
  );
  const [first] = rows;
  return first === undefined ? { kind: 'key-conflict' } : { kind: 'repeated', code: first.code, dossierIds: rows.map((row) => row.dossier_id) };
}
