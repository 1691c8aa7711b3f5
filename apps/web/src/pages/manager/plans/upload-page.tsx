import { useState, type JSX } from 'react';
import { Alert, Button, Card, Input, Upload } from 'antd';
import { UploadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, isProblem, isRefusal } from '../../../api/client.js';
import { useRequestKey } from '../../../api/request-key.js';
import { serverToday } from '../../../api/server-time.js';
import { useMe } from '../../../session/me.js';
import { DayField } from '../../../ui/day-field.js';
import { PageHead } from '../../../ui/page-head.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import { AgencyFilter } from '../filter-bar.js';
import { uploadTable } from '../upload.js';
import '../manager.css';

const KINDS = ['docx', 'xlsx', 'csv'] as const;

/** A plan with its table is read into a draft; nothing is opened before somebody has confirmed it. */
export function Component(): JSX.Element {
  const { t } = useTranslation('manager');
  const navigate = useNavigate();
  const me = useMe();
  const { header, renew } = useRequestKey();
  const today = serverToday();
  const [agency, setAgency] = useState<string | undefined>(me.agency.code);
  const [plan, setPlan] = useState({ number: '', issuedOn: today, endsOn: `${today.slice(0, 4)}-12-31` });
  const [file, setFile] = useState<File>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const { mutateAsync } = api.useMutation('post', '/api/v1/task-plans');
  const change = (part: Partial<typeof plan>): void => { setPlan({ ...plan, ...part }); renew(); };
  const send = async (chosen: File, issuer: string): Promise<void> => {
    const document = await uploadTable(chosen, issuer, KINDS);
    const { id } = await mutateAsync({ params: { header: header() }, body: { agency: issuer, ...plan, number: plan.number.trim(), document } });
    renew();
    await navigate(`/nhiem-vu/ke-hoach/${id}`);
  };
  const read = (chosen: File, issuer: string): void => {
    setBusy(true);
    setError(undefined);
    send(chosen, issuer).catch((problem: unknown) => { setError(problem); if (isRefusal(problem)) renew(); }).finally(() => { setBusy(false); });
  };
  const isComplete = agency !== undefined && file !== undefined && plan.number.trim() !== '' && plan.issuedOn !== '' && plan.endsOn >= plan.issuedOn;
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
          <Upload accept=".docx,.xlsx,.csv" maxCount={1} beforeUpload={(chosen) => { setFile(chosen); renew(); return false; }} onRemove={() => { setFile(undefined); }}><Button icon={<UploadOutlined aria-hidden />}>{t('plan.choose')}</Button></Upload>
          <Button type="primary" disabled={!isComplete} loading={isBusy} onClick={() => { if (file !== undefined && agency !== undefined) read(file, agency); }}>{t('plan.read')}</Button>
        </div>
        {error === undefined ? null : error instanceof Error && !isProblem(error) && KINDS.join(', ') === error.message ? <Alert type="error" showIcon role="alert" title={t('portal.unread')} description={error.message} /> : <ProblemAlert error={error} />}
      </Card>
    </>
  );
}
