import { useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { FileField } from '../../ui/file-field.js';

/** The one JSON object of a chosen file, or why there is none (yet). */
export type JsonRead = Readonly<Record<string, unknown>> | 'reading' | 'broken';

/** A file that holds one JSON object. Whatever is chosen is told at once, and again when it is read: what was read before counts no more. */
export function JsonFile({ label, onRead }: { readonly label: string; readonly onRead: (read: JsonRead) => void }): JSX.Element {
  const { t } = useTranslation('admin');
  const [isBroken, setBroken] = useState(false);
  const chosen = useRef<File>(undefined);
  const take = async (file: File): Promise<void> => {
    chosen.current = file;
    setBroken(false);
    onRead('reading');
    const read = objectIn(await file.text().catch(() => ''));
    // Another one was chosen meanwhile.
    if (chosen.current !== file) return;
    setBroken(read === 'broken');
    onRead(read);
  };
  return (
    <>
      <FileField label={label} accept=".json,application/json" onChoose={(file) => { void take(file); }} />
      {isBroken ? <p className="field-problem" role="alert">✕ {t('notJson')}</p> : null}
    </>
  );
}

/** The one JSON object a text is; `broken` for what is none. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | 'broken' {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Readonly<Record<string, unknown>>) : 'broken';
  } catch {
    return 'broken';
  }
}
