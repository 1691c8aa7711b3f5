import { XLSX_MEDIA } from '#letters';
import { z } from 'zod';
import { registerCsvQuery, registerLinesQuery, registerPartQuery, registersQuery } from '../schemas/registers.js';
import { registerSchema } from '../views/register-view.js';
import { PAGES } from './pages.js';
import type { RouteDescription } from './route.js';

const REGISTERS = '/api/v1/registers';
const id = { id: z.uuid() };
/** Routes of the registers of the desks (form 07). */
export const REGISTER_ROUTES: readonly RouteDescription[] = [
  {
    method: 'get', path: REGISTERS, id: 'listRegisters', tag: 'letters', summary: 'Registers of desks (form 07), one a field and year, the newest year first', query: registersQuery,
    answers: { 200: { description: 'A page of registers', content: { json: PAGES.registers } } }, problems: [403],
  },
  {
    method: 'get', path: `${REGISTERS}/{id}/lines`, id: 'listRegisterLines', tag: 'letters', summary: 'Lines of a register by their numbers. They name applicants, so they need the right to read personal data', params: id, query: registerLinesQuery,
    answers: { 200: { description: 'A page of lines', content: { json: PAGES.registerLines } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${REGISTERS}/{id}/pdf`, id: 'printRegister', tag: 'letters', summary: 'The register as form 07 on A4, with title and closing pages of each volume; whole, or a volume or some lines of it', params: id, query: registerPartQuery,
    answers: { 200: { description: 'The register, sent while it is written', content: { media: ['application/pdf'] } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${REGISTERS}/{id}/xlsx`, id: 'exportRegister', tag: 'letters', summary: 'The register as a spreadsheet, with the columns of form 07', params: id, query: registerPartQuery,
    answers: { 200: { description: 'The register, sent while it is written', content: { media: [XLSX_MEDIA] } } }, problems: [403, 404],
  },
  {
    method: 'get', path: `${REGISTERS}/{id}/csv`, id: 'exportRegisterCsv', tag: 'letters', summary: 'The register as CSV in UTF-8, with the columns of form 07; texts that look like formulas begin with an apostrophe', params: id, query: registerCsvQuery,
    answers: { 200: { description: 'The register, sent while it is written', content: { media: ['text/csv'] } } }, problems: [403, 404],
  },
  {
    method: 'post', path: `${REGISTERS}/{id}/close`, id: 'closeRegister', tag: 'letters', summary: 'Close and sign a register for good once its year is over, under an authority to sign for its desk\'s agency (409 `no-signing-authority` without one); the same answer however often', params: id,
    answers: { 200: { description: 'The closed register with the hash of its content, its number and the authority it is signed under', content: { json: registerSchema } } }, problems: [403, 404, 409],
  },
];
