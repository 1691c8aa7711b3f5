/** A clock of a machine that jumps: how far, and how long after its process began. */
export interface ClockJump {
  readonly offsetMs: number;
  readonly afterMs: number;
}

/** What Node is to import before anything else (`--import`), so that a process believes the jump. */
export function wrongClockModule({ offsetMs, afterMs }: ClockJump): string {
  const url = new URL('./wrong-clock.js', import.meta.url);
  url.searchParams.set('offset', String(offsetMs));
  url.searchParams.set('after', String(afterMs));
  return url.href;
}

/** The jump a module's address names. */
export function jumpOf(url: string): ClockJump {
  const { searchParams } = new URL(url);
  return { offsetMs: Number(searchParams.get('offset') ?? 0), afterMs: Number(searchParams.get('after') ?? 0) };
}
