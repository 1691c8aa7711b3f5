import type { JSX } from 'react';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Meanwhile } from '../dossier/meanwhile.js';
import type { BulkAction } from '../types.js';
import { itemKey } from './chosen.js';
import { useDoneWords } from './done-words.js';

/** By the code of a dossier: the number of its last event when the person first saw what would be done to it. */
export type Seen = Readonly<Record<string, number>>;

/** What happened to dossiers since the person saw them, each once. */
export function SinceSeen({ codes, seen }: { readonly codes: readonly string[]; readonly seen: Seen }): JSX.Element {
  return <>{[...new Set(codes)].map((code) => (seen[code] === undefined ? null : <Meanwhile key={code} named code={code} after={seen[code]} />))}</>;
}

/** What of an action was refused, why, and what happened to those dossiers meanwhile. */
export function NotDone({ done, seen }: { readonly done: BulkAction; readonly seen: Seen }): JSX.Element {
  const { t } = useTranslation('officer');
  const doneWords = useDoneWords();
  const refused = done.items.filter((item) => item.done.status === 'refused');
  return (
    <>
      <p role="status">{doneWords(done)}</p>
      {refused.map((item) => <Alert key={itemKey(item)} type="error" showIcon title={`${item.dossierCode}${item.stageName === null ? '' : ` – ${item.stageName}`}: ${item.done.sentence ?? t('bulk.steps.refused')}`} />)}
      <SinceSeen codes={refused.map(({ dossierCode }) => dossierCode)} seen={seen} />
    </>
  );
}
