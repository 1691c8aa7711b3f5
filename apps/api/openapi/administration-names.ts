import { agencyChangeSchema, agencyPageSchema, numberSeriesSchema, procedureCheckSchema, procedureProblemSchema, publishedVersionSchema, settingsSchema, settingsVersionSchema } from '../views/administration-view.js';
import { dateTrialSchema } from '../views/date-trial-view.js';
import { exchangeFileSchema, exchangeImportItemSchema, exchangeImportSchema } from '../views/exchange-view.js';
import { PAGES } from './pages.js';

/** Names of the answers about the catalogue, settings and files exchanged with other installations. */
export const ADMINISTRATION_ANSWERS = {
  ProcedureProblem: procedureProblemSchema,
  ProcedureCheck: procedureCheckSchema,
  PublishedProcedureVersion: publishedVersionSchema,
  AgencyWithCalendar: agencyPageSchema,
  AgencyChange: agencyChangeSchema,
  AgencyChangePage: PAGES.agencyChanges,
  Settings: settingsSchema,
  SettingsVersion: settingsVersionSchema,
  SettingsVersionPage: PAGES.settingsVersions,
  NumberSeries: numberSeriesSchema,
  NumberSeriesPage: PAGES.numberSeries,
  DateTrial: dateTrialSchema,
  ExchangeFile: exchangeFileSchema,
  ExchangeImport: exchangeImportSchema,
  ExchangeImportItem: exchangeImportItemSchema,
  ExchangeImportPage: PAGES.exchangeImports,
};
