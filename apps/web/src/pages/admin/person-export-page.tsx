import { useState, type JSX } from 'react';
import { Alert, Button, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { fetchAsPerson } from '../../api/client.js';
import { useSending } from '../../api/sending.js';
import { PageHead } from '../../ui/page-head.js';
import { savePdf } from '../../ui/print-pdf.js';
import { ProblemAlert } from '../../ui/problem-alert.js';

const KNOWN_BY = ['idNumber', 'phone'] as const;
const REASONS = ['person-asked', 'court', 'inspection', 'other-authority'] as const;

interface Asked {
  readonly knownBy: (typeof KNOWN_BY)[number];
  readonly number: string;
  readonly reason: (typeof REASONS)[number];
  readonly documentNumber: string;
}

/** Everything held about one person, for who answers for it. The number is sent in the body and kept nowhere, not even as a draft. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const [form] = Form.useForm<Asked>();
  const [isDone, setDone] = useState(false);
  const { isBusy, problem, send } = useSending();
  const save = async ({ knownBy, number, ...why }: Asked): Promise<void> => {
    setDone(false);
    const file = await send(async () => ({ data: await (await fetchAsPerson('/api/v1/person-exports', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ [knownBy]: number.trim(), ...why }) })).blob() }));
    if (file === undefined) return;
    savePdf(file, 'du-lieu-ca-nhan.zip');
    form.resetFields();
    setDone(true);
  };
  return (
    <>
      <PageHead title={t('personExport.title')} />
      <Alert type="warning" showIcon title={t('personExport.warning')} />
      {problem === undefined ? null : <ProblemAlert error={problem} />}
      <Form<Asked> form={form} layout="vertical" style={{ maxWidth: 480, marginBlockStart: 16 }} initialValues={{ knownBy: 'idNumber' }} autoComplete="off" onFinish={(asked) => { void save(asked); }}>
        <Form.Item name="knownBy" label={t('personExport.knownBy')}><Radio.Group options={KNOWN_BY.map((value) => ({ value, label: t(`personExport.numbers.${value}`) }))} /></Form.Item>
        <Form.Item name="number" label={t('personExport.number')} rules={[{ required: true, message: t('needed') }]}><Input maxLength={20} inputMode="numeric" /></Form.Item>
        <Form.Item name="reason" label={t('personExport.reason')} rules={[{ required: true, message: t('needed') }]}><Select options={REASONS.map((value) => ({ value, label: t(`personExport.reasons.${value}`) }))} /></Form.Item>
        <Form.Item name="documentNumber" label={t('personExport.document')} rules={[{ required: true, message: t('needed') }]}><Input maxLength={60} /></Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy}>{t('personExport.send')}</Button>
      </Form>
      <p role="status">{isDone ? t('personExport.done') : ''}</p>
    </>
  );
}
