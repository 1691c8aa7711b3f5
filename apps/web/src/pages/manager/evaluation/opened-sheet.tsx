import type { JSX } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { components } from '../../../api/schema.js';
import { PageHead } from '../../../ui/page-head.js';
import { DownloadButton } from '../download-button.js';
import { Panel } from '../figure-parts.js';
import { IndexScores } from '../index-scores.js';
import { usePeriodWords } from '../named-period.js';
import { PrintButton } from '../print-button.js';
import { PrintHead } from '../print-head.js';
import { EvaluatedDossiers, useEvaluated } from './evaluated-dossiers.js';

type Sheet = components['schemas']['EvaluationSheet'];

/** The sheet of one officer as the head opened it, with what else of it can be opened, each of which is recorded too. */
export function OpenedSheet({ sheet, onClose }: { readonly sheet: Sheet; readonly onClose: () => void }): JSX.Element {
  const { t } = useTranslation('manager');
  const period = usePeriodWords()(sheet.period.name);
  const { officer: { name, subject, position }, signs } = sheet;
  return (
    <>
      <PageHead title={t('evaluation.sheetOf', { name: name ?? subject })}>
        <Button autoFocus onClick={onClose}>{t('evaluation.back')}</Button>
        <PrintButton />
      </PageHead>
      <PrintHead asked={{ agency: sheet.agency }} days={period} />
      <p role="status">{t('evaluation.recorded', { period })}</p>
      <dl className="facts" style={{ marginBottom: '1rem' }}>
        <dt>{t('evaluation.position')}</dt><dd>{position ?? '–'}</dd>
        <dt>{t('evaluation.signs')}</dt><dd>{signs === null ? t('evaluation.signsUnknown') : `${signs.name}, ${signs.position}`}</dd>
      </dl>
      <div className="panels">
        <div className="wide"><Panel title={t('evaluation.sheet')} extra={<SheetDownload sheet={sheet} />}><IndexScores scores={sheet} /></Panel></div>
        <div className="wide"><DossiersPanel sheet={sheet} /></div>
      </div>
    </>
  );
}

function DossiersPanel({ sheet: { officer: { subject }, period } }: { readonly sheet: Sheet }): JSX.Element {
  const { t } = useTranslation('manager');
  const pages = useEvaluated(subject, period.name, { isOwn: false });
  const isOpened = pages.data !== undefined || pages.isFetching || pages.error !== null;
  return (
    <Panel title={t('evaluation.dossiers')}>
      {isOpened ? <EvaluatedDossiers pages={pages} isOwn={false} /> : <><p>{t('evaluation.alsoRecorded')}</p><Button className="no-print" onClick={() => { void pages.fetchNextPage(); }}>{t('evaluation.openDossiers')}</Button></>}
    </Panel>
  );
}

/** An evaluation sheet as it is printed for both signatures. */
export function SheetDownload({ sheet: { officer, period, links } }: { readonly sheet: components['schemas']['EvaluationSheet'] }): JSX.Element {
  const { t } = useTranslation('manager');
  return <DownloadButton path={links.pdf} label="PDF" name={`phieu-danh-gia-${officer.subject}-${period.name}.pdf`} about={t('evaluation.sheetOf', { name: officer.name ?? officer.subject })} />;
}
