import { caseOf, type Refusal } from '#domain';
import type { Engine } from '#service';

type Words = NonNullable<Refusal['data']>;

/**
 * The data of a refusal with the names of agencies and stages in the place of their codes, for its sentence. A code the
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
  };
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
