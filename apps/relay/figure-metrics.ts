import { Gauge, type Registry } from 'prom-client';
import type { WaitingWork } from '#service';
import type { ProjectionState, WatchedBudget } from '#service/figures';

const LABELS = ['province', 'agency'] as const;

/** What managers watch, for Prometheus: late rates and budgets of the agencies of the catalogue, and what the engine has not done yet. Names agencies, never a dossier or a person. */
export class FigureMetrics {
  readonly #rate: Gauge<(typeof LABELS)[number]>;
  readonly #projected: Gauge<(typeof LABELS)[number]>;
  readonly #target: Gauge<(typeof LABELS)[number]>;
  readonly #left: Gauge<(typeof LABELS)[number]>;
  readonly #burn: Gauge<(typeof LABELS)[number]>;
  readonly #broken: Gauge;
  readonly #lettersOwed: Gauge;
  readonly #lettersOverdue: Gauge;
  readonly #inboxLag: Gauge;
  readonly #commandsDead: Gauge;
  readonly #backlog: Gauge;
  readonly #projectionBehind: Gauge;
  readonly #projectionLeft: Gauge;
  readonly #projectionDiffering: Gauge;
  readonly #projectionChecked: Gauge;

  constructor(registry: Registry) {
    const registers = [registry];
    const byAgency = (name: string, help: string): Gauge<(typeof LABELS)[number]> => new Gauge({ name, help: `${help}; of the whole province where agency is blank`, labelNames: LABELS, registers });
    const one = (name: string, help: string): Gauge => new Gauge({ name, help, registers });
    this.#rate = byAgency('dunghan_late_rate_percent', 'Late rate of the present month');
    this.#projected = byAgency('dunghan_late_rate_projected_percent', 'Late rate projected for the end of the present month');
    this.#target = byAgency('dunghan_late_target_percent', 'Target the late rate is to stay below');
    this.#left = byAgency('dunghan_late_budget_left', 'How many more late dossiers break the target of the present month');
    this.#burn = byAgency('dunghan_late_burn_rate', 'Share of the projected budget spent over share of the working days begun');
    this.#broken = one('dunghan_relay_balance_broken', 'Agencies whose figures do not add up, do not agree with their dossiers or are not the sum of their years');
    this.#lettersOwed = one('dunghan_relay_letters_owed', 'Letters owed and not produced');
    this.#lettersOverdue = one('dunghan_relay_letters_owed_over_working_day', 'Letters owed for longer than a working day and not produced');
    this.#inboxLag = one('dunghan_relay_inbox_lag_seconds', 'Age of the oldest command without an outcome');
    this.#commandsDead = one('dunghan_relay_commands_dead', 'Commands given up whose task nobody has finished');
    this.#backlog = one('dunghan_relay_figure_backlog', 'Figure deltas not yet merged, counted up to 100000');
    this.#projectionBehind = one('dunghan_relay_projection_behind', '1 while rows and figures are being brought to the projection of this program');
    this.#projectionLeft = one('dunghan_relay_projection_dossiers_left', 'Dossiers the pass over the ledger under way has still to look at');
    this.#projectionDiffering = one('dunghan_relay_projection_differing', 'Columns of rows and counts of cells that were not what the ledger gives when all of it was last compared');
    this.#projectionChecked = one('dunghan_relay_projection_checked_timestamp_seconds', 'When all rows and figures were last compared with the ledger to the end');
  }

  /** Shows budgets of provinces and agencies; fields and procedures with targets of their own are told by notices alone. Those not looked at any more go. */
  budgets(budgets: readonly WatchedBudget[]): void {
    for (const gauge of [this.#rate, this.#projected, this.#target, this.#left, this.#burn]) gauge.reset();
    for (const { province, scope, standing } of budgets) {
      if (scope.field === undefined && scope.procedure === undefined) {
        const labels = { province, agency: scope.agency ?? '' };
        this.#target.set(labels, standing.target.target / 100);
        show(this.#rate, labels, standing.rate.value);
        show(this.#projected, labels, standing.projection.value);
        show(this.#burn, labels, standing.burnRate);
        if (standing.budget !== undefined) this.#left.set(labels, standing.budget.left);
      }
    }
  }

  balanceBroken(agencies: number): void {
    this.#broken.set(agencies);
  }

  waiting({ lettersOwed, lettersOverdue, inboxLagMs, commandsDead, figureBacklog }: WaitingWork): void {
    this.#lettersOwed.set(lettersOwed);
    this.#lettersOverdue.set(lettersOverdue);
    this.#inboxLag.set(inboxLagMs / 1000);
    this.#commandsDead.set(commandsDead);
    this.#backlog.set(figureBacklog);
  }

  projection({ isBehind, dossiersLeft, checked }: ProjectionState): void {
    this.#projectionBehind.set(isBehind ? 1 : 0);
    this.#projectionLeft.set(dossiersLeft);
    if (checked !== undefined) {
      this.#projectionDiffering.set(checked.differing);
      this.#projectionChecked.set(checked.at / 1000);
    }
  }
}

/** What there is nothing to judge of has no value, not nought. */
function show(gauge: Gauge<(typeof LABELS)[number]>, labels: { readonly province: string; readonly agency: string }, value: string | undefined): void {
  if (value !== undefined) gauge.set(labels, Number(value));
}
