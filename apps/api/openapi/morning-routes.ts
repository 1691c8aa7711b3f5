import { morningFileQuery, morningMadeQuery, morningQuery } from '../schemas/morning.js';
import { PAGES } from './pages.js';
import { XLSX_MEDIA } from '#letters';
import type { RouteDescription } from './route.js';

const LIST = '/api/v1/morning-list';

/** Routes of the list of every morning. */
export const MORNING_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: LIST, id: 'readMorningList', tag: 'staff', summary: 'What is late and what is due within two working days (a setting), by agency and due moment: as it stands now, or as it stood on the morning of a day. Officers see their own', query: morningQuery,
    answers: { 200: { description: 'A page of lines with the counts of the whole list', content: { json: PAGES.morning } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${LIST}/xlsx`, id: 'exportMorningList', tag: 'staff', summary: 'The same list as a spreadsheet, without names of applicants', query: morningFileQuery,
    answers: { 200: { description: 'The list, sent while it is written', content: { media: [XLSX_MEDIA] } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${LIST}/made`, id: 'listMorningLists', tag: 'staff', summary: 'The lists made on a day, one an agency, with the hash of what each said', query: morningMadeQuery,
    answers: { 200: { description: 'A page of lists', content: { json: PAGES.morningLists } } }, problems: [403, 404, 422],
  },
  {
    method: 'get', path: `${LIST}/told`, id: 'listMorningTold', tag: 'staff', summary: 'Who was told of the list of a day, when it was shown, mailed and read; what it counted for the asker alone. Officers see themselves', query: morningMadeQuery,
    answers: { 200: { description: 'A page of people', content: { json: PAGES.morningTold } } }, problems: [403, 404, 422],
  },
];
