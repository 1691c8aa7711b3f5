import { useState, type JSX, type SyntheticEvent } from 'react';
import { Alert, Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import { useRequestKey } from '../../api/request-key.js';
import { formatDay } from '../../format/moments.js';
import { FileField } from '../../ui/file-field.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { base64Of } from './file-text.js';
import { useLayers } from './layers.js';
import { renewIfAnswered } from './renew-if-answered.js';

/** Drafts a change from a notice as a file (CSV, JSON, iCalendar), and says what of it is to be looked at. */
export function NoticeForm(): JSX.Element {
  const { t } = useTranslation('admin');
  const { header, renew } = useRequestKey();
  const { layers, nearest } = useLayers();
  const [layer, setLayer] = useState<string>();
  const [decree, setDecree] = useState('');
  const [whole, setWhole] = useState(true);
  const [year, setYear] = useState<number | null>(null);
  const [file, setFile] = useState<File>();
  const importing = api.useMutation('post', '/api/v1/calendar-drafts/imports', { onSuccess: renew, onError: renewIfAnswered(renew) });
  const chosen = layer ?? nearest;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (file === undefined) return;
    void base64Of(file).then((base64) => {
      importing.mutate({ params: { header: header() }, body: { layer: chosen, decree, reasonCode: 'notice', ...(whole && year !== null ? { year } : {}), file: { name: file.name, base64 } } });
    });
  };
  return (
    <form onSubmit={submit}>
      <div className="field-grid">
        <label>{t('draft.layer')}<Select value={chosen} onChange={setLayer} options={layers.map(({ id, name }) => ({ value: id, label: name }))} style={{ width: '100%' }} aria-label={t('draft.layer')} /></label>
        <label>{t('notice.decree')}<Input required maxLength={300} placeholder={t('notice.decreeExample')} value={decree} onChange={({ target }) => { setDecree(target.value); }} /></label>
        <FileField label={t('notice.file')} accept=".csv,.json,.ics" onChoose={setFile} />
        <div><Checkbox checked={whole} onChange={({ target }) => { setWhole(target.checked); }}>{t('notice.whole')}</Checkbox>
          {whole ? <InputNumber aria-label={t('notice.year')} placeholder={t('notice.year')} min={2000} max={2200} value={year} onChange={setYear} style={{ width: '100%' }} required /> : null}</div>
      </div>
      {importing.error === null ? null : <ProblemAlert error={importing.error} />}
      <p><Button type="primary" htmlType="submit" disabled={file === undefined} loading={importing.isPending}>{t('notice.read')}</Button></p>
      {importing.data === undefined ? null : (
        <div role="status">
          <Alert type={importing.data.missing > 0 || importing.data.leftOut.length > 0 ? 'warning' : 'success'} showIcon title={<Link to={`/quan-tri/du-thao-lich/${importing.data.id}`}>{t('notice.made')}</Link>} description={importing.data.missing > 0 ? t('notice.missing', { count: importing.data.missing }) : undefined} />
          <ul className="plain-list">
            {importing.data.inferred.map((day) => <li key={day.date}>{t('notice.inferred', { day: formatDay(day.date), name: day.name, kind: t(`calendar.kinds.${day.kind}`) })}</li>)}
            {importing.data.leftOut.map((entry) => <li key={`${String(entry.line)}-${entry.date}`}>{t('notice.leftOut', { line: entry.line, name: entry.name, why: t(`notice.why.${entry.why}`) })}</li>)}
          </ul>
        </div>
      )}
    </form>
  );
}
