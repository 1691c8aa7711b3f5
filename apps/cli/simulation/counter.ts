import type { Actor, CommandBodies, CommandType, Instant } from '#domain';
import type { Clock, CommandRecord, Engine, TakeInBody } from '#service';

/** What came of somebody at a desk: the dossier's code and id, or the refusal's code. */
export type TakenIn = { readonly code: string; readonly id: string } | { readonly refused: string };

/** Where simulated people work: the real services under a clock that whoever runs the time sets. */
export interface Counter {
  readonly engine: Engine;
  readonly now: Instant;
  readonly clock: Clock;
  /** Who is given work of an agency; dossiers by their number. */
  officerFor(agency: string, number: number): string;
  /** Takes a dossier in. */
  takeIn(actor: Actor, body: TakeInBody): Promise<TakenIn>;
  /** Gives a command and resolves to its recorded outcome. Throws when it is not even accepted. */
  command<T extends CommandType>(actor: Actor, dossierCode: string, type: T, body: CommandBodies[T], text?: Readonly<Record<string, string>>): Promise<CommandRecord>;
}
