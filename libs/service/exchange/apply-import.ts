import { type Actor, type Agency, type AgencyProblem, formatLocalDate, type Instant, localDateOf, type ProcedureProblem, type ProcedureVersion } from '#domain';
import type { Transaction } from '#persistence';
import { type CalendarProblem, writeCalendarDraft } from '../calendars/drafts.js';
import { readAgencies, writeAgency } from '../catalogue/agencies.js';
import type { ChangeAuthor } from '../catalogue/changes.js';
import { nextVersion } from '../catalogue/next-version.js';
import { publishTemplate } from '../catalogue/publish-template.js';
import { writeVersion } from '../catalogue/publish-version.js';
import type { Engine } from '../engine.js';
import { comparisonHash, type ExchangeItem, procedureKey } from './compare-content.js';
import { EXCHANGE_PARTS, type ExchangeContent, type ExchangePart } from './exchange-file.js';
import { type AppliedItem, compareImport, type ExchangeImport, type ExchangeOutcome, findExchangeImport } from './imports.js';
import { beyondProvince } from './province-bounds.js';

/** What of an import is to be applied, and what the draft of calendars rests on. */
interface ExchangeChoice {
  readonly parts: readonly ExchangePart[];
  /** `comparisonHash` of the comparison that was looked at. */
  readonly basedOn: string;
  /** Number of the document the calendars are taken over by; needed where one differs. */
  readonly source?: string;
}

/** One thing of a file that cannot be applied. */
export interface UnappliedItem {
  readonly part: ExchangePart;
  readonly key: string;
  readonly procedure?: readonly ProcedureProblem[];
  readonly agency?: readonly AgencyProblem[];
  readonly calendar?: CalendarProblem;
}

/** What applying came to: everything chosen, or nothing. `moved-on`: somebody changed what is compared since it was looked at. */
export type ExchangeApplication =
  | { readonly kind: 'applied'; readonly outcome: ExchangeOutcome }
  | { readonly kind: 'not-found' | 'applied-before' | 'source-needed' | 'moved-on' }
  | { readonly kind: 'refused'; readonly items: readonly UnappliedItem[] };

/** Rolls everything back. */
class Refused extends Error {
  constructor(readonly item: UnappliedItem) {
    super(`${item.part} ${item.key} cannot be applied`);
  }
}

/**
 * Applies an import: agencies as changes, procedures as next versions, templates as versions, calendars as a draft that a second person
 * publishes. All in one transaction, once; what says the same as here, or what an earlier version said, is left alone. A version whose
 * first day has passed begins on the day of the application.
 */
export async function applyExchange(engine: Engine, id: string, choice: ExchangeChoice, by: Actor, at: Instant): Promise<ExchangeApplication> {
  try {
    return await engine.database.transaction(async (tx): Promise<ExchangeApplication> => {
      const found = await findExchangeImport(tx, id, true);
      if (found?.applied !== undefined) {
        return isSameChoice(found.applied.outcome, choice) ? { kind: 'applied', outcome: found.applied.outcome } : { kind: 'applied-before' };
      }
      return found === undefined ? { kind: 'not-found' } : await apply(engine, tx, found, choice, by, at);
    });
  } catch (error) {
    if (error instanceof Refused) {
      return { kind: 'refused', items: [error.item] };
    }
    throw error;
  } finally {
    engine.rules.doubt();
  }
}

async function apply(engine: Engine, tx: Transaction, found: ExchangeImport, { parts, source, basedOn }: ExchangeChoice, by: Actor, at: Instant): Promise<ExchangeApplication> {
  const author: ChangeAuthor = { at, by: by.subject, importId: found.id };
  const content = found.file.parts;
  const compared = await compareImport(tx, found, at);
  if (comparisonHash(compared, engine.sha256) !== basedOn) {
    return { kind: 'moved-on' };
  }
  const differing = compared.filter(({ part, standing }) => parts.includes(part) && (standing === 'new' || standing === 'changed'));
  const keys = (part: ExchangePart): ReadonlySet<string> => new Set(differing.flatMap((item) => (item.part === part ? [item.key] : [])));
  const calendars = keys('calendars');
  if (calendars.size > 0 && source === undefined) {
    return { kind: 'source-needed' };
  }
  // An agency may have become another province's since the file was uploaded.
  const beyond = beyondProvince(found.file, await readAgencies(tx)).find(({ part }) => parts.includes(part));
  if (beyond !== undefined) {
    throw new Refused({ part: beyond.part, key: beyond.key });
  }
  const items = [
    ...(await applyAgencies(tx, content.agencies ?? [], keys('agencies'), author)),
    ...(await applyProcedures(engine, tx, content.procedures ?? [], keys('procedures'), author)),
    ...(await applyTemplates(tx, content.templates ?? {}, keys('templates'), author)),
  ];
  const draft = calendars.size === 0 ? undefined : await draftCalendars(tx, content.calendars, calendars, source ?? '', by, at);
  const outcome: ExchangeOutcome = {
    parts: EXCHANGE_PARTS.filter((part) => parts.includes(part)),
    items: [...items, ...differing.flatMap(({ part, key }: ExchangeItem) => (part === 'calendars' ? [{ part, key }] : []))],
    ...(draft === undefined ? {} : { calendarDraft: draft }),
  };
  await tx.run('UPDATE exchange_import SET applied_at = $2, applied_by = $3, outcome = $4 WHERE id = $1', [found.id, at, by.subject, JSON.stringify(outcome)]);
  return { kind: 'applied', outcome };
}

/** Those above others first: an agency is refused while its parent is unknown. */
async function applyAgencies(tx: Transaction, agencies: readonly Agency[], keys: ReadonlySet<string>, author: ChangeAuthor): Promise<readonly AppliedItem[]> {
  const waiting = agencies.filter(({ code }) => keys.has(code));
  const applied: AppliedItem[] = [];
  const left = new Set(waiting.map(({ code }) => code));
  while (left.size > 0) {
    const next = waiting.find(({ code, parent, province }) => left.has(code) && !(parent !== undefined && left.has(parent) && parent !== code) && !(province !== code && left.has(province)));
    const agency = next ?? waiting.find(({ code }) => left.has(code));
    if (agency === undefined) {
      break;
    }
    const outcome = await writeAgency(tx, agency, author, 'either');
    if (outcome.kind === 'refused') {
      throw new Refused({ part: 'agencies', key: agency.code, agency: outcome.problems });
    }
    left.delete(agency.code);
    applied.push({ part: 'agencies', key: agency.code });
  }
  return applied;
}

async function applyProcedures(engine: Engine, tx: Transaction, procedures: readonly ProcedureVersion[], keys: ReadonlySet<string>, author: ChangeAuthor): Promise<readonly AppliedItem[]> {
  const today = formatLocalDate(localDateOf(author.at));
  const applied: AppliedItem[] = [];
  for (const procedure of procedures) {
    const key = procedureKey(procedure, today);
    if (keys.has(key)) {
      const version = await nextVersion(tx, procedure.code);
      const effectiveFrom = procedure.effectiveFrom < today ? today : procedure.effectiveFrom;
      const publication = await writeVersion(engine, tx, { ...procedure, version, effectiveFrom }, author);
      if (publication.kind === 'refused') {
        throw new Refused({ part: 'procedures', key, procedure: publication.problems });
      }
      applied.push({ part: 'procedures', key, version });
    }
  }
  return applied;
}

async function applyTemplates(tx: Transaction, templates: NonNullable<ExchangeContent['templates']>, keys: ReadonlySet<string>, { at, by }: ChangeAuthor): Promise<readonly AppliedItem[]> {
  const applied: AppliedItem[] = [];
  for (const [scope, content] of Object.entries(templates)) {
    if (keys.has(scope)) {
      const publication = await publishTemplate(tx, scope, content, { at, by });
      if (publication.kind === 'unknown-scope' || publication.kind === 'key-conflict') {
        throw new Refused({ part: 'templates', key: scope });
      }
      applied.push({ part: 'templates', key: scope, version: publication.template.number });
    }
  }
  return applied;
}

async function draftCalendars(tx: Transaction, calendars: ExchangeContent['calendars'], keys: ReadonlySet<string>, source: string, by: Actor, at: Instant): Promise<string> {
  const content = {
    layers: (calendars?.layers ?? []).filter(({ id }) => keys.has(`layer:${id}`)),
    amendments: [],
    assignments: (calendars?.assignments ?? []).filter(({ agency }) => keys.has(`agency:${agency}`)),
  };
  const outcome = await writeCalendarDraft(tx, { content, source, reasonCode: 'exchange' }, by, at);
  if (outcome.kind !== 'written') {
    throw new Refused({ part: 'calendars', key: '', ...(outcome.reason === 'calendar-invalid' ? { calendar: outcome.problem } : {}) });
  }
  return outcome.draft.id;
}

function isSameChoice(outcome: ExchangeOutcome, { parts }: ExchangeChoice): boolean {
  return EXCHANGE_PARTS.filter((part) => parts.includes(part)).join() === outcome.parts.join();
}
