import {
  type Agency,
  type CalendarBook,
  type EngineSettings,
  type ProcedureVersion,
  type Rules,
  type SettingsChoice,
  type SigningAuthority,
  settingsOf,
  buildWorkingCalendar,
  type EffectiveCalendar,
  MissingCalendarError,
  type WorkingCalendar,
} from '#domain';
import type { Transaction } from '#persistence';
import { type CalendarStep, readSteps } from './calendars/calendar-chain.js';
import { LetterTemplates, type PublishedTemplate } from './letters/templates.js';
import { readSignatories } from './signing/signatories.js';

/** A procedure version with the hash of its published text, which stands in event 1. */
export interface PublishedProcedure {
  readonly procedure: ProcedureVersion;
  readonly hash: string;
}

/**
 * Rules by reference: procedure versions, agencies and calendar versions as published. Versions are immutable and cached
 * for the life of the process; which one is current is always read from the database. Agencies, settings and templates may change: what any
 * process published about them is seen a second later at the latest, and at once where a new procedure or calendar version, without
 * which no dossier reaches a new agency, is read.
 */
export interface RuleBook {
  /** Every agency by code, as it was within the last second. */
  agencies(tx: Reader): Promise<ReadonlyMap<string, Agency>>;
  /** Leads and limits of the installation, as they were within the last second; the program's own where it chose none. */
  settings(tx: Reader): Promise<EngineSettings>;
  /** How agencies print their letters, as it was within the last second. */
  templates(tx: Reader): Promise<LetterTemplates>;
  /** Who may sign for which agency, as it was within the last second. A signature is decided on what stands when it is made: `holdSignatories`. */
  signatories(tx: Reader): Promise<readonly SigningAuthority[]>;
  /** Has the next reader ask whether agencies, settings, templates or authorities have changed: for whoever changed them, or cannot wait a second. */
  doubt(): void;
  /** One published version. Throws when it does not exist: a dossier refers to it, so that is damage. */
  procedure(tx: Reader, code: string, version: number): Promise<PublishedProcedure>;
  /** Published versions in the order asked for, by one statement whichever of them are not at hand. Throws as `procedure`. */
  procedures(tx: Reader, wanted: readonly { readonly code: string; readonly version: number }[]): Promise<readonly PublishedProcedure[]>;
  /** The version in force on a local day, or `undefined` when the procedure is unknown or not yet in force. */
  procedureInForce(tx: Reader, code: string, localDay: string): Promise<PublishedProcedure | undefined>;
  /** Takes the calendar head FOR SHARE: nothing commits under an old version behind a rollout. Returns the snapshot id. */
  holdCalendar(tx: Transaction): Promise<string>;
  /** The current snapshot without holding it, for answers that write nothing. */
  currentSnapshot(tx: Reader): Promise<string>;
  /** Calendars of a snapshot. */
  calendars(tx: Reader, snapshot: string): Promise<CalendarBook>;
  /** The versions a dossier that stands on `from` has yet to pass to stand on `to`, oldest first; none when they are the same. */
  steps(tx: Reader, from: string, to: string): Promise<readonly CalendarStep[]>;
  /** Rules of a dossier's procedure version under a snapshot. */
  rules(tx: Reader, code: string, version: number, snapshot: string): Promise<Rules>;
}

/** The version of procedure $1 that is in force on local day $2. */
export const VERSION_IN_FORCE = 'SELECT version FROM procedure_version WHERE code = $1 AND effective_from <= $2 ORDER BY effective_from DESC, version DESC LIMIT 1';

/** Nothing can be taken in, moved or explained before the installation has a calendar. */
export class NoCalendarError extends Error {
  constructor() {
    super('No calendar version is published: publish one before dossiers are taken in');
  }
}

/** Anything that reads: a transaction, or the pool. */
export type Reader = Pick<Transaction, 'rows' | 'first'>;

/**
 * A rule book over the tables of the catalogue.
 * @param elapsedMs milliseconds since some moment, never going back
 */
export function openRuleBook(elapsedMs: () => number = () => performance.now()): RuleBook {
  const procedures = new Map<string, PublishedProcedure>();
  const books = new Map<string, CalendarBook>();
  const working = new Map<string, WorkingCalendar>();
  const chains = new Map<string, readonly CalendarStep[]>();
  const published = new PublishedCache(elapsedMs);

  const book: RuleBook = {
    async agencies(tx) {
      return (await published.read(tx)).agencies;
    },

    async settings(tx) {
      return (await published.read(tx)).settings;
    },

    async templates(tx) {
      return (await published.read(tx)).templates;
    },

    async signatories(tx) {
      return (await published.read(tx)).signatories;
    },

    doubt() {
      published.doubt();
    },

    async procedure(tx, code, version) {
      const [found] = await book.procedures(tx, [{ code, version }]);
      return found as PublishedProcedure;
    },

    async procedures(tx, wanted) {
      const missing = wanted.filter(({ code, version }) => !procedures.has(versionKey(code, version)));
      if (missing.length > 0) {
        const rows = await tx.rows<{ code: string; version: number; data: ProcedureVersion; hash: string }>(
          'SELECT code, version, data, hash FROM procedure_version WHERE (code, version) IN (SELECT * FROM unnest($1::text[], $2::integer[]))',
          [missing.map(({ code }) => code), missing.map(({ version }) => version)],
        );
        for (const { code, version, data, hash } of rows) procedures.set(versionKey(code, version), { procedure: data, hash });
        published.doubt();
      }
      return wanted.map(({ code, version }) => {
        const known = procedures.get(versionKey(code, version));
        if (known === undefined) throw new Error(`Procedure ${code} version ${String(version)} is not in the catalogue: restore procedure_version before going on`);
        return known;
      });
    },

    async procedureInForce(tx, code, localDay) {
      const row = await tx.first<{ version: number }>(VERSION_IN_FORCE, [code, localDay]);
      return row === undefined ? undefined : book.procedure(tx, code, row.version);
    },

    async holdCalendar(tx) {
      return snapshotOf(await tx.first<{ version_id: string }>('SELECT version_id FROM calendar_head FOR SHARE'));
    },

    async currentSnapshot(tx) {
      return snapshotOf(await tx.first<{ version_id: string }>('SELECT version_id FROM calendar_head'));
    },

    async calendars(tx, snapshot) {
      const known = books.get(snapshot);
      if (known !== undefined) {
        return known;
      }
      const loaded = await loadBook(tx, snapshot, working);
      books.set(snapshot, loaded);
      published.doubt();
      return loaded;
    },

    async steps(tx, from, to) {
      const key = `${from} ${to}`;
      const known = from === to ? [] : (chains.get(key) ?? (await readSteps(tx, from, to)));
      chains.set(key, known);
      return known;
    },

    async rules(tx, code, version, snapshot) {
      const [{ procedure }, calendars] = [await book.procedure(tx, code, version), await book.calendars(tx, snapshot)];
      const { agencies, settings, signatories } = await published.read(tx);
      return { procedure, agencies, calendars, settings, signatories };
    },
  };
  return book;
}

const FRESH_MS = 1_000;

interface Published {
  readonly stamp: string;
  readonly agencies: ReadonlyMap<string, Agency>;
  readonly settings: EngineSettings;
  readonly templates: LetterTemplates;
  readonly signatories: readonly SigningAuthority[];
}

/** Agencies, settings, templates and signing authorities, read again when they have changed; whether they have is asked once a second however many ask for them. */
class PublishedCache {
  #known: Published | undefined;
  #checkedAt = -Infinity;

  constructor(private readonly elapsedMs: () => number) {}

  /** Has the next reader ask whether they have changed. */
  doubt(): void {
    this.#checkedAt = -Infinity;
  }

  async read(tx: Reader): Promise<Published> {
    const now = this.elapsedMs();
    if (this.#known !== undefined && now - this.#checkedAt < FRESH_MS) {
      return this.#known;
    }
    // Noted before it is asked, so that a doubt that comes up meanwhile stands.
    this.#checkedAt = now;
    try {
      return await this.#ask(tx);
    } catch (error) {
      this.doubt();
      throw error;
    }
  }

  async #ask(tx: Reader): Promise<Published> {
    const asked = await tx.first<{ stamp: string }>(
      `SELECT md5(coalesce(string_agg(data::text, ',' ORDER BY code), '')) || '/' || coalesce((SELECT max(number) FROM settings_version), 0)
         || '/' || (SELECT count(*) FROM letter_template) || '/' || (SELECT count(*) || '.' || count(ended_at) FROM signing_authority) AS stamp FROM agency`,
    );
    const stamp = asked?.stamp ?? '';
    if (this.#known?.stamp !== stamp) {
      const rows = await tx.rows<{ data: Agency }>('SELECT data FROM agency ORDER BY code');
      const chosen = await tx.first<{ settings: SettingsChoice }>('SELECT settings FROM settings_version ORDER BY number DESC LIMIT 1');
      const templates = await tx.rows<PublishedTemplate>('SELECT DISTINCT ON (scope) scope, number, content FROM letter_template ORDER BY scope, number DESC');
      this.#known = {
        stamp,
        agencies: new Map(rows.map(({ data }) => [data.code, data])),
        settings: settingsOf(chosen?.settings ?? {}),
        templates: new LetterTemplates(templates),
        signatories: await readSignatories(tx),
      };
    }
    return this.#known;
  }
}

function snapshotOf(row: { readonly version_id: string } | undefined): string {
  if (row === undefined) {
    throw new NoCalendarError();
  }
  return row.version_id;
}

async function loadBook(tx: Reader, snapshot: string, working: Map<string, WorkingCalendar>): Promise<CalendarBook> {
  const rows = await tx.rows<{ agency_code: string; processing_id: string; intake_id: string }>(
    'SELECT agency_code, processing_id, intake_id FROM calendar_version_agency WHERE version_id = $1',
    [snapshot],
  );
  const missing = [...new Set(rows.flatMap((row) => [row.processing_id, row.intake_id]))].filter((id) => !working.has(id));
  if (missing.length > 0) {
    const effective = await tx.rows<{ id: string; definition: EffectiveCalendar }>('SELECT id, definition FROM calendar_effective WHERE id = ANY($1)', [missing]);
    effective.forEach(({ id, definition }) => working.set(id, buildWorkingCalendar(definition)));
  }
  const byAgency = new Map(rows.map((row) => [row.agency_code, row]));
  const find = (agency: string, use: 'processing_id' | 'intake_id'): WorkingCalendar => {
    const calendar = working.get(byAgency.get(agency)?.[use] ?? '');
    if (calendar === undefined) {
      throw new MissingCalendarError(agency, snapshot);
    }
    return calendar;
  };
  return { snapshot, processing: (agency) => find(agency, 'processing_id'), intake: (agency) => find(agency, 'intake_id') };
}

function versionKey(code: string, version: number): string {
  return `${code}/${String(version)}`;
}
