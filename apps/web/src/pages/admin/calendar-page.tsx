import { useState, type JSX } from 'react';
import { Button, Flex, Select } from 'antd';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../api/client.js';
import { useMe } from '../../session/me.js';
import { PageHead } from '../../ui/page-head.js';
import { AgencySelect } from './agency-select.js';
import './calendar.css';
import { DateTrial } from './date-trial.js';
import { serverToday } from '../../api/server-time.js';
import { YearView } from './year-view.js';

const USES = ['processing', 'intake'] as const;

/** The calendars terms are counted on: a year of an agency with the decrees behind it, in force or as a draft would make it, and a date tried on it. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const me = useMe();
  const [query, setQuery] = useSearchParams();
  const [day, setDay] = useState<string>();
  const agency = query.get('coquan') ?? me.agency.code;
  const use = query.get('gio') === 'intake' ? 'intake' : 'processing';
  const year = Number(query.get('nam') ?? serverToday().slice(0, 4));
  const draft = query.get('duthao') ?? undefined;
  const drafts = api.useQuery('get', '/api/v1/calendar-drafts', { params: { query: { status: 'draft', limit: 50 } } });
  const change = (name: string, value: string | undefined): void => {
    setQuery((before) => {
      const next = new URLSearchParams(before);
      if (value === undefined) next.delete(name); else next.set(name, value);
      return next;
    }, { replace: true });
  };
  return (
    <>
      <PageHead title={t('calendar.title')}><Link to="/quan-tri/du-thao-lich">{t('menu.drafts')}</Link></PageHead>
      <Flex wrap gap="small" align="end" className="no-print" style={{ marginBottom: 12 }}>
        <div style={{ minWidth: 300 }}><AgencySelect label={t('calendar.agency')} value={agency} onChange={(code) => { change('coquan', code); }} /></div>
        <Select aria-label={t('calendar.use')} value={use} onChange={(value) => { change('gio', value); }} options={USES.map((value) => ({ value, label: t(`calendar.uses.${value}`) }))} style={{ minWidth: 220 }} />
        <Flex align="center" gap={4}>
          <Button aria-label={t('calendar.yearBefore')} icon={<LeftOutlined />} onClick={() => { change('nam', String(year - 1)); }} />
          <strong style={{ minWidth: 56, textAlign: 'center' }} aria-live="polite">{year}</strong>
          <Button aria-label={t('calendar.yearAfter')} icon={<RightOutlined />} onClick={() => { change('nam', String(year + 1)); }} />
        </Flex>
        <Select
          aria-label={t('calendar.version')}
          value={draft ?? ''}
          onChange={(value) => { change('duthao', value === '' ? undefined : value); }}
          options={[{ value: '', label: t('calendar.inForce') }, ...(drafts.data?.items ?? []).map(({ id, source }) => ({ value: id, label: t('calendar.asDraft', { source }) }))]}
          style={{ minWidth: 260 }}
        />
      </Flex>
      <div className="calendar-columns">
        <div><YearView agency={agency} use={use} year={year} draft={draft} chosen={day} onChoose={(date) => { setDay(date === day ? undefined : date); }} /></div>
        <DateTrial agency={agency} draft={draft} day={day} />
      </div>
    </>
  );
}
