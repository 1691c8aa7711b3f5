import { isWithoutDates } from '#domain';
import { type DossierPage, readDossier } from '../dossiers/dossier-page.js';
import type { Engine } from '../engine.js';
import type { Filing } from './read-filing.js';

/** A dossier of a filing as it stands. */
export interface FilingMember {
  readonly page: DossierPage;
  readonly appointment: number | undefined;
  /** Procedures of the members whose results it needs, and those of them that have none yet. */
  readonly needs: readonly string[];
  readonly awaits: readonly string[];
}

/** A filing with its dossiers as they stand, in the order of the group. */
export interface FilingPage {
  readonly filing: Filing;
  readonly members: readonly FilingMember[];
}

/** Reads the dossiers of a filing, without anything personal: as they are now, or as they were opened. */
export async function showFiling(engine: Engine, filing: Filing, when: 'now' | 'opened'): Promise<FilingPage> {
  const pages: DossierPage[] = [];
  for (const { code } of filing.dossiers) {
    // An intake of a filing appends one event.
    const page = await readDossier(engine, code, { withPersonal: false, ...(when === 'opened' ? { upTo: 1 } : {}) });
    if (page === undefined) {
      throw new Error(`Dossier ${code} of filing ${filing.code} is gone: restore it before going on`);
    }
    pages.push(page);
  }
  const done = new Set(pages.flatMap(({ state, procedure }) => (state.result?.outcome === 'granted' ? [procedure.code] : [])));
  return {
    filing,
    members: pages.map((page) => {
      const needs = filing.chosen.members.find(({ procedureCode }) => procedureCode === page.procedure.code)?.needs ?? [];
      return { page, appointment: isWithoutDates(page.state) ? undefined : page.state.appointment, needs, awaits: needs.filter((procedure) => !done.has(procedure)) };
    }),
  };
}
