import { meetsTarget } from '../task-plan/targets.js';
import type { TaskState } from './task-state.js';

/** The places of the targets that were not reached, as last reported; a target nobody reported on was not. */
export function unmetTargets({ planned, progress }: TaskState): readonly number[] {
  return (planned?.targets ?? []).flatMap((target, place) => {
    const told = progress.find((each) => each.target === place);
    return told !== undefined && meetsTarget(target, told.reached, told.outOf) !== false ? [] : [place];
  });
}
