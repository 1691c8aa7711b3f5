import type { ChainedRow, Instant, Refusal } from '#domain';
import { isUniqueViolation } from '#persistence';
import type { Clock } from './clock.js';
import { takeCode, takeFreeCode } from './codes.js';
import type { Engine } from './engine.js';
import type { ApplicantRecord } from './personal/index.js';
import { stableText } from './stable-text.js';
import { type IntakePlan, type KnownIntake, planIntake, type TakeInInput } from './take-in-plan.js';
import { draftIntake, recordIntake, writeIntakes } from './take-in-write.js';

/**
 * What an intake comes to. `created`: with the rows of its ledger and its personal record as written, so that they need
 * not be read to be shown. `repeated`: the same key with the same body was taken in before; `seq` is the
 * last event the intake itself appended.
 */
export type TakeInResult =
  | { readonly kind: 'created'; readonly dossierId: string; readonly code: string; readonly rows: readonly ChainedRow[]; readonly record: ApplicantRecord }
  | { readonly kind: 'repeated'; readonly dossierId: string; readonly code: string; readonly seq: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'key-conflict' | 'forbidden' };

/** Attempts at an intake, or at a filing of several, that somebody else's write, or a calendar published meanwhile, sends back to its beginning. */
export const INTAKE_ATTEMPTS = 4;

/**
 * Opens a dossier on PostgreSQL alone: event 1, row, figures, personal record, search tokens and the recorded outcome in
 * one transaction. The applicant leaves with code, appointment and receipt while Temporal is down.
 *
 * The intake is decided before anything is held and written only if the calendar it was decided under is still the
 * current one. Its code is taken between the two: a counter that many clerks share is held for no longer than a count.
 */
export async function takeIn(engine: Engine, clock: Clock, input: TakeInInput): Promise<TakeInResult> {
  const hmac = engine.vault.hmac('command-body', stableText({ type: 'TakeIn', body: input.body }));
  const at = clock.now();
  let code: string | undefined;
  let hasCollided = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const plan = await planIntake(engine, input, at);
      switch (plan.kind) {
        case 'known':
          return plan.known.bodyHmac === hmac ? repeated(plan.known) : { kind: 'key-conflict' };
        case 'forbidden':
          return plan;
        case 'refused':
          await recordIntake(engine.database.read, input, hmac, at, null, { kind: 'refused', refusal: plan.refusal });
          return plan;
        case 'planned': {
          code ??= await codeOfIntake(engine, input, plan, hasCollided);
          const created = await write(engine, clock, input, hmac, plan, code, at);
          if (created !== undefined) {
            return created;
          }
        }
      }
    } catch (error) {
      // The same key or the same code was written by somebody else meanwhile: now it can be seen, or passed over.
      if (attempt === INTAKE_ATTEMPTS || !isUniqueViolation(error)) {
        throw error;
      }
      code = undefined;
      hasCollided = true;
    }
    if (attempt === INTAKE_ATTEMPTS) {
      throw new Error(`The calendar was published anew ${String(INTAKE_ATTEMPTS)} times while a dossier was taken in: send the intake again`);
    }
  }
}

/** The code of a planned intake: the one it was given elsewhere, else its desk's next. */
export async function codeOfIntake(engine: Engine, { body }: Pick<TakeInInput, 'body'>, { routing, rules, request }: IntakePlan, hasCollided: boolean): Promise<string> {
  const given = body.outage?.code ?? body.portal?.portalCode;
  if (given !== undefined) {
    return given;
  }
  const desk = rules.agencies.get(routing.route.receiving);
  if (desk === undefined) {
    throw new Error(`Agency ${routing.route.receiving} vanished while a dossier was taken in`);
  }
  return hasCollided ? takeFreeCode(engine, desk, request.receivedAt) : takeCode(engine, desk, request.receivedAt);
}

/** Writes a planned intake; `undefined` when the calendar has moved since it was planned, and then nothing is written. */
async function write(engine: Engine, clock: Clock, input: TakeInInput, hmac: string, plan: IntakePlan, code: string, at: Instant): Promise<TakeInResult | undefined> {
  const intake = await draftIntake(engine, input, plan, { code, at });
  const { dossierId, draft } = intake;
  const written = await writeIntakes(engine, clock, [intake], at, (writes) => recordIntake(writes, input, hmac, at, dossierId, { kind: 'applied', seq: [1, draft.head.seq] }));
  return written ? { kind: 'created', dossierId, code, rows: draft.rows, record: plan.record } : undefined;
}

function repeated(known: KnownIntake): TakeInResult {
  if (known.outcome?.kind === 'refused') {
    return { kind: 'refused', refusal: known.outcome.refusal };
  }
  const seq = known.outcome?.kind === 'applied' ? (known.outcome.seq.at(-1) ?? 1) : 1;
  return known.dossierId === undefined || known.code === undefined ? { kind: 'key-conflict' } : { kind: 'repeated', dossierId: known.dossierId, code: known.code, seq };
}
