import { z } from 'zod';
import { STATUSES } from '#domain';

/** What a list of changes says beside dossiers: what to read again, not what it is. */
const HINTS = ['dossiers', 'queues', 'cases', 'notices', 'figures', 'calendar', 'reset', 'position'] as const;

/**
 * One message of the stream of changes. No person's data is in it: whoever shows what changed reads it by the usual route, under the usual rights.
 */
export const changeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('dossier'),
      code: z.string(),
      seq: z.int().meta({ description: 'Number of its last event, as in its timeline' }),
      status: z.enum(STATUSES),
    }),
    z.strictObject({
      kind: z.enum(HINTS).meta({
        description:
          '`dossiers`: too many changed to be named; `queues`: queues and their lengths may have changed; `cases`, `figures`: likewise; `notices`: the person was told something; ' +
          '`calendar`: another calendar version is current; `reset`: what changed since `Last-Event-ID` is not known any more, read everything again; `position`: nothing, but where to go on from',
      }),
    }),
  ])
  .meta({ description: 'One message of the stream of changes' });
/** A message as it is sent. */
export type ChangeMessage = z.output<typeof changeSchema>;
