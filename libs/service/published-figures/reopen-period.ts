import type { Actor, Instant } from '#domain';
import type { Engine } from '../engine.js';
import { findPublished, type PublishedFigure } from './published-row.js';

/** What asking or agreeing to open a period again came to. `replaced`: a later edition stands already. `not-requested`: nobody asked yet. */
export type ReopenOutcome = { readonly kind: 'reopening'; readonly figure: PublishedFigure } | { readonly kind: 'not-found' | 'replaced' | 'same-person' | 'not-requested' };

/** Asks for a published period to be opened again; the first who asks, with the first reason, stays. Nothing changes until a second person agrees. */
export async function requestReopening(engine: Pick<Engine, 'database'>, id: string, { by, reason, at }: { readonly by: Actor; readonly reason: string; readonly at: Instant }): Promise<ReopenOutcome> {
  return engine.database.transaction(async (tx): Promise<ReopenOutcome> => {
    const figure = await findPublished(tx, id);
    if (figure === undefined) {
      return { kind: 'not-found' };
    }
    if (await hasSuccessor(tx, id)) {
      return { kind: 'replaced' };
    }
    await tx.run('INSERT INTO figure_reopening (published_id, reason, requested_by, requested_at) VALUES ($1, $2, $3, $4) ON CONFLICT (published_id) DO NOTHING', [id, reason, by.subject, at]);
    return { kind: 'reopening', figure: (await findPublished(tx, id)) ?? figure };
  });
}

/** Agrees to it as the second person; the same answer however often. From then on the next edition may be published, beside the old one. */
export async function confirmReopening(engine: Pick<Engine, 'database'>, id: string, { by, at }: { readonly by: Actor; readonly at: Instant }): Promise<ReopenOutcome> {
  return engine.database.transaction(async (tx): Promise<ReopenOutcome> => {
    const figure = await findPublished(tx, id);
    if (figure === undefined) {
      return { kind: 'not-found' };
    }
    if (figure.reopening === undefined) {
      return { kind: 'not-requested' };
    }
    if (figure.reopening.requestedBy === by.subject) {
      return { kind: 'same-person' };
    }
    await tx.run('UPDATE figure_reopening SET confirmed_by = $2, confirmed_at = $3 WHERE published_id = $1 AND confirmed_by IS NULL', [id, by.subject, at]);
    return { kind: 'reopening', figure: (await findPublished(tx, id)) ?? figure };
  });
}

async function hasSuccessor(tx: Parameters<typeof findPublished>[0], id: string): Promise<boolean> {
  const row = await tx.first(
    `SELECT 1 FROM published_figure p JOIN published_figure n USING (province, agency, procedure_code, field_code, channel, first_day, last_day) WHERE p.id = $1 AND n.edition = p.edition + 1`,
    [id],
  );
  return row !== undefined;
}
