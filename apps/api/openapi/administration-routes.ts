import { z } from 'zod';
import {
  agencyChangeRequest,
  agencyRequest,
  dateTrialRequest,
  exchangeApplication,
  exchangeUpload,
  exportQuery,
  numberSeriesQuery,
  numberSeriesRequest,
  procedureCheckRequest,
  procedureVersionRequest,
  settingsRequest,
} from '../schemas/administration.js';
import { reference } from '../schemas/atoms.js';
import { pageQuery, timelineQuery } from '../schemas/queries.js';
import { agencyPageSchema, numberSeriesSchema, procedureCheckSchema, publishedVersionSchema, settingsSchema } from '../views/administration-view.js';
import { dateTrialSchema } from '../views/date-trial-view.js';
import { exchangeFileSchema, exchangeImportSchema } from '../views/exchange-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const V1 = '/api/v1';
const AGENCY = { json: agencyPageSchema };
const code = { code: reference };

/** Routes by which the catalogue is changed by hand, or carried from one installation to another. */
export const ADMINISTRATION_ROUTES: readonly RouteDescription[] = [
  {
    method: 'post', path: `${V1}/procedures/validate`, id: 'validateProcedure', tag: 'catalogue', summary: 'What is wrong with a procedure version that is being written, how it is put right, and what it says differently from the last one; keeps nothing',
    body: { json: procedureCheckRequest }, answers: { 200: { description: 'What was found', content: { json: procedureCheckSchema } } }, problems: [403],
  },
  {
    method: 'post', path: `${V1}/procedures/{code}/versions`, id: 'publishProcedureVersion', tag: 'catalogue', summary: 'Publish the next version of a procedure, from today on or later; it is never changed, and open dossiers keep theirs', idempotent: true,
    params: code, body: { json: procedureVersionRequest }, answers: { 201: { description: 'The version; the same for a repeated key', content: { json: publishedVersionSchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'get', path: `${V1}/agencies/{code}`, id: 'readAgency', tag: 'catalogue', summary: 'An agency, and whether it has a calendar', params: code,
    answers: { 200: { description: 'The agency', content: AGENCY } }, problems: [404],
  },
  {
    method: 'get', path: `${V1}/agencies/{code}/changes`, id: 'listAgencyChanges', tag: 'catalogue', summary: 'Who changed what of an agency and when, the last change first', params: code, query: timelineQuery,
    answers: { 200: { description: 'A page of changes', content: { json: PAGES.agencyChanges } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${V1}/agencies`, id: 'enterAgency', tag: 'catalogue', summary: 'Enter an agency; it takes dossiers once a published calendar names it', idempotent: true, body: { json: agencyRequest },
    answers: { 201: { description: 'The agency; the same for a repeated key', content: AGENCY } }, problems: [403, 422],
  },
  {
    method: 'post', path: `${V1}/agencies/{code}`, id: 'changeAgency', tag: 'catalogue', summary: 'Change an agency to what is given, or end it. What codes, figures and explanations rest on stays once it is in use', idempotent: true,
    params: code, body: { json: agencyChangeRequest }, answers: { 200: { description: 'The agency as it is now', content: AGENCY } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/settings`, id: 'readSettings', tag: 'catalogue', summary: 'Settings of the installation: what was chosen, what holds, and what the program has of itself',
    answers: { 200: { description: 'The settings', content: { json: settingsSchema } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/settings/versions`, id: 'listSettingsVersions', tag: 'catalogue', summary: 'Every version of the settings, the last first', query: timelineQuery,
    answers: { 200: { description: 'A page of versions', content: { json: PAGES.settingsVersions } } }, problems: [403],
  },
  {
    method: 'post', path: `${V1}/settings/versions`, id: 'publishSettings', tag: 'catalogue', summary: 'Publish what the installation chooses from now on; dates already set keep the warnings they were set with', idempotent: true,
    body: { json: settingsRequest }, answers: { 201: { description: 'The settings as they hold', content: { json: settingsSchema } } }, problems: [403, 409, 422],
  },
  {
    method: 'post', path: `${V1}/calendars/date-trials`, id: 'tryDate', tag: 'calendars', summary: 'Count a term on an agency\'s calendars, those in force or those a draft would make, with every day of the way; writes nothing', body: { json: dateTrialRequest },
    answers: { 200: { description: 'The date', content: { json: dateTrialSchema } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${V1}/document-numbers`, id: 'listNumberSeries', tag: 'signing', summary: 'Series of document numbers of an agency, the newest year first', query: numberSeriesQuery,
    answers: { 200: { description: 'A page of series', content: { json: PAGES.numberSeries } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${V1}/document-numbers`, id: 'beginNumberSeries', tag: 'signing', summary: 'Say up to which number the agency\'s own register had come when the series was taken over; until its first number was given', idempotent: true,
    body: { json: numberSeriesRequest }, answers: { 200: { description: 'The series', content: { json: numberSeriesSchema } } }, problems: [403, 404, 409, 422],
  },
  {
    method: 'get', path: `${V1}/exchange/export`, id: 'exportCatalogue', tag: 'catalogue', summary: 'Procedures, calendars, agencies and templates of the province as one file that states its own hash', query: exportQuery,
    answers: { 200: { description: 'The file', content: { json: exchangeFileSchema } } }, problems: [403],
  },
  {
    method: 'post', path: `${V1}/exchange/imports`, id: 'importCatalogue', tag: 'catalogue', summary: 'Upload an exported file: its hash, form and province are checked, and nothing of it is applied', idempotent: true, body: { json: exchangeUpload },
    answers: { 201: { description: 'The import with its difference to what is here', content: { json: exchangeImportSchema } } }, problems: [403, 413, 422],
  },
  {
    method: 'get', path: `${V1}/exchange/imports`, id: 'listCatalogueImports', tag: 'catalogue', summary: 'Uploaded catalogues, the last first', query: pageQuery,
    answers: { 200: { description: 'A page of imports', content: { json: PAGES.exchangeImports } } }, problems: [403],
  },
  {
    method: 'get', path: `${V1}/exchange/imports/{id}`, id: 'readCatalogueImport', tag: 'catalogue', summary: 'An uploaded catalogue beside what is here now: new, changed, the same, older, or only here', params: { id: z.uuid() },
    answers: { 200: { description: 'The import', content: { json: exchangeImportSchema } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${V1}/exchange/imports/{id}/apply`, id: 'applyCatalogueImport', tag: 'catalogue', summary: 'Apply chosen parts, all or none, once: procedures and templates as next versions, agencies as changes, calendars as a draft for a second person',
    params: { id: z.uuid() }, body: { json: exchangeApplication }, answers: { 200: { description: 'The import with what was applied', content: { json: exchangeImportSchema } } }, problems: [403, 404, 409, 422],
  },
];
