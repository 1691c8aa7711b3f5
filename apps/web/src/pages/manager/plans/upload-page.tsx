import { useState, type JSX } from 'react';
import { Button, Card, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../../../api/client.js';
import { serverToday } from '../../../api/server-time.js';
import { useMe } from '../../../session/me.js';
import { DayField } from '../../../ui/day-field.js';
import { PageHead } from '../../../ui/page-head.js';
import { AgencyFilter } from '../filter-bar.js';
import { useTableUpload } from '../upload.js';
import '../manager.css';

const KINDS = ['docx', 'xlsx', 'csv'] as const;

/** A plan with its table is read into a draft; nothing is opened before somebody has confirmed it. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const me = useMe();
  const today = serverToday();
  const [agency, setAgency] = useState<string | undefined>(me.agency.code);
  const [plan, setPlan] = useState({ number: '', issuedOn: today, endsOn: `${today.slice(0, 4)}-12-31` });
  const { chooser, problem, hasFile, isBusy, renew, send } = useTableUpload(KINDS);
  const change = (part: Partial<typeof plan>): void => { setPlan({ ...plan, ...part }); renew(); };
  const read = (issuer: string): void => {
    send(issuer, (document, header) => call.POST('/api/v1/task-plans', { params: { header }, body: { agency: issuer, ...plan, number: plan.number.trim(), document } }), (id) => `/nhiem-vu/ke-hoach/${id}`);
  };
  const isComplete = agency !== undefined && hasFile && plan.number.trim() !== '' && plan.issuedOn !== '' && plan.endsOn >= plan.issuedOn;
  return (
    <>
      <PageHead title={t('plan.upload')}><Link to="/nhiem-vu">{t('plan.back')}</Link></PageHead>
      <Card size="small">
        <p>{t('plan.rule')}</p>
        <div className="plan-form">
          <div><span>{t('plan.issuer')}</span><AgencyFilter value={agency} onChange={(next) => { setAgency(next); renew(); }} /></div>
          <label>{t('tasks.number')}<Input value={plan.number} maxLength={100} placeholder="12/KH-UBND" onChange={({ target }) => { change({ number: target.value }); }} /></label>
          <label>{t('tasks.issued')}<DayField value={plan.issuedOn} onChange={(issuedOn) => { change({ issuedOn }); }} /></label>
          <label>{t('plan.ends')}<DayField value={plan.endsOn} min={plan.issuedOn} onChange={(endsOn) => { change({ endsOn }); }} /></label>
          {chooser(t('plan.choose'))}
          <Button type="primary" disabled={!isComplete} loading={isBusy} onClick={() => { if (agency !== undefined) read(agency); }}>{t('plan.read')}</Button>
        </div>
        {problem}
      </Card>
    </>
  );
}
