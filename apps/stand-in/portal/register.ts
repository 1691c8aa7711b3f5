import type { Journal, JournalEntry, TakenByPortal } from '../journal.js';
import type { SentDossier, SentStep } from './contract.js';

/** A dossier as the portal keeps it. */
export interface KnownDossier {
  /** The last record taken; absent while it is only filed here. */
  readonly last?: SentDossier;
  readonly sequence: number;
  readonly lastStep?: SentStep;
}

/** What the portal knows, made of the journal: a restart forgets nothing. */
export class PortalRegister {
  readonly #dossiers = new Map<string, KnownDossier>();
  readonly #taken = new Map<string, TakenByPortal>();

  constructor(private readonly journal: Journal) {
    for (const entry of journal.entries) this.#remember(entry);
  }

  dossier(code: string): KnownDossier | undefined {
    return this.#dossiers.get(code);
  }

  taken(key: string): TakenByPortal | undefined {
    return this.#taken.get(key);
  }

  add(entry: JournalEntry): void {
    this.journal.add(entry);
    this.#remember(entry);
  }

  #remember(entry: JournalEntry): void {
    if (entry.kind === 'portal-filed') {
      this.#dossiers.set(entry.code, { sequence: 0 });
    } else if (entry.kind === 'portal-taken') {
      this.#taken.set(entry.key, entry);
      const before = this.#dossiers.get(entry.code);
      this.#dossiers.set(entry.code, entry.service === 'DongBoHoSoMC' ? { ...before, ...recordOf(entry.data), sequence: entry.sequence } : { ...before, sequence: entry.sequence, ...lastOf(entry.data) });
    }
  }
}

function lastOf(steps: readonly SentStep[]): { readonly lastStep?: SentStep } {
  const lastStep = steps.at(-1);
  return lastStep === undefined ? {} : { lastStep };
}

function recordOf([last]: readonly SentDossier[]): { readonly last?: SentDossier } {
  return last === undefined ? {} : { last };
}
