import { useState, type JSX } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call, isProblem } from '../../api/client.js';
import { PdfView } from '../../ui/pdf-view.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { HandedOver } from './handed-over.js';

/** Prints one record of the dossiers one agency gave another. What was printed goes once it is asked for others. */
export function PrintRecord({ codes, sides: { from, to } }: { readonly codes: readonly string[]; readonly sides: HandedOver }): JSX.Element {
  const { t } = useTranslation('counter');
  const [printed, setPrinted] = useState<{ readonly file: Blob; readonly of: string }>();
  const [failed, setFailed] = useState<{ readonly error: unknown; readonly of: string }>();
  const of = `${from} ${to}: ${codes.join(' ')}`;
  const print = (): void => {
    setFailed(undefined);
    const fail = (error: unknown): void => { setFailed({ error, of }); };
    call.POST('/api/v1/handover-records', { body: { codes: [...codes], fromAgencyCode: from, toAgencyCode: to }, parseAs: 'blob' }).then(
      ({ data, error: refused }) => { if (data === undefined) fail(isProblem(refused) ? refused : new Error('unreachable')); else setPrinted({ file: data, of }); },
      fail,
    );
  };
  return (
    <>
      <div><Button onClick={print}>{t('pile.print')}</Button></div>
      {failed?.of === of ? <ProblemAlert error={failed.error} onRetry={print} /> : null}
      {printed?.of === of ? <PdfView file={printed.file} name="bien-ban-ban-giao.pdf" /> : null}
    </>
  );
}
