import { useCallback, useState } from 'react';

/** Names of kept drafts begin so; nothing else of ours does. */
const PREFIX = 'draft:';

/** A form's unfinished content, and how it is changed and forgotten. */
export interface Draft<T> {
  readonly value: T;
  readonly keep: (value: T) => void;
  readonly forget: () => void;
}

/**
 * Keeps a form's unfinished content for this tab, so that a reload loses nothing. Forms hold names and telephone numbers: they are never
 * written where they outlive the tab (`localStorage`), and are forgotten at sign-out.
 * @param name of the form; one draft of it at a time
 */
export function useDraft<T>(name: string, initial: T): Draft<T> {
  const [value, setValue] = useState<T>(() => (readDraft(name) as T | undefined) ?? initial);
  const keep = useCallback((next: T) => {
    setValue(next);
    sessionStorage.setItem(`${PREFIX}${name}`, JSON.stringify(next));
  }, [name]);
  const forget = useCallback(() => {
    setValue(initial);
    sessionStorage.removeItem(`${PREFIX}${name}`);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what a form begins with does not change while it is shown
  }, [name]);
  return { value, keep, forget };
}

/** The same for what is written about one dossier: a command's dialog, or a note. */
export function useDossierDraft<T>(code: string, form: string, initial: T): Draft<T> {
  return useDraft(`${form} ${code}`, initial);
}

/** Forgets every draft of this tab. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX))) sessionStorage.removeItem(key);
}

function readDraft(name: string): unknown {
  const text = sessionStorage.getItem(`${PREFIX}${name}`);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
