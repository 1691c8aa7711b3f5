import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { FileField } from '../../ui/file-field.js';

/** A file that holds one JSON object, chosen and read; what cannot be read is said, and nothing is taken. */
export function JsonFile({ label, onRead }: { readonly label: string; readonly onRead: (read: Readonly<Record<string, unknown>> | undefined) => void }): JSX.Element {
  const { t } = useTranslation('admin');
  const [isBroken, setBroken] = useState(false);
  const take = async (file: File): Promise<void> => {
    const read = objectIn(await file.text());
    setBroken(read === undefined);
    onRead(read);
  };
  return (
    <>
      <FileField label={label} accept=".json,application/json" onChoose={(file) => { void take(file); }} />
      {isBroken ? <p className="field-problem" role="alert">✕ {t('notJson')}</p> : null}
    </>
  );
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
