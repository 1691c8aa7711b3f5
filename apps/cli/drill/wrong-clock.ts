import { jumpOf } from './clock-offset.js';

// Imported by Node before anything else of a process under drill: whatever it and its libraries read of `Date` is wrong from the
// moment of the jump on, as when somebody sets the clock of its machine.
const { offsetMs, afterMs } = jumpOf(import.meta.url);
const machine = Date;
const now = (): number => machine.now() + (performance.now() >= afterMs ? offsetMs : 0);

globalThis.Date = new Proxy(machine, {
  construct: (target, given: readonly unknown[], newTarget: NewableFunction): object => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as object,
  get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
});
