import { createContext, useContext } from 'react';
import type { Place, Written, WrittenProblem } from './written.js';

/** What every field of the editor shares: what is written, how a place of it is changed, and what is wrong where. */
export interface Editor {
  readonly written: Written;
  readonly change: (place: Place, next: unknown) => void;
  /** Problems at exactly this place. */
  readonly errorsAt: (place: Place) => readonly WrittenProblem[];
  readonly warningsAt: (place: Place) => readonly WrittenProblem[];
}

const EditorContext = createContext<Editor | undefined>(undefined);

/** Gives the editor to the fields inside. */
export const EditorProvider = EditorContext.Provider;

/** The editor around a field. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === undefined) throw new Error('Fields of the editor stand inside of it');
  return editor;
}
