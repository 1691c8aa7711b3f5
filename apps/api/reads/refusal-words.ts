import { caseOf, type Refusal, type RefusalCode } from '#domain';
import type { Engine } from '#service';
import { delayReasonName } from '#vi';

type Words = NonNullable<Refusal['data']>;

/**
 * The data of a refusal with the names of agencies, stages and reasons for a delay in the place of their codes, for its sentence. A code the
 * catalogue does not know stays. Stages are those of the named dossier's case.
 */
export async function refusalWords(engine: Engine, refusal: Refusal, dossierCode?: string): Promise<Words> {
  const { agency, receiving, stage, ...rest } = refusal.data ?? {};
  const agencies = agency === undefined && receiving === undefined ? undefined : await engine.rules.agencies(engine.database.read);
  const nameOf = (code: string | number): string | number => agencies?.get(String(code))?.name ?? code;
  return {
    ...rest,
    ...(agency === undefined ? {} : { agency: nameOf(agency) }),
    ...(receiving === undefined ? {} : { receiving: nameOf(receiving) }),
    ...(stage === undefined ? {} : { stage: (dossierCode === undefined ? undefined : await stageName(engine, dossierCode, stage)) ?? stage }),
    ...(OF_REASONS.includes(refusal.code) && rest['offered'] !== undefined ? { offered: await reasonNames(engine, String(rest['offered'])) } : {}),
  };
}

/** Refusals that name reasons for a delay. */
const OF_REASONS: readonly RefusalCode[] = ['unknown-delay-reason', 'delay-reason-required'];

async function reasonNames(engine: Engine, codes: string): Promise<string> {
  const { delayReasons } = await engine.rules.settings(engine.database.read);
  const known = new Map(delayReasons.map((reason) => [reason.code, delayReasonName(reason)]));
  return codes
    .split(', ')
    .map((code) => `“${known.get(code) ?? code}”`)
    .join(', ');
}

async function stageName(engine: Engine, dossierCode: string, stage: string | number): Promise<string | undefined> {
  const { read } = engine.database;
  const row = await read.first<{ procedure_code: string; procedure_version: number; case_code: string }>(
    'SELECT procedure_code, procedure_version, case_code FROM dossier WHERE code = $1',
    [dossierCode],
  );
  if (row === undefined) {
    return undefined;
  }
  const { procedure } = await engine.rules.procedure(read, row.procedure_code, row.procedure_version);
  const parts = caseOf(procedure, row.case_code)?.parts ?? [];
  return parts.flatMap(({ groups }) => groups.flatMap(({ stages }) => stages)).find(({ id }) => id === stage)?.name;
}
