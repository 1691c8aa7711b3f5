import type { Agency, Instant, ProcedureVersion } from '#domain';
import { type CatalogueFiles, type Engine, publishAgencies, publishCalendars, publishProcedure, readCatalogue, sha256 } from '#service';
import { dataFolder } from '../../../local/reference-folder.js';

/** How many of each the nation has. */
export interface NationSize {
  readonly provinces: number;
  readonly procedures: number;
}

/** A procedure with the bodies that decide it in one province. */
export interface Handled {
  readonly code: string;
  /** How often it is asked for beside the others. */
  readonly weight: number;
  readonly agencies: readonly [string, ...string[]];
}

/** A province with what is filed in it. */
export interface Province {
  readonly code: string;
  readonly handled: readonly [Handled, ...Handled[]];
}

/** Bodies under each province beside its own and its centre. */
const DEPARTMENTS = 6;
const COMMUNES = 8;
const FIELDS = 40;
/** Demo procedures that name no body of their own: they can be decided anywhere. */
const MODELS = ['1.000656', '1.000894', '1.004884', '1.013226', '1.013227', '2.000635'];
const AUTHOR = 'bench';

/** Publishes provinces with their bodies, calendars and procedures beside the demo catalogue, and tells what is filed where. */
export async function publishNation(engine: Engine, { provinces, procedures }: NationSize, at: Instant): Promise<readonly Province[]> {
  const files = await readCatalogue(dataFolder());
  const codes = Array.from({ length: provinces }, (_, index) => `B${String(index + 1).padStart(2, '0')}`);
  const agencies = codes.flatMap(agenciesOf);
  const versions = Array.from({ length: procedures }, (_, index) => versionOf(files, index, agencies));
  const layers = [files.nation, files.province];
  await engine.database.transaction(async (tx) => {
    await publishAgencies(tx, agencies);
    await publishCalendars(tx, [...files.agencies, ...agencies].map(({ code }) => ({ agency: code, processing: layers, intake: layers })), sha256, at, AUTHOR);
    const known = new Set([...files.agencies, ...agencies].map(({ code }) => code));
    for (const version of versions) {
      const publication = await publishProcedure(tx, version, known, sha256, at);
      if (publication.kind !== 'published') {
        throw new Error(`Procedure ${version.code} of the bench cannot be published: ${JSON.stringify(publication)}`);
      }
    }
  });
  return codes.map((code) => ({ code, handled: handledIn(code, versions) }));
}

function agenciesOf(province: string): readonly Agency[] {
  const body = (number: number, kind: Agency['kind'], desk: boolean): Agency => {
    const place = String(number).padStart(2, '0');
    return { code: `${province}.${place}`, unitCode: `000.00.${place}.${province}`, symbol: `${kind.slice(0, 2).toUpperCase()}${place}`, name: `Đơn vị ${place} tỉnh ${province}`, kind, superior: '', province, parent: province, desk };
  };
  const own: Agency = { code: province, unitCode: `000.00.00.${province}`, symbol: 'UBND', name: `Tỉnh ${province}`, kind: 'province', superior: '', province, desk: false };
  return [
    own,
    body(2, 'centre', true),
    ...Array.from({ length: DEPARTMENTS }, (_, index) => body(10 + index, 'department', false)),
    ...Array.from({ length: COMMUNES }, (_, index) => body(31 + index, 'commune', true)),
  ];
}

/** One half is decided by departments, the other by communes. */
function versionOf(files: CatalogueFiles, index: number, agencies: readonly Agency[]): ProcedureVersion {
  const model = files.procedures.find(({ code }) => code === MODELS[index % MODELS.length]);
  if (model === undefined) {
    throw new Error(`The demo catalogue has no procedure ${String(MODELS[index % MODELS.length])}`);
  }
  const number = String(index + 1).padStart(6, '0');
  const field = String((index % FIELDS) + 1).padStart(2, '0');
  const kind = index % 2 === 0 ? 'commune' : 'department';
  return {
    ...model,
    code: `8.${number}`,
    name: `Thủ tục đo tốc độ số ${String(index + 1)}`,
    field: { code: `B-LV${field}`, name: `Lĩnh vực ${field}` },
    competentAgencies: agencies.filter((agency) => agency.kind === kind).map(({ code }) => code),
    channels: ['counter', 'online', 'post'],
    cases: [{ ...model.cases[0], code: `8.${number}.01` }],
  };
}

function handledIn(province: string, versions: readonly ProcedureVersion[]): Province['handled'] {
  const [first, ...others] = versions.flatMap(({ code, competentAgencies }, rank) => {
    const [body, ...bodies] = competentAgencies.filter((agency) => agency.startsWith(`${province}.`));
    return body === undefined ? [] : [{ code, weight: 1 / (rank + 1), agencies: [body, ...bodies] as const }];
  });
  if (first === undefined) {
    throw new Error(`Nothing is filed in ${province}: give the bench at least one procedure`);
  }
  return [first, ...others];
}
