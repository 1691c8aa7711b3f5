import { useState, type JSX } from 'react';
import { Button, Modal } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { fetchFile } from '../../api/client.js';
import { savePdf } from '../../ui/print-pdf.js';
import { ProblemAlert } from '../../ui/problem-alert.js';

/** Fetches a file as the signed-in person and saves it; says in the server's words why it is not given, as where a report's sums do not come out. */
export function DownloadButton({ path, label, name, about }: { readonly path: string; readonly label: string; readonly name: string; readonly about: string }): JSX.Element {
  const { t } = useTranslation('manager');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const load = (): void => {
    setBusy(true);
    fetchFile(path).then((file) => { savePdf(file, name); }, setError).finally(() => { setBusy(false); });
  };
  return (
    <>
      <Button size="small" icon={<DownloadOutlined aria-hidden />} loading={isBusy} onClick={load} aria-label={t('download', { label, about })}>{label}</Button>
      <Modal open={error !== undefined} title={about} footer={null} onCancel={() => { setError(undefined); }} destroyOnHidden>{error === undefined ? null : <ProblemAlert error={error} />}</Modal>
    </>
  );
}
