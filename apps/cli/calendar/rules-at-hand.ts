import { namesInstallation } from '#config';
import { type Agency, buildWorkingCalendar, type CalendarBook, mergeCalendars, type ProcedureVersion, type Rules, settingsOf } from '#domain';
import { closeEngine, type Engine, openEngine, readCatalogue } from '#service';
import { dataFolder } from '../../local/reference-folder.js';
import { findInstallation } from '../installation.js';

/** Where dates are asked: the rules of any procedure on a day, or none where it is not in force then. */
export interface RulesAtHand {
  readonly rulesOn: (procedure: string, localDay: string) => Promise<Rules | undefined>;
}

/** Asks `work` over the published catalogue where an installation is meant, else over the one that comes with the program. */
export async function withRules<T>(installation: boolean, work: (rules: RulesAtHand) => Promise<T>): Promise<T> {
  return installation || namesInstallation() ? withEngine((engine) => work(publishedRules(engine))) : work(await programRules());
}

/** Opens the installation the environment names, else the local one, for the time of `work`. */
export async function withEngine<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
  const { databaseUrl, masterKey } = await findInstallation();
  const engine = await openEngine({ databaseUrl, masterKey, applicationName: 'dunghan-calendar', poolSize: 2 });
  try {
    return await work(engine);
  } finally {
    await closeEngine(engine);
  }
}

function publishedRules({ rules, database: { read } }: Engine): RulesAtHand {
  return {
    rulesOn: async (code, localDay) => {
      const published = await rules.procedureInForce(read, code, localDay);
      return published && rules.rules(read, code, published.procedure.version, await rules.currentSnapshot(read));
    },
  };
}

async function programRules(): Promise<RulesAtHand> {
  const files = await readCatalogue(dataFolder());
  const agencies: ReadonlyMap<string, Agency> = new Map(files.agencies.map((agency) => [agency.code, agency]));
  const calendar = buildWorkingCalendar(mergeCalendars([files.nation, files.province]));
  const settings = settingsOf(files.settings ?? {});
  const calendars: CalendarBook = { snapshot: 'program', processing: () => calendar, intake: () => calendar };
  return {
    rulesOn: async (code, localDay) => {
      const procedure = inForce(files.procedures, code, localDay);
      return procedure && { procedure, agencies, calendars, settings, signatories: [] };
    },
  };
}

function inForce(procedures: readonly ProcedureVersion[], code: string, localDay: string): ProcedureVersion | undefined {
  return procedures.filter((procedure) => procedure.code === code && procedure.effectiveFrom <= localDay).toSorted((a, b) => a.version - b.version).at(-1);
}
