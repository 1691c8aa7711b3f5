import { readdir, readFile } from 'node:fs/promises';
import { type Agency, type CalendarDefinition, type Instant, parseAgencies, parseGroup, parseProcedure, parseSettings, type ProcedureGroup, type ProcedureVersion, type SettingsChoice } from '#domain';
import { parseIndexScheme, parseParCatalogue } from '#domain/figures';
import type { Database, Transaction } from '#persistence';
import { type CalendarAssignment, publishCalendars } from '../calendars/publish-calendars.js';
import { sha256 } from '../open-engine.js';
import { publishIndexScheme } from '../national-index/scheme.js';
import { introduceParCatalogues } from '../par-index/catalogues.js';
import type { AuthorityInput } from '../signing/authorities.js';
import { parseAuthorities, publishAuthorities } from '../signing/publish-authorities.js';
import { type CatalogueTemplates, parseTemplates, publishTemplate } from './publish-template.js';
import { publishGroup } from './publish-group.js';
import { publishAgencies, publishProcedure, publishSettings } from './publish.js';

/** The catalogue files of an installation. */
export interface CatalogueFiles {
  readonly agencies: readonly Agency[];
  readonly procedures: readonly ProcedureVersion[];
  /** Interlinked groups of them; none where the catalogue has no folder of groups. */
  readonly groups: readonly ProcedureGroup[];
  /** Absent where the installation chose none: then those in force stay. */
  readonly settings?: SettingsChoice;
  /** How scopes print their letters; absent where the catalogue says nothing of it. */
  readonly templates?: CatalogueTemplates;
  /** Who signs for which agency; none where the installation enters them by hand. */
  readonly authorities: readonly AuthorityInput[];
  /** Sets of criteria of the PAR INDEX; none where the folder has none. */
  readonly parCatalogues: readonly { readonly code: string; readonly json: unknown }[];
  /** The national index as far as it is known; absent where the folder has none. */
  readonly nationalIndex?: unknown;
  readonly nation: CalendarDefinition;
  readonly province: CalendarDefinition;
}

/** Reads the catalogue under a data folder. Throws naming the file when one is missing or malformed. */
export async function readCatalogue(dataFolder: URL): Promise<CatalogueFiles> {
  const given = await readdir(new URL('catalogue/', dataFolder));
  const optional = async <T>(name: string, parse: (json: unknown) => T): Promise<T | undefined> => (given.includes(name) ? readAs(new URL(`catalogue/${name}`, dataFolder), parse) : undefined);
  const settings = await optional('settings.json', parseSettings);
  const templates = await optional('letter-templates.json', parseTemplates);
  const nationalIndex = given.includes('national-index') ? await readAs(new URL('catalogue/national-index/766.json', dataFolder), checkedScheme) : undefined;
  return {
    agencies: await readAs(new URL('catalogue/agencies.json', dataFolder), parseAgencies),
    procedures: await readFolder(new URL('catalogue/procedures/', dataFolder), parseProcedure),
    groups: given.includes('groups') ? await readFolder(new URL('catalogue/groups/', dataFolder), parseGroup) : [],
    ...(settings === undefined ? {} : { settings }),
    ...(templates === undefined ? {} : { templates }),
    authorities: (await optional('signing-authorities.json', parseAuthorities)) ?? [],
    parCatalogues: given.includes('par-index') ? await readFolder(new URL('catalogue/par-index/', dataFolder), (json) => ({ code: parseParCatalogue(json).code, json })) : [],
    ...(nationalIndex === undefined ? {} : { nationalIndex }),
    nation: (await readJson(new URL('calendar/vn.json', dataFolder))) as CalendarDefinition,
    province: (await readJson(new URL('calendar/demo-province.json', dataFolder))) as CalendarDefinition,
  };
}

/**
 * Publishes a catalogue in one transaction. Repeating it changes nothing. Throws, naming procedure and problems, when a
 * procedure is refused or differs from the published version of the same number.
 */
export async function loadCatalogue(database: Database, files: CatalogueFiles, at: Instant): Promise<{ readonly agencies: number; readonly procedures: number; readonly settings: 'published' | 'unchanged' }> {
  const layers = [files.nation, files.province];
  const assignments: readonly CalendarAssignment[] = files.agencies.map(({ code }) => ({ agency: code, processing: layers, intake: layers }));
  const settings = await database.transaction(async (tx) => {
    await publishAgencies(tx, files.agencies);
    if (!(await isCalendarKept(tx))) {
      await publishCalendars(tx, assignments, sha256, at, INSTALLATION);
    }
    await publishTemplates(tx, files.templates ?? {}, at);
    await introduceParCatalogues(tx, files.parCatalogues, at, INSTALLATION);
    if (files.nationalIndex !== undefined) {
      await publishIndexScheme(tx, files.nationalIndex, { at, by: INSTALLATION }, true);
    }
    await publishAuthorities(tx, files.authorities, INSTALLATION, at);
    const chosen = files.settings === undefined ? 'unchanged' : await publishSettings(tx, files.settings, at, INSTALLATION);
    const known = new Set(files.agencies.map(({ code }) => code));
    for (const procedure of files.procedures) {
      const publication = await publishProcedure(tx, procedure, known, sha256, at);
      if (publication.kind === 'refused' || publication.kind === 'version-taken') {
        const why = publication.kind === 'refused' ? publication.problems.map((problem) => `${problem.code} at ${problem.path}`).join('; ') : 'its text differs from the published one: raise its version';
        throw new Error(`Procedure ${procedure.code} version ${String(procedure.version)} cannot be published: ${why}`);
      }
    }
    for (const group of files.groups) {
      const publication = await publishGroup(tx, group, sha256, at);
      if (publication.kind === 'refused' || publication.kind === 'version-taken') {
        const why = publication.kind === 'refused' ? publication.problems.map((problem) => `${problem.code} at ${problem.path}`).join('; ') : 'its text differs from the published one: raise its version';
        throw new Error(`Group ${group.code} version ${String(group.version)} cannot be published: ${why}`);
      }
    }
    return chosen;
  });
  return { agencies: files.agencies.length, procedures: files.procedures.length, settings };
}

/** Who published a calendar that came with the program. */
const INSTALLATION = 'installation';

/** A scope whose template people have published since keeps theirs. */
async function publishTemplates(tx: Transaction, templates: CatalogueTemplates, at: Instant): Promise<void> {
  for (const [scope, content] of Object.entries(templates)) {
    const kept = await tx.first('SELECT FROM letter_template WHERE scope = $1 AND published_by <> $2 LIMIT 1', [scope, INSTALLATION]);
    if (kept === undefined && (await publishTemplate(tx, scope, content, { at, by: INSTALLATION })).kind === 'unknown-scope') {
      throw new Error(`The letter template of ${scope} cannot be published: no agency of the catalogue has this code`);
    }
  }
}

/** A calendar that people have published since is never put back to the one that came with the program. */
async function isCalendarKept(tx: Transaction): Promise<boolean> {
  const head = await tx.first<{ published_by: string }>('SELECT v.published_by FROM calendar_head h JOIN calendar_version v ON v.id = h.version_id');
  return head !== undefined && head.published_by !== INSTALLATION;
}

function checkedScheme(json: unknown): unknown {
  parseIndexScheme(json);
  return json;
}

async function readFolder<T>(folder: URL, parse: (json: unknown) => T): Promise<readonly T[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map((name) => readAs(new URL(name, folder), parse)));
}

async function readAs<T>(file: URL, parse: (json: unknown) => T): Promise<T> {
  const json = await readJson(file);
  try {
    return parse(json);
  } catch (error) {
    throw new Error(`Cannot use ${file.pathname}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function readJson(file: URL): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`Cannot read ${file.pathname}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
