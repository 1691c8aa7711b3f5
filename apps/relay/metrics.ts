import { once } from 'node:events';
import { createServer } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { MailTally, RolloutTally, SyncTally } from '#service';
import type { Tally } from './carry.js';
import { FigureMetrics } from './figure-metrics.js';

/** Figures of the relay for Prometheus. They name loops and counts, never a dossier. */
export class RelayMetrics {
  readonly registry = new Registry();
  readonly #passes = new Counter({
    name: 'dunghan_relay_passes_total',
    help: 'Passes of a loop by how they ended',
    labelNames: ['loop', 'result'],
    registers: [this.registry],
  });
  readonly #carried = new Counter({
    name: 'dunghan_relay_carried_total',
    help: 'Things carried to Temporal by whether they arrived',
    labelNames: ['loop', 'delivery'],
    registers: [this.registry],
  });
  readonly #overdue = new Gauge({
    name: 'dunghan_relay_overdue_not_woken',
    help: 'Dossiers whose point of interest passed more than 15 minutes ago and is not settled',
    registers: [this.registry],
  });
  readonly #overdueCases = new Gauge({
    name: 'dunghan_relay_cases_overdue_not_woken',
    help: 'Publications, feedback and tasks whose point passed more than 15 minutes ago and is not settled',
    registers: [this.registry],
  });
  readonly #yearsToConfirm = new Gauge({
    name: 'dunghan_calendar_years_to_confirm',
    help: 'Years of the calendars of provinces that must be confirmed by their notice now',
    registers: [this.registry],
  });

  readonly #behind = new Gauge({
    name: 'dunghan_relay_dossiers_behind_calendar',
    help: 'Open dossiers that stand on an older calendar version than the current one',
    registers: [this.registry],
  });
  readonly #redated = new Counter({
    name: 'dunghan_relay_dossiers_redated_total',
    help: 'Dossiers brought to a newer calendar version, by whether a date given to the applicant moved',
    labelNames: ['moved'],
    registers: [this.registry],
  });
  readonly #told = new Counter({
    name: 'dunghan_relay_staff_told_total',
    help: 'Warnings of stages, digests made and lists of apologies nobody acts on',
    labelNames: ['what'],
    registers: [this.registry],
  });
  readonly #mails = new Counter({
    name: 'dunghan_relay_staff_mails_total',
    help: 'Attempts to send e-mail to staff by what became of them',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  readonly #synced = new Counter({
    name: 'dunghan_relay_portal_messages_total',
    help: 'Attempts to tell the national portal by what became of them',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  /** Late rates, budgets and what waits. */
  readonly figures = new FigureMetrics(this.registry);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  passed(loop: string): void {
    this.#passes.inc({ loop, result: 'done' });
  }

  failed(loop: string): void {
    this.#passes.inc({ loop, result: 'failed' });
  }

  carried(loop: string, { delivered, unavailable }: Tally): void {
    this.#carried.inc({ loop, delivery: 'delivered' }, delivered);
    this.#carried.inc({ loop, delivery: 'unavailable' }, unavailable);
  }

  overdue(dossiers: number): void {
    this.#overdue.set(dossiers);
  }

  overdueCases(cases: number): void {
    this.#overdueCases.set(cases);
  }

  yearsToConfirm(years: number): void {
    this.#yearsToConfirm.set(years);
  }

  told(what: 'stage-warning' | 'digest' | 'escalation' | 'morning-list', count: number): void {
    this.#told.inc({ what }, count);
  }

  mailed({ sent, deferred, refused, unknown }: MailTally): void {
    this.#mails.inc({ outcome: 'sent' }, sent);
    this.#mails.inc({ outcome: 'deferred' }, deferred);
    this.#mails.inc({ outcome: 'refused' }, refused);
    this.#mails.inc({ outcome: 'unknown' }, unknown);
  }

  synced(tally: SyncTally): void {
    for (const [outcome, messages] of Object.entries(tally)) this.#synced.inc({ outcome }, messages);
  }

  behind(dossiers: number): void {
    this.#behind.set(dossiers);
  }

  redated({ redated, moved }: Pick<RolloutTally, 'redated' | 'moved'>): void {
    this.#redated.inc({ moved: 'yes' }, moved);
    this.#redated.inc({ moved: 'no' }, redated - moved);
  }
}

/**
 * Serves `/metrics` until `stop` is aborted; resolves once it does.
 * @throws when the address is taken, naming it
 */
export async function serveMetrics({ registry }: RelayMetrics, address: { readonly host: string; readonly port: number }, stop: AbortSignal): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen({ ...address, signal: stop });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(`Metrics cannot be served at ${address.host}:${String(address.port)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
