import { useState, type JSX } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { FileField } from '../../../ui/file-field.js';
import { savePdf } from '../../../ui/print-pdf.js';
import { objectIn } from '../json-file.js';
import { compacted, type Written } from './written.js';

/** All that is written as one file as the catalogue has it: saved, or taken over from one in place of what stands here. Nothing is published by it. */
export function WholeFile({ code, written, onTaken }: {
  /** The procedure that is written; absent while it has no fixed code. */
  readonly code: string | undefined;
  readonly written: Written;
  readonly onTaken: (taken: Written) => void;
}): JSX.Element {
  const { t } = useTranslation('admin');
  const [refusal, setRefusal] = useState<string>();
  const take = async (file: File): Promise<void> => {
    const read = readProcedure(await file.text());
    if (read === undefined) {
      setRefusal(t('editor.fileUnreadable'));
    } else if (code !== undefined && read['code'] !== code) {
      setRefusal(t('editor.fileOfAnother', { code }));
    } else {
      setRefusal(undefined);
      onTaken(read);
    }
  };
  const save = (): void => { savePdf(new Blob([`${JSON.stringify(compacted(written), null, 2)}\n`], { type: 'application/json' }), `${code ?? 'thu-tuc-moi'}.json`); };
  return (
    <details className="panel">
      <summary>{t('editor.whole')}</summary>
      <p>{t('editor.wholeHelp')}</p>
      <p><Button onClick={save}>{t('editor.saveFile')}</Button></p>
      <FileField label={t('editor.takeFile')} accept="application/json,.json" onChoose={take} />
      {refusal === undefined ? null : <p className="field-problem" role="alert">✕ {refusal}</p>}
    </details>
  );
}

/** What a file holds, without the version it bears: the server gives the next. `undefined` for what is no procedure at all. */
function readProcedure(text: string): Written | undefined {
  const read = objectIn(text);
  if (read === 'broken' || !('cases' in read)) return undefined;
  return Object.fromEntries(Object.entries(read).filter(([key]) => key !== 'version'));
}
