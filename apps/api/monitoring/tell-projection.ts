import type { FastifyInstance } from 'fastify';
import type { Engine } from '#service';
import { type ProjectionStanding, readProjectionStanding } from '#service/figures';

/** The header of every answer that may rest on rows or figures still being brought to this program's projection. */
export const PROJECTION_HEADER = 'projection';

/**
 * Says on every answer of the API under `/api/v1/` that lists and figures are catching up, while they are. Asked with each request until they are
 * current, and not any more after that: only a newer program could put them behind again.
 */
export function tellProjection(fastify: Pick<FastifyInstance, 'addHook'>, { database }: Pick<Engine, 'database'>): void {
  let standing: ProjectionStanding = 'catching-up';
  fastify.addHook('onRequest', async (request, reply) => {
    if (standing === 'current' || !request.url.startsWith('/api/v1/')) {
      return;
    }
    // A database that does not answer is told of by what the request itself asks it.
    standing = await readProjectionStanding(database.read).catch(() => 'catching-up' as const);
    if (standing === 'catching-up') {
      reply.header(PROJECTION_HEADER, standing);
    }
  });
}
