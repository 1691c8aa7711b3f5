import { useEffect, useState } from 'react';

/**
 * Why a part of the application could not be loaded: a later release has replaced it, it was lost on the way though the server is there and has
 * it, or the server cannot be reached.
 */
export type LoadFault = 'renewed' | 'lost' | 'unreachable';

/** Whether loading the page anew helps, and asking for the part again may not: some browsers keep for the page's life that a part did not come. */
export function isMendedByReload(fault: string | undefined): fault is 'renewed' | 'lost' {
  return fault === 'renewed' || fault === 'lost';
}

/** How long the server may take to say that it is there. */
const ANSWERS_WITHIN_MS = 10_000;
/** Browsers each call such an error otherwise: it is known by where it came from. */
const failures = new WeakSet<object>();

/** From now on tells an error of loading a part of the application from every other. Called before anything is loaded later. */
export function noteLoadFailures(): void {
  globalThis.addEventListener('vite:preloadError', ({ payload }) => { failures.add(payload); });
}

/**
 * Asks the server which release it gives out: where that is another than this page's, the part that was asked for is gone with its own; where it
 * is the same, the part was lost on the way. Undefined for an error that is none of loading.
 */
export async function loadFaultOf(error: unknown): Promise<LoadFault | undefined> {
  if (!isLoadFailure(error)) return undefined;
  try {
    const answer = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return answer.ok ? releaseFault(document.head.innerHTML, await answer.text()) : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

/**
 * What a document tells beside ours. It begins with a script that bears the hash of its content, and with it of every part it may load. One that
 * begins with none is not our server's, but was put there on the way, as by a network that wants a sign-in.
 */
export function releaseFault(ours: string, given: string): LoadFault {
  const entry = entryOf(given);
  if (entry === undefined) return 'unreachable';
  return entry === entryOf(ours) ? 'lost' : 'renewed';
}

/** The same for what is shown: `asking` until the server has answered. */
export function useLoadFault(error: unknown): LoadFault | 'asking' | undefined {
  const [told, setTold] = useState<{ readonly of: unknown; readonly fault: LoadFault | undefined }>();
  useEffect(() => {
    if (!isLoadFailure(error)) return undefined;
    let isGone = false;
    void loadFaultOf(error).then((fault) => { if (!isGone) setTold({ of: error, fault }); });
    return () => { isGone = true; };
  }, [error]);
  if (!isLoadFailure(error)) return undefined;
  return told !== undefined && told.of === error ? told.fault : 'asking';
}

/** Loads the page anew, with the program as it is now. */
export function reload(): void {
  globalThis.location.reload();
}

function isLoadFailure(error: unknown): boolean {
  return typeof error === 'object' && error !== null && failures.has(error);
}

function entryOf(html: string): string | undefined {
  return /<script\b(?=[^>]*\stype="module")[^>]*\ssrc="([^"]+)"/.exec(html)?.[1];
}
