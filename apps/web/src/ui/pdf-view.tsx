import { useEffect, useRef, useState, type JSX } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { fetchFile } from '../api/client.js';
import { printPdf, savePdf } from './print-pdf.js';
import { ProblemAlert } from './problem-alert.js';
import { Waiting } from './waiting.js';

/** A letter as pages, drawn by us: telephones show no PDF inside of a page. The real file is what is drawn, printed and saved. */
export function PdfView({ path, file: given, name }: { readonly path?: string; readonly file?: Blob; readonly name: string }): JSX.Element {
  const { data, error, refetch } = useQuery({ queryKey: ['file', path], queryFn: () => fetchFile(path ?? ''), enabled: given === undefined && path !== undefined, staleTime: 0, gcTime: 0 });
  const file = given ?? data;
  if (error !== null) return <ProblemAlert error={error} onRetry={() => { void refetch(); }} />;
  return file === undefined ? <Waiting /> : <PdfPages file={file} name={name} />;
}

/** What became of drawing a file. */
interface Drawing {
  readonly of: Blob;
  readonly pages: number;
  readonly error?: unknown;
}

function PdfPages({ file, name }: { readonly file: Blob; readonly name: string }): JSX.Element {
  const { t } = useTranslation('shell');
  const target = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing>();
  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    let gone = false;
    import('./draw-pdf.js').then(({ drawPdf }) => drawPdf(file, element, () => gone)).then(
      (pages) => { if (!gone) setDrawing({ of: file, pages }); },
      (error: unknown) => { if (!gone) setDrawing({ of: file, pages: 0, error }); },
    );
    return () => { gone = true; };
  }, [file]);
  const drawn = drawing?.of === file ? drawing : undefined;
  return (
    <section aria-label={name}>
      <Flex gap="small" wrap className="no-print" style={{ marginBottom: 8 }}>
        <Button onClick={() => { printPdf(file); }}>{t('pdf.print')}</Button>
        <Button onClick={() => { savePdf(file, name); }}>{t('pdf.save')}</Button>
      </Flex>
      {drawn === undefined ? <Waiting /> : null}
      {drawn?.error === undefined ? null : <ProblemAlert error={drawn.error} />}
      <div ref={target} className="pdf-pages" data-pages={drawn?.pages ?? 0} />
    </section>
  );
}
