import type { JSX } from 'react';
import { Button, Card, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, call } from '../../../api/client.js';
import { useSending } from '../../../api/sending.js';
import { formatMoment } from '../../../format/moments.js';
import { useDossierDraft } from '../../../session/drafts.js';
import { useMay } from '../../../session/me.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';

const MOST = 200;
const LONGEST = 4000;

/** What people noted; a correction is another note. */
export function Notes({ code }: { readonly code: string }): JSX.Element {
  const { t } = useTranslation('officer');
  const mayWrite = useMay('WriteNote');
  const { value: text, keep, forget } = useDossierDraft(code, 'note', '');
  const { isBusy, problem, send, renew } = useSending();
  const { data } = api.useQuery('get', '/api/v1/dossiers/{code}/notes', { params: { path: { code }, query: { limit: MOST } } });
  const add = async (): Promise<void> => {
    const noted = await send((header) => call.POST('/api/v1/dossiers/{code}/notes', { params: { path: { code }, header }, body: { text: text.trim() } }));
    if (noted !== undefined) forget();
  };
  return (
    <Card size="small" title={<h2>{t('notes.title')}</h2>}>
      {data?.items.length === 0 ? <p>{t('notes.none')}</p> : null}
      <ul className="notes">{data?.items.map(({ number, byName, by, roleLabel, at, text: words }) => <li key={number}><div className="timeline-who">{byName ?? by} ({roleLabel}) · {formatMoment(at)}</div>{words === null ? <i>{t('notes.erased')}</i> : <p>{words}</p>}</li>)}</ul>
      {mayWrite ? (
        <form className="no-print" onSubmit={(event) => { event.preventDefault(); void add(); }}>
          <Input.TextArea rows={2} maxLength={LONGEST} value={text} onChange={({ target }) => { keep(target.value); renew(); }} aria-label={t('notes.write')} placeholder={t('notes.write')} />
          <Button htmlType="submit" size="small" loading={isBusy} disabled={text.trim() === ''} style={{ marginBlockStart: 6 }}>{t('notes.add')}</Button>
        </form>
      ) : null}
      {problem === undefined ? null : <ProblemAlert error={problem} />}
    </Card>
  );
}
