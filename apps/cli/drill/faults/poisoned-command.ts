import { randomUUID } from 'node:crypto';
import { instant } from '#domain';
import { systemClock } from '#service';
import type { Stack } from '../stack.js';
import { until } from '../until.js';
import type { Fault } from './fault.js';

const OFFICER = { subject: 'drill-poison', role: 'officer', agency: 'H99.31' };
const GIVEN_UP_WITHIN_MS = 300_000;

/** What a bug would leave in the inbox: a command whose body is not what its type promises. It is tried over and over, and given up. */
export const poisonedCommand: Fault = {
  name: 'poisoned command',
  kills: 0,
  inflict: async (stack) => {
    const { read } = stack.engine.database;
    const command = await poison(stack, (await stack.deskApart.takeIn()).id);
    stack.expectDead(command);
    await until(
      `the poisoned command ${command} is given up`,
      async () => {
        // Its rests grow to a minute: they are cut short.
        await read.run('UPDATE command_inbox SET next_attempt_at = $2 WHERE id = $1 AND next_attempt_at > $2', [command, instant(0)]);
        return (await read.first(`SELECT FROM command_inbox WHERE id = $1 AND status = 'dead'`, [command])) !== undefined;
      },
      GIVEN_UP_WITHIN_MS,
    );
  },
};

async function poison({ engine }: Stack, dossierId: string): Promise<string> {
  const [command, at] = [randomUUID(), systemClock.now()];
  await engine.database.transaction(async (tx) => {
    const sealed = await engine.vault.seal(tx, { agency: OFFICER.agency, at }, `command:${command}`, Buffer.from('{}'));
    await tx.run(
      `INSERT INTO command_inbox (id, actor_subject, actor_role, actor_agency, idempotency_key, dossier_id, type, body, key_ref, body_hmac, accepted_at, status, next_attempt_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'Assign', $7, $8, '', $9, 'pending', $9)`,
      [command, OFFICER.subject, OFFICER.role, OFFICER.agency, `poisoned-${command}`, dossierId, sealed.ciphertext, sealed.keyRef, at],
    );
  });
  return command;
}
