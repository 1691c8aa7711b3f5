import { useEffect, useEffectEvent, useState, type JSX } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, fetchAsPerson } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { PdfView } from '../../../ui/pdf-view.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';

/** What an apology says, as the server would have it signed: the digest ties the signature to it. */
export interface Previewed {
  readonly digest: string;
  readonly reasonCode?: string;
  readonly reason?: string;
  /** The date it gives: signed as it was looked at, for a date the rules propose moves with the clock. */
  readonly newAppointment?: string;
}

interface Drawn {
  readonly file: Blob;
  readonly digest: string;
  readonly newAppointment: string | null;
}

/** The real form 04 as signing now would give it; the reason may be chosen, and what is shown is what is signed. */
export function ApologyPreview({ code, given, onPreviewed }: { readonly code: string; readonly given?: string; readonly onPreviewed: (previewed: Previewed | undefined) => void }): JSX.Element {
  const { t } = useTranslation('officer');
  const reasons = api.useQuery('get', '/api/v1/delay-reasons', {}).data?.items ?? [];
  const [reasonCode, setReasonCode] = useState<string | undefined>(given);
  const [reason, setReason] = useState('');
  const [words, setWords] = useState('');
  const asked = { ...(reasonCode === undefined ? {} : { reasonCode }), ...(words === '' ? {} : { reason: words }) };
  // Drawn anew each time it is looked at: it is what signing now would give.
  const { data: drawn, error: problem } = useQuery({ queryKey: ['apology-preview', code, reasonCode, words], queryFn: () => preview(code, asked), staleTime: 0, gcTime: 0, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false });
  const date = drawn?.newAppointment ?? undefined;
  const tell = useEffectEvent((digest: string | undefined) => { onPreviewed(digest === undefined ? undefined : { digest, ...asked, ...(date === undefined ? {} : { newAppointment: date }) }); });
  const digest = drawn?.digest;
  useEffect(() => { tell(digest); }, [digest]);
  return (
    <>
      <Flex gap="small" wrap align="end">
        <label className="field"><span>{t('sign.reason')}</span><Select<string> aria-label={t('sign.reason')} placeholder={t('sign.supplied')} allowClear value={reasonCode ?? null} onChange={setReasonCode} options={reasons.map((each) => ({ value: each.code, label: each.name }))} style={{ width: 'min(30rem, 86vw)' }} /></label>
        <label className="field"><span>{t('sign.words')}</span><Input aria-label={t('sign.words')} maxLength={500} value={reason} onChange={({ target }) => { setReason(target.value); }} onBlur={() => { setWords(reason.trim()); }} /></label>
        <Button onClick={() => { setWords(reason.trim()); }}>{t('sign.redraw')}</Button>
      </Flex>
      {problem === null ? null : <ProblemAlert error={problem} />}
      {drawn === undefined ? null : <>{drawn.newAppointment === null ? null : <p>{t('sign.newDate', { date: formatMoment(drawn.newAppointment) })}</p>}<PdfView file={drawn.file} name={`${code}-04`} /></>}
    </>
  );
}

/** Throws the server's problem. */
async function preview(code: string, body: { readonly reasonCode?: string; readonly reason?: string }): Promise<Drawn> {
  const response = await fetchAsPerson(`/api/v1/dossiers/${encodeURIComponent(code)}/apology/preview`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return { file: await response.blob(), digest: (response.headers.get('etag') ?? '').replaceAll('"', '').replace('W/', ''), newAppointment: response.headers.get('x-new-appointment') };
}
