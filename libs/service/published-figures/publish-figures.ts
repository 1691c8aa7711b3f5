import { randomUUID } from 'node:crypto';
import { type Actor, type Instant, localDateOf } from '#domain';
import { daysOf, getRate, NO_FIGURES, type Period, planCells, RATE_NAMES, type RateName } from '#domain/figures';
import type { Transaction } from '#persistence';
import { RATE_WORDS } from '#vi';
import type { Engine } from '../engine.js';
import { endOf } from '../figures/dossier-conditions.js';
import { type Figure, readFigure } from '../figures/read-figure.js';
import { askedDimensions } from '../figures/scope.js';
import { readLastSeal } from '../ledger/seal.js';
import { sealLedger } from '../ledger/sealer.js';
import { isProjectionBehind } from '../reprojection/standing.js';
import { readLateEvents } from './late-events.js';
import { findLastEdition, genesisPublicationHash, insertPublished, namedDays, type PublicationDocument, type PublishedFigure, type PublishedRate, type PublishedScope, windowOf } from './published-row.js';

/** What is to be published by whom. */
export interface PublishRequest {
  readonly scope: PublishedScope;
  readonly period: Period;
  readonly by: Actor;
  readonly at: Instant;
}

/**
 * What publishing came to. `published`: as it stands now, or as it stood already (`isNew` tells). `not-sealed`: events of the period are
 * still being written. `not-kept`: no grain of the kept figures tells this scope and period apart. `catching-up`:
 * after an upgrade the figures are still being counted from the ledger.
 */
export type PublishOutcome = { readonly kind: 'published'; readonly figure: PublishedFigure; readonly isNew: boolean } | { readonly kind: 'period-not-over' | 'not-sealed' | 'not-kept' | 'catching-up' };

type Publishing = Pick<Engine, 'database' | 'sha256'>;

/** One publication at a time: of two at once, the later finds the earlier. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('published-figure', 0))`;

/**
 * Freezes the figures of a period that is over: every rate of the scope with the counts it was made of, at a seal of the ledger. The ledger
 * is sealed up to now first; what could not be sealed, because its transaction or an older one was still running, must not touch
 * the period, so that what is published is both what the screens show and what the sealed events give, to the last dossier. Published
 * once: later calls give the same edition until two persons reopened it.
 */
export async function publishFigures(engine: Publishing, request: PublishRequest): Promise<PublishOutcome> {
  const { scope, period, at } = request;
  const days = daysOf(period);
  if (endOf(days) > at) {
    return { kind: 'period-not-over' };
  }
  if (planCells(askedDimensions(scope), days, localDateOf(at)) === undefined) {
    return { kind: 'not-kept' };
  }
  const before = await findLastEdition(engine.database.read, scope, days);
  if (before !== undefined && before.reopening?.confirmed === undefined) {
    return { kind: 'published', figure: before, isNew: false };
  }
  if (await isProjectionBehind(engine.database.read)) {
    return { kind: 'catching-up' };
  }
  await sealLedger(engine, at);
  return engine.database.transaction((tx) => writePublication(tx, engine, request));
}

async function writePublication(tx: Transaction, { sha256 }: Publishing, { scope, period, by, at }: PublishRequest): Promise<PublishOutcome> {
  const days = daysOf(period);
  await tx.run(LOCK);
  const last = await findLastEdition(tx, scope, days);
  if (last !== undefined && last.reopening?.confirmed === undefined) {
    return { kind: 'published', figure: last, isNew: false };
  }
  const seal = await readLastSeal(tx);
  if (seal === undefined) {
    return { kind: 'not-sealed' };
  }
  // The figures first: whatever they hold beyond the seal is then seen by the search behind it.
  const answer = await readFigure({ read: tx }, { scope, period, rates: 'all', at });
  const { items, next } = await readLateEvents(tx, windowOf(scope, days), seal.until_xact, { limit: 1 });
  if (items.length > 0 || next !== undefined) {
    return { kind: 'not-sealed' };
  }
  const reopened = last === undefined ? undefined : reopenedBy(last);
  const document: PublicationDocument = {
    v: 1,
    id: randomUUID(),
    edition: (last?.edition ?? 0) + 1,
    scope,
    period: namedDays(period.kind, days),
    seal: { number: seal.number, hash: seal.hash },
    counts: { ...NO_FIGURES, ...answer.figures[0]?.counts },
    rates: ratesIn(answer.figures[0]),
    publishedAt: at,
    by,
    ...(reopened === undefined ? {} : { reopened }),
  };
  return { kind: 'published', figure: await insertPublished(tx, document, days, last?.hash ?? genesisPublicationHash(sha256), sha256), isNew: true };
}

function ratesIn(figure: Figure | undefined): Partial<Record<RateName, PublishedRate>> {
  return Object.fromEntries(
    RATE_NAMES.flatMap((name) => {
      const value = figure?.rates[name];
      return value === undefined ? [] : [[name, { ...value, formula: getRate(name).formula, formulaVi: RATE_WORDS[name].formula }]];
    }),
  );
}

function reopenedBy({ reopening }: PublishedFigure): PublicationDocument['reopened'] {
  const { requestedBy, requestedAt, confirmed } = reopening ?? {};
  return requestedBy === undefined || requestedAt === undefined || confirmed === undefined ? undefined : { requestedBy, requestedAt, confirmedBy: confirmed.by, confirmedAt: confirmed.at };
}
