import type { JSX } from 'react';
import { Button, Checkbox, Flex, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { IntakeDraft, Paper } from './intake-draft.js';

/** The papers of the case to tick off, all of them by one key; of one that is not here, what it lacks, as form 02 will say. */
export function PapersChecklist({ draft, papers, change, all }: { readonly draft: IntakeDraft; readonly papers: readonly Paper[]; readonly change: (part: Partial<IntakeDraft>) => void; readonly all: () => void }): JSX.Element {
  const { t } = useTranslation('counter');
  const tick = (code: string, isHere: boolean): void => {
    change({ papers: isHere ? [...draft.papers, code] : draft.papers.filter((each) => each !== code) });
  };
  return (
    <fieldset>
      <legend>{t('intake.papers', { here: draft.papers.length, of: papers.length })}</legend>
      <Flex gap="small" style={{ marginBottom: 8 }}>
        <Button onClick={all} aria-keyshortcuts="Alt+A">{t('intake.allPapers')} <kbd>Alt+A</kbd></Button>
      </Flex>
      {papers.map(({ code, name, required, originals, copies }) => {
        const isHere = draft.papers.includes(code);
        return (
          <div key={code} className="paper">
            <Checkbox checked={isHere} onChange={({ target }) => { tick(code, target.checked); }}>
              {name}{' '}
              <span className="count">{t('intake.paperCount', { originals, copies })}{required ? '' : ` · ${t('intake.ifAny')}`}</span>
            </Checkbox>
            {isHere ? null : (
              <Input size="small" aria-label={t('intake.lackOf', { name })} placeholder={t(required ? 'intake.lackPlaceholder' : 'intake.lackIfNeeded')} maxLength={200} value={draft.lacks[code] ?? ''} onChange={({ target }) => { change({ lacks: { ...draft.lacks, [code]: target.value } }); }} />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
