import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../../api/schema.js';
import { DownloadButton } from '../download-button.js';

/** An evaluation sheet as it is printed for both signatures. */
export function SheetDownload({ sheet: { officer, period, links } }: { readonly sheet: components['schemas']['EvaluationSheet'] }): JSX.Element {
  const { t } = useTranslation('manager');
  return <DownloadButton path={links.pdf} label="PDF" name={`phieu-danh-gia-${officer.subject}-${period.name}.pdf`} about={t('evaluation.sheetOf', { name: officer.name ?? officer.subject })} />;
}
