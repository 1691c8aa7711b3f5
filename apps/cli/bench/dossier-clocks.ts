import { type DossierView, instant, type Instant } from '#domain';
import { applyTransition, type Clock, type Engine } from '#service';
import type { DossierActivities } from '#workflows';

const WAKE_WITHIN_MS = 30_000;

/**
 * Clocks that run beside the machine's, each dossier's as far ahead of it as the bench has moved it: so a term of days
 * passes in seconds while the server's timers are real. Every clock begins at the same working morning, so that what is
 * measured does not depend on the hour of the run.
 */
export class DossierClocks {
  readonly #begun: Instant;
  readonly #ahead = new Map<string, number>();
  readonly #awaited = new Map<string, () => void>();

  constructor(
    private readonly machine: Clock,
    private readonly begin: Instant,
  ) {
    this.#begun = machine.now();
  }

  /** The clock of a dossier that was never moved, or is not taken in yet. */
  get common(): Clock {
    return { now: () => instant(this.machine.now() + this.begin - this.#begun) };
  }

  /** A dossier's own clock. */
  of(dossierId: string): Clock {
    return { now: () => instant(this.machine.now() + this.#aheadOf(dossierId)) };
  }

  /** Moves a dossier's clock forward to `at`. Timers armed before keep the moment they were armed for. */
  move(dossierId: string, at: number): void {
    this.#ahead.set(dossierId, at - this.machine.now());
  }

  /** Resolves when a timer of the dossier's workflow has fired and its transition is committed; ask before it can fire. */
  wakeOf(dossierId: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        reject(new Error(`No timer woke dossier ${dossierId} within ${String(WAKE_WITHIN_MS / 1000)} s`));
      }, WAKE_WITHIN_MS);
      this.#awaited.set(dossierId, () => {
        clearTimeout(giveUp);
        resolve();
      });
    });
  }

  /** The real activities, told each dossier's time and answering in the machine's. */
  activities(engine: Engine): DossierActivities {
    return {
      applyTransition: async (dossierId, causes, at) => {
        const ahead = this.#aheadOf(dossierId);
        const view = await applyTransition(engine, dossierId, causes, instant(at + ahead));
        if (causes.includes('wake')) {
          this.#awaited.get(dossierId)?.();
        }
        return inMachineTime(view, ahead);
      },
    };
  }

  #aheadOf(dossierId: string): number {
    return this.#ahead.get(dossierId) ?? this.begin - this.#begun;
  }
}

function inMachineTime(view: DossierView, ahead: number): DossierView {
  return { ...view, points: view.points.map((point) => ({ ...point, at: point.at - ahead })) };
}
