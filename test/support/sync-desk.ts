import { listMessagesOf, syncPortal, type SyncTally } from '#service';
import type { TestCounter } from './engine.js';
import { FakePortal } from './fake-portal.js';

/** No chance: rests are exactly as the settings have them. */
const EVEN = 0.5;

/** A counter whose dossiers are told to a portal of the test. */
export class SyncDesk {
  readonly portal = new FakePortal();

  constructor(readonly counter: TestCounter) {}

  /** Forgets what earlier tests of the file left owed or held, and begins at an instant. */
  async begin(at: string): Promise<void> {
    this.portal.reset();
    this.counter.clock.set(at);
    const { read } = this.counter.engine.database;
    await read.run(`UPDATE sync_message SET status = 'dropped', next_attempt_at = NULL WHERE status IN ('waiting', 'sending', 'rejected', 'withheld')`);
    await read.run(`UPDATE sync_outbox SET settled_at = owed_at, outcome = 'told-otherwise' WHERE settled_at IS NULL`);
  }

  pass(): Promise<SyncTally> {
    return syncPortal(this.counter.engine, this.portal, this.counter.clock, () => EVEN);
  }

  /** Passes until nothing more is to be done at this instant. */
  async settle(): Promise<void> {
    for (let tally: SyncTally = { acknowledged: 1 }; tally.acknowledged !== undefined; ) tally = await this.pass();
  }

  async statuses(code: string): Promise<readonly string[]> {
    return (await listMessagesOf(this.counter.engine, code, { limit: 100, withWords: false })).map(({ service, status }) => `${service} ${status}`);
  }

  /** Kinds of open tasks about the sync of a dossier. */
  async tasksOf(id: string): Promise<readonly string[]> {
    return (await this.counter.engine.database.read.rows<{ kind: string }>(`SELECT kind FROM task WHERE dossier_id = $1 AND kind LIKE 'sync-%' AND done_at IS NULL`, [id])).map(({ kind }) => kind);
  }

  /** What is or was owed for a dossier: first event, last event, outcome. */
  async owedOf(id: string): Promise<readonly (readonly [number, number, string | null])[]> {
    const rows = await this.counter.engine.database.read.rows<{ from_seq: number; to_seq: number; outcome: string | null }>('SELECT from_seq, to_seq, outcome FROM sync_outbox WHERE dossier_id = $1 ORDER BY to_seq', [id]);
    return rows.map((row) => [row.from_seq, row.to_seq, row.outcome]);
  }
}
