import { type Agency, type AgencyProblem, agencyProblems, type AgencyUse, formatLocalDate, type Instant, localDateOf } from '#domain';
import type { Transaction } from '#persistence';
import type { Engine } from '../engine.js';
import type { Reader } from '../rule-book.js';
import { stableText } from '../stable-text.js';
import { type ChangeAuthor, keepChange, knownChange } from './changes.js';
import { publishAgencies } from './publish.js';

/** What entering or changing an agency came to. */
export type AgencyOutcome =
  | { readonly kind: 'entered' | 'changed' | 'unchanged'; readonly agency: Agency }
  | { readonly kind: 'refused'; readonly problems: readonly AgencyProblem[] }
  | { readonly kind: 'unknown-agency' | 'key-conflict' };

/** Number of the advisory lock under which agencies are changed: what one is checked against stands still until it is written. */
const CHANGING = 4_804_046;

/** Enters an agency. It works from the day a published calendar names it; until then no dossier reaches it. */
export async function enterAgency(engine: Pick<Engine, 'database' | 'rules'>, agency: Agency, author: ChangeAuthor): Promise<AgencyOutcome> {
  const outcome = await engine.database.transaction(async (tx): Promise<AgencyOutcome> => repeated(await knownChange(tx, author)) ?? writeAgency(tx, agency, author, 'new'));
  engine.rules.doubt();
  return outcome;
}

/** Changes an agency to what is given; nothing else of it stays. What rests on it already limits what may change: `agencyProblems`. */
export async function changeAgency(engine: Pick<Engine, 'database' | 'rules'>, agency: Agency, author: ChangeAuthor): Promise<AgencyOutcome> {
  const outcome = await engine.database.transaction(async (tx): Promise<AgencyOutcome> => repeated(await knownChange(tx, author)) ?? writeAgency(tx, agency, author, 'known'));
  engine.rules.doubt();
  return outcome;
}

/** The same in a transaction at hand. `either` enters an agency nobody knows and changes another. */
export async function writeAgency(tx: Transaction, agency: Agency, author: ChangeAuthor, expected: 'new' | 'known' | 'either'): Promise<AgencyOutcome> {
  await tx.run('SELECT pg_advisory_xact_lock($1)', [CHANGING]);
  const agencies = await readAgencies(tx);
  const before = agencies.get(agency.code);
  if (before === undefined && expected === 'known') {
    return { kind: 'unknown-agency' };
  }
  const compared = expected === 'new' ? undefined : before;
  if (compared !== undefined && stableText(compared) === stableText(agency)) {
    return { kind: 'unchanged', agency };
  }
  const problems = await findAgencyProblems(tx, compared, agency, agencies, author.at);
  if (problems.length > 0) {
    return { kind: 'refused', problems };
  }
  await publishAgencies(tx, [agency]);
  await keepChange(tx, { subject: 'agency', code: agency.code, ...(compared === undefined ? {} : { before: compared }), after: agency }, author);
  return { kind: compared === undefined ? 'entered' : 'changed', agency };
}

/** What keeps an agency from being entered or changed so, were it written at `at`. */
async function findAgencyProblems(read: Reader, before: Agency | undefined, after: Agency, agencies: ReadonlyMap<string, Agency>, at: Instant): Promise<readonly AgencyProblem[]> {
  const moved = before !== undefined && (before.remote ?? false) !== (after.remote ?? false);
  return agencyProblems(before, after, { agencies, use: await readAgencyUse(read, after.code, moved), today: formatLocalDate(localDateOf(at)) });
}

/** Every agency as committed now. */
export async function readAgencies(read: Pick<Reader, 'rows'>): Promise<ReadonlyMap<string, Agency>> {
  return new Map((await read.rows<{ data: Agency }>('SELECT data FROM agency ORDER BY code')).map(({ data }) => [data.code, data]));
}

/** What rests on an agency already. Where a matter lies stands in the first event of its dossier alone, so that is looked for only where it is asked. */
async function readAgencyUse(read: Reader, code: string, lying: boolean): Promise<AgencyUse> {
  const use = await read.first<AgencyUse>(
    `SELECT EXISTS (SELECT FROM calendar_version_agency WHERE agency_code = $1) OR EXISTS (SELECT FROM code_block WHERE agency = $1) AS named,
       EXISTS (SELECT FROM dossier WHERE receiving_agency = $1) AS received,
       EXISTS (SELECT FROM dossier WHERE competent_agency = $1 OR holders @> ARRAY[$1])
         OR ($2 AND EXISTS (SELECT FROM dossier_event WHERE seq = 1 AND payload->>'place' = $1)) AS decided`,
    [code, lying],
  );
  return use ?? { named: false, received: false, decided: false };
}

function repeated(known: Awaited<ReturnType<typeof knownChange>>): AgencyOutcome | undefined {
  if (known === undefined) {
    return undefined;
  }
  return known === 'key-conflict' ? { kind: 'key-conflict' } : { kind: 'unchanged', agency: known.after as Agency };
}
