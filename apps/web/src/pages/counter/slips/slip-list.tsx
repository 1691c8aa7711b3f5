import { useState, type JSX } from 'react';
import { Button, Card, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client.js';
import { formatMoment } from '../../../format/moments.js';
import { PdfView } from '../../../ui/pdf-view.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';
import type { Dossier } from '../dossier-types.js';

/** A slip that can be printed again. */
interface Slip {
  readonly key: string;
  readonly label: string;
  readonly path: string;
  readonly when?: string;
}

const AGAIN_MS = 3_000;

/** Every slip and letter of a dossier to be printed again, each as it was printed then. */
export function SlipList({ dossier }: { readonly dossier: Dossier }): JSX.Element {
  const { t } = useTranslation('counter');
  // A letter just asked for is made within seconds: until then the list is looked at again.
  const letters = api.useQuery('get', '/api/v1/dossiers/{code}/letters', { params: { path: { code: dossier.code } } }, { refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'owed') === true ? AGAIN_MS : false) });
  const [shown, setShown] = useState<Slip>();
  const { links, status, result } = dossier;
  const slips: readonly Slip[] = [
    ...(status === 'registered' || status === 'intake-refused' ? [] : [{ key: 'receipt', label: t('slips.receipt'), path: links.receipt }]),
    { key: 'control', label: t('slips.control'), path: links.controlSlip },
    { key: 'transfer', label: t('slips.transfer'), path: links.transferSlip },
    ...(result === null ? [] : [{ key: 'result', label: t('slips.result'), path: links.resultHandover }]),
    ...(letters.data?.items ?? []).filter((letter) => letter.status !== 'withdrawn').map(({ key, label, status: state, link, links: { preview }, owedAt, statusLabel }) => ({ key, label, path: state === 'owed' ? preview : link, when: `${statusLabel}, ${formatMoment(owedAt)}` })),
  ];
  return (
    <Flex vertical gap="middle">
      <Card size="small" title={t('slips.title')}>
        {letters.error === null ? null : <ProblemAlert error={letters.error} />}
        <Flex wrap gap="small">
          {slips.map((slip) => <Button key={slip.key} type={shown?.key === slip.key ? 'primary' : 'default'} title={slip.when} onClick={() => { setShown(slip); }}>{slip.label}</Button>)}
        </Flex>
      </Card>
      {shown === undefined ? null : <PdfView key={shown.path} path={shown.path} name={`${dossier.code}-${shown.key.replaceAll(/[^\w-]/g, '-')}.pdf`} />}
    </Flex>
  );
}
