import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.js';
import type { components } from '../../api/schema.js';

type Agency = components['schemas']['Agency'];
type Person = components['schemas']['StaffPage']['items'][number];
type Procedure = components['schemas']['ProcedureSummary'];

const PAGE = 200;
/** Agencies and procedures change by decisions, not by the minute. */
const FRESH_MS = 600_000;

/** A code with its name, for a choice. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Every agency, and the name of each by its code. */
export function useAgencies(): { readonly choices: readonly Choice[]; readonly nameOf: (code: string) => string } {
  const { data = [] } = useQuery({ queryKey: ['manager', 'agencies'], queryFn: readAgencies, staleTime: FRESH_MS });
  return { choices: data.map(({ code, name }) => ({ value: code, label: name })), nameOf: (code) => data.find((agency) => agency.code === code)?.name ?? code };
}

/** Every procedure in force with its field, and the name of each by its code. */
export function useProcedures(): { readonly choices: readonly Choice[]; readonly fields: readonly Choice[]; readonly nameOf: (code: string) => string; readonly find: (code: string | undefined) => Procedure | undefined } {
  const { data = [] } = useQuery({ queryKey: ['manager', 'procedures'], queryFn: readProcedures, staleTime: FRESH_MS });
  const fields = new Map(data.map(({ field }) => [field.code, field.name]));
  return {
    choices: data.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` })),
    fields: [...fields].map(([value, label]) => ({ value, label })),
    nameOf: (code) => data.find((procedure) => procedure.code === code)?.name ?? code,
    find: (code) => data.find((procedure) => procedure.code === code),
  };
}

/** Everybody of the agencies one may look at, those who have left among them, by the identifiers they sign in with; and the name of each. */
export function usePeople(): { readonly choices: readonly Choice[]; readonly nameOf: (subject: string) => string } {
  const { data = [] } = useQuery({ queryKey: ['manager', 'people'], queryFn: readPeople, staleTime: FRESH_MS });
  return { choices: data.map(({ subject, name, position }) => ({ value: subject, label: `${name} – ${position}` })), nameOf: (subject) => data.find((person) => person.subject === subject)?.name ?? subject };
}

async function readPeople(): Promise<readonly Person[]> {
  return everyPage(async (query) => (await call.GET('/api/v1/staff', { params: { query } })).data);
}

async function readAgencies(): Promise<readonly Agency[]> {
  return everyPage(async (query) => (await call.GET('/api/v1/agencies', { params: { query } })).data);
}

async function readProcedures(): Promise<readonly Procedure[]> {
  return everyPage(async (query) => (await call.GET('/api/v1/procedures', { params: { query } })).data);
}

/** Reads a list to its end. Throws where a page is refused: half a catalogue would read like a whole one. */
async function everyPage<T>(read: (query: { limit: number; after?: string }) => Promise<{ readonly items: readonly T[]; readonly next: string | null } | undefined>): Promise<readonly T[]> {
  const items: T[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await read({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    if (page === undefined) throw new Error('A page of the catalogue was refused');
    items.push(...page.items);
    after = page.next;
  }
  return items;
}
