import type { DossierView, Wake } from '#domain';
import type { DossierActivities } from '#workflows';

/** A transition as the fake saw it. */
export interface TransitionCall {
  readonly causes: readonly string[];
  readonly at: number;
}

/** One dossier of the fake: what its next views say, and what was asked of it. */
export class FakeDossier {
  /** Every call, repeated and failed ones too. */
  readonly calls: TransitionCall[] = [];
  /** Points of interest that have not come yet; a transition at or after one settles it. */
  points: readonly Wake[] = [];
  closed = false;
  /** Whether passed points go away when a transition settles them. */
  settles = true;
  /** Called within each transition before it is answered; may throw as a lost database does. */
  onTransition: (call: TransitionCall) => void | Promise<void> = () => undefined;

  /** Instants at which the timer woke the dossier. */
  get wakes(): readonly number[] {
    return this.calls.filter(({ causes }) => causes.includes('wake')).map(({ at }) => at);
  }

  /** How many of its transitions a cause was given to. */
  timesServed(cause: string): number {
    return this.calls.filter(({ causes }) => causes.includes(cause)).length;
  }

  async apply(call: TransitionCall): Promise<DossierView> {
    this.calls.push(call);
    await this.onTransition(call);
    if (this.settles) this.points = this.points.filter(({ at }) => at > call.at);
    return { status: this.closed ? 'returned' : 'in-progress', stages: ['appraisal'], points: this.points, closed: this.closed };
  }
}

/** A typed replacement of the dossiers' activities that remembers and decides nothing. */
export class FakeDossiers implements DossierActivities {
  readonly #dossiers = new Map<string, FakeDossier>();
  readonly #inside = new Set<string>();
  /** Dossiers two of whose transitions ran at the same time. */
  readonly overlapping = new Set<string>();

  of(dossierId: string): FakeDossier {
    const dossier = this.#dossiers.get(dossierId) ?? new FakeDossier();
    this.#dossiers.set(dossierId, dossier);
    return dossier;
  }

  readonly applyTransition = async (dossierId: string, causes: readonly string[], at: number): Promise<DossierView> => {
    if (this.#inside.has(dossierId)) this.overlapping.add(dossierId);
    this.#inside.add(dossierId);
    try {
      return await this.of(dossierId).apply({ causes, at });
    } finally {
      this.#inside.delete(dossierId);
    }
  };
}
