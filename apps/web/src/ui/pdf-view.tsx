import { useEffect, useRef, useState, type JSX } from 'react';
import { Button, Flex, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { fetchFile } from '../api/client.js';
import { printPdf, savePdf } from './print-pdf.js';
import { ProblemAlert } from './problem-alert.js';

/** A letter as pages, drawn by us: telephones show no PDF inside of a page. The real file is what is drawn, printed and saved. */
export function PdfView({ path, file: given, name }: { readonly path?: string; readonly file?: Blob; readonly name: string }): JSX.Element {
  const { t } = useTranslation('shell');
  const pages = useRef<HTMLDivElement>(null);
  const [file, setFile] = useState<Blob | undefined>(given);
  const [error, setError] = useState<unknown>();
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    setError(undefined);
    if (given !== undefined) { setFile(given); return; }
    if (path === undefined) return;
    fetchFile(path).then(setFile, setError);
  }, [path, given]);
  useEffect(() => {
    const target = pages.current;
    if (file === undefined || target === null) return;
    let gone = false;
    setDrawn(0);
    const draw = async (): Promise<void> => {
      const { drawPdf } = await import('./draw-pdf.js');
      const count = await drawPdf(file, target, () => gone);
      if (!gone) setDrawn(count);
    };
    draw().catch((reason: unknown) => { if (!gone) setError(reason); });
    return () => { gone = true; };
  }, [file]);
  return (
    <section aria-label={name}>
      <Flex gap="small" wrap className="no-print" style={{ marginBottom: 8 }}>
        <Button disabled={file === undefined} onClick={() => { if (file !== undefined) printPdf(file); }}>{t('pdf.print')}</Button>
        <Button disabled={file === undefined} onClick={() => { if (file !== undefined) savePdf(file, name); }}>{t('pdf.save')}</Button>
      </Flex>
      {error === undefined ? null : <ProblemAlert error={error} />}
      {drawn === 0 && error === undefined ? <Spin /> : null}
      <div ref={pages} className="pdf-pages" data-pages={drawn} />
    </section>
  );
}
