import { useState, type JSX } from 'react';
import { BellOutlined } from '@ant-design/icons';
import { Button, Card, Checkbox, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, call } from '../../../api/client.js';
import { useSending } from '../../../api/sending.js';
import { ProblemAlert } from '../../../ui/problem-alert.js';

const OCCASIONS = ['supplement', 'result', 'any'] as const;

/** "Tell me when …": begun and ended with one press; told by a notice. */
export function Follows({ code }: { readonly code: string }): JSX.Element {
  const { t } = useTranslation('officer');
  const { problem, send } = useSending();
  const [always, setAlways] = useState(false);
  const { data } = api.useQuery('get', '/api/v1/follows', { params: { query: { dossier: code } } });
  const own = new Map(data?.items.map((follow) => [follow.occasion, follow]));
  const change = async (occasion: (typeof OCCASIONS)[number]): Promise<void> => {
    const follow = own.get(occasion);
    if (follow === undefined) await send(() => call.POST('/api/v1/dossiers/{code}/follows', { params: { path: { code } }, body: { occasion, once: !always } }));
    else await send(() => call.POST('/api/v1/follows/{id}/end', { params: { path: { id: follow.id } } }));
  };
  return (
    <Card size="small" title={<h2>{t('follows.title')}</h2>} className="no-print">
      <Flex gap="small" wrap align="center">
        {OCCASIONS.map((occasion) => <Button key={occasion} size="small" icon={<BellOutlined aria-hidden />} type={own.has(occasion) ? 'primary' : 'default'} aria-pressed={own.has(occasion)} onClick={() => { void change(occasion); }}>{t(`follows.${occasion}`)}{own.has(occasion) ? ` – ${t('follows.on')}` : ''}</Button>)}
        <Checkbox checked={always} onChange={({ target }) => { setAlways(target.checked); }}>{t('follows.always')}</Checkbox>
      </Flex>
      {problem === undefined ? null : <ProblemAlert error={problem} />}
    </Card>
  );
}
