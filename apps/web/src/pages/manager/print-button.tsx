import type { JSX } from 'react';
import { Button } from 'antd';
import { PrinterOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

/** Prints the page as it is shown. */
export function PrintButton(): JSX.Element {
  const { t } = useTranslation('manager');
  return <Button icon={<PrinterOutlined aria-hidden />} onClick={() => { globalThis.print(); }}>{t('print')}</Button>;
}
