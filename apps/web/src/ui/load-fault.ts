import { useEffect, useState } from 'react';

/** Why a part of the application could not be loaded: a later release has replaced it, or it was not had from the server. */
export type LoadFault = 'renewed' | 'unreachable';

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
 * is the same, the part was lost on the way and may be asked for again. Undefined for an error that is none of loading.
 */
export async function loadFaultOf(error: unknown): Promise<LoadFault | undefined> {
  if (!isLoadFailure(error)) return undefined;
  try {
    const answer = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return answer.ok && isAnotherRelease(document.head.innerHTML, await answer.text()) ? 'renewed' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

/** Whether a document begins with another script than ours: a script bears the hash of its content, and with it of every part it may load. One that begins with none was put there by something on the way, such as the page of a network that wants a sign-in. */
export function isAnotherRelease(ours: string, theirs: string): boolean {
  const given = entryOf(theirs);
  return given !== undefined && given !== entryOf(ours);
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
