import type { CommandBodies, CommandType, TextRef } from './commands.js';
import type { Decision } from './decision.js';
import type { DecideContext } from './rules.js';
import type { DossierState } from './state.js';

/** Decides one command type on a state whose status already allows it. */
export type Decider<T extends CommandType> = (
  state: DossierState,
  body: CommandBodies[T],
  context: DecideContext,
  text: TextRef | undefined,
) => Decision;
/** Deciders of a group of commands. */
export type Deciders<T extends CommandType> = { readonly [K in T]: Decider<K> };
