import { useState, type JSX, type SyntheticEvent } from 'react';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import { useDraft } from '../../session/drafts.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { AgencySelect } from './agency-select.js';
import { blankRow, DraftRows, type DraftRow, statedDay } from './draft-rows.js';
import { useLayers } from './layers.js';
import { renewIfAnswered } from './renew-if-answered.js';

interface Typed {
  readonly layer: string;
  readonly source: string;
  readonly reasonCode: string;
  readonly rows: readonly DraftRow[];
}

const BLANK: Typed = { layer: '', source: '', reasonCode: 'closure', rows: [blankRow(1)] };
const REASON_CODES = ['closure', 'notice', 'swap', 'hours', 'correction'] as const;

/** Drafts a change day by day: in which layer, by which document, which days. Nothing is in force before a second person publishes it. */
export function DraftForm(): JSX.Element {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const { header, renew } = useRequestKey();
  const { value, keep, forget } = useDraft('calendar', BLANK);
  const { layers, nearest } = useLayers();
  const layer = value.layer === '' ? nearest : value.layer;
  const drafting = api.useMutation('post', '/api/v1/calendar-drafts', {
    onSuccess: ({ id }) => { renew(); forget(); void navigate(`/quan-tri/du-thao-lich/${id}`); },
    onError: renewIfAnswered(renew),
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const add = value.rows.filter(({ act }) => act === 'add').map((row) => statedDay(row, value.source));
    const remove = value.rows.filter(({ act }) => act === 'remove').map(({ date, kind }) => ({ date, kind }));
    drafting.mutate({ params: { header: header() }, body: { source: value.source, reasonCode: value.reasonCode, amendments: [{ layer, ...(add.length === 0 ? {} : { add }), ...(remove.length === 0 ? {} : { remove }) }] } });
  };
  return (
    <form onSubmit={submit}>
      <div className="field-grid">
        <label>{t('draft.layer')}<Select value={layer} onChange={(id) => { keep({ ...value, layer: id }); }} options={layers.map(({ id, name }) => ({ value: id, label: name }))} style={{ width: '100%' }} aria-label={t('draft.layer')} /></label>
        <label>{t('draft.source')}<Input required maxLength={300} placeholder={t('draft.sourceExample')} value={value.source} onChange={({ target }) => { keep({ ...value, source: target.value }); }} /></label>
        <label>{t('draft.why')}<Select value={value.reasonCode} onChange={(reasonCode) => { keep({ ...value, reasonCode }); }} options={REASON_CODES.map((code) => ({ value: code, label: t(`draft.reasonCodes.${code}`) }))} style={{ width: '100%' }} aria-label={t('draft.why')} /></label>
      </div>
      <DraftRows rows={value.rows} onChange={(rows) => { keep({ ...value, rows }); }} />
      {drafting.error === null ? null : <ProblemAlert error={drafting.error} />}
      <p><Button type="primary" htmlType="submit" disabled={layer === ''} loading={drafting.isPending}>{t('draft.make')}</Button></p>
    </form>
  );
}

/** Drafts that an agency works by other layers: for one that is new, or moves to other hours. */
export function AssignmentForm(): JSX.Element {
  const { t } = useTranslation('admin');
  const navigate = useNavigate();
  const { header, renew } = useRequestKey();
  const { layers } = useLayers();
  const [agency, setAgency] = useState<string>();
  const [source, setSource] = useState('');
  const [processing, setProcessing] = useState<readonly string[]>([]);
  const [intake, setIntake] = useState<readonly string[]>([]);
  const drafting = api.useMutation('post', '/api/v1/calendar-drafts', { onSuccess: ({ id }) => { renew(); void navigate(`/quan-tri/du-thao-lich/${id}`); }, onError: renewIfAnswered(renew) });
  const options = layers.map(({ id, name }) => ({ value: id, label: name }));
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (agency === undefined) return;
    drafting.mutate({ params: { header: header() }, body: { source, reasonCode: 'hours', assignments: [{ agency, processing: [...processing], intake: intake.length === 0 ? [...processing] : [...intake] }] } });
  };
  return (
    <form onSubmit={submit}>
      <div className="field-grid">
        <label>{t('draft.agency')}<AgencySelect label={t('draft.agency')} value={agency} onChange={setAgency} /></label>
        <label>{t('draft.source')}<Input required value={source} onChange={({ target }) => { setSource(target.value); }} /></label>
        <label>{t('draft.processing')}<Select mode="multiple" aria-label={t('draft.processing')} value={[...processing]} onChange={setProcessing} options={options} style={{ width: '100%' }} /></label>
        <label>{t('draft.intake')}<Select mode="multiple" aria-label={t('draft.intake')} value={[...intake]} onChange={setIntake} options={options} style={{ width: '100%' }} placeholder={t('draft.sameAsProcessing')} /></label>
      </div>
      {drafting.error === null ? null : <ProblemAlert error={drafting.error} />}
      <p><Button type="primary" htmlType="submit" disabled={agency === undefined || processing.length === 0} loading={drafting.isPending}>{t('draft.make')}</Button></p>
    </form>
  );
}
