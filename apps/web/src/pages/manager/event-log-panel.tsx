import { useState, type JSX } from 'react';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { serverToday } from '../../api/server-time.js';
import { useMay } from '../../session/me.js';
import { DayField } from '../../ui/day-field.js';
import { addressOf, given } from './asked.js';
import { DownloadButton } from './download-button.js';
import { Panel } from './figure-parts.js';

const FORMATS = ['csv', 'xes'] as const;

/** The ledger as an event log for process mining, for who may take it away: every event of the dossiers received in some days. */
export function EventLogPanel({ agency }: { readonly agency: string | undefined }): JSX.Element | null {
  const { t } = useTranslation('manager');
  const may = useMay('ExportEventLog');
  const today = serverToday();
  const [{ from, to }, setDays] = useState({ from: `${today.slice(0, 8)}01`, to: today });
  if (!may) return null;
  return (
    <div className="wide no-print">
      <Panel title={t('eventLog.title')}>
        <p>{t('eventLog.rule')}</p>
        <Flex gap="small" wrap align="center">
          <span>{t('eventLog.received')}</span>
          <DayField aria-label={t('eventLog.from')} required value={from} max={to} onChange={(day) => { if (day !== '') setDays({ from: day, to }); }} style={{ width: 160 }} />
          <DayField aria-label={t('eventLog.to')} required value={to} min={from} onChange={(day) => { if (day !== '') setDays({ from, to: day }); }} style={{ width: 160 }} />
          {FORMATS.map((format) => <DownloadButton key={format} path={addressOf('/api/v1/event-log', { format, from, to }, given({ agency }))} label={format.toUpperCase()} name={`nhat-ky-su-kien-${from}-${to}.${format}`} about={t('eventLog.title')} />)}
        </Flex>
      </Panel>
    </div>
  );
}
