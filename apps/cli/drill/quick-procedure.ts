import type { CalendarDefinition, ProcedureVersion } from '#domain';
import { type Engine, loadCatalogue, publishCalendars, publishProcedure, readCatalogue, sha256, systemClock } from '#service';
import { dataFolder } from '../../local/reference-folder.js';

/** The counter of the campaign. */
export const COMMUNE = 'H99.31';
const ALWAYS = [['00:00', '24:00']] as const;
const ROUND_THE_CLOCK: CalendarDefinition = {
  id: 'round-the-clock',
  name: 'Open at every hour of every day',
  week: { mon: ALWAYS, tue: ALWAYS, wed: ALWAYS, thu: ALWAYS, fri: ALWAYS, sat: ALWAYS, sun: ALWAYS },
  years: Array.from({ length: 30 }, (_, index) => ({ year: 2024 + index, status: 'confirmed', source: 'For drills' }) as const),
};
/** Seconds are written as shares of an hour. */
const hours = (seconds: number): { readonly unit: 'working-hours'; readonly amount: number } => ({ unit: 'working-hours', amount: seconds / 3_600 });
const TERM_S = 30;

/** A procedure whose dossiers are due within seconds. */
export const QUICK: ProcedureVersion = {
  code: '9.000001',
  version: 1,
  name: 'Drill',
  field: { code: 'T01', name: 'Drill' },
  effectiveFrom: '2025-01-01',
  competentAgencies: [COMMUNE],
  nonTerritorial: false,
  channels: ['counter'],
  immediate: false,
  cases: [
    {
      code: '9.000001.01',
      name: 'Drill',
      parts: [{ term: { limit: hours(TERM_S), start: 'on-receipt', end: 'same-clock' }, groups: [{ stages: [{ id: 'process', name: 'Drill', owner: 'competent', budget: hours(TERM_S) }] }] }],
      components: [],
    },
  ],
  pauseGrounds: [],
  supplement: { clock: 'restart', applicantLimit: { unit: 'working-days', amount: 1 }, requestLimit: { agency: { unit: 'working-days', amount: 3 } }, closeAs: 'refused' },
  answer: { limit: hours(8), alert: hours(2) },
  apology: { at: 'before-expiry', lead: hours(4), letterLimit: hours(2) },
  fees: [],
  legalBases: [],
  results: [],
  sources: [],
};

/**
 * Loads the demonstration province into an empty engine, with offices that never close and the quick procedure. Nothing rests long:
 * what is proved is that things happen, and once.
 */
export async function loadDrillProvince({ database }: Engine): Promise<void> {
  const settings = { quietFromMinute: 0, quietUntilMinute: 0, deliveryRestSeconds: 1, portalRestSeconds: 1, portalAttempts: 1_000 };
  const files = await readCatalogue(dataFolder());
  await loadCatalogue(database, { ...files, settings }, systemClock.now());
  const agencies = files.agencies.map(({ code }) => code);
  const layers = [ROUND_THE_CLOCK];
  await database.transaction(async (tx) => {
    await publishCalendars(tx, agencies.map((agency) => ({ agency, processing: layers, intake: layers })), sha256, systemClock.now(), 'drill');
    await publishProcedure(tx, QUICK, new Set(agencies), sha256, systemClock.now());
  });
}
