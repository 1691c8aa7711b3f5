import { useState, type JSX } from 'react';
import { Button, Card, Flex, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAgencies } from '../../../api/agencies.js';
import type { components } from '../../../api/schema.js';
import { formatMoment } from '../../../format/moments.js';
import { dossierCodeIn } from '../../../shell/scanned.js';
import { sidesKey } from '../handed-over.js';
import { PrintRecord } from '../print-record.js';

type Handover = components['schemas']['Handover'];

/** The record of a pile printed again by a side of it: which hand-over of a dossier, and the codes of the others that went with it, by scanner. */
export function RecordAgain({ code, handovers }: { readonly code: string; readonly handovers: readonly Handover[] }): JSX.Element | null {
  const { t } = useTranslation('counter');
  const { nameOf } = useAgencies();
  const [chosen, setChosen] = useState<string>();
  const [others, setOthers] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  // Of what went the same way twice the last time tells it.
  const records = new Map<string, Handover>();
  for (const handover of handovers) {
    records.delete(sidesKey(handover));
    records.set(sidesKey(handover), handover);
  }
  const [key, sides] = [...records].find(([each]) => each === chosen) ?? [...records].at(-1) ?? [];
  if (sides === undefined) return null;
  const label = ({ from, to, at }: Handover): string => `${from === to ? t('pile.inHouse', { agency: nameOf(from) }) : t('pile.between', { from: nameOf(from), to: nameOf(to) })}, ${formatMoment(at)}`;
  const add = (): void => {
    const other = dossierCodeIn(typed.trim()) ?? typed.trim();
    setTyped('');
    if (other !== '' && other !== code && !others.includes(other)) setOthers([...others, other]);
  };
  return (
    <Card size="small" title={t('pile.record', { count: others.length + 1 })}>
      <Flex vertical gap="small">
        <Select<string> aria-label={t('slips.handover')} value={key ?? null} onChange={setChosen} options={[...records].map(([value, each]) => ({ value, label: label(each) }))} style={{ maxWidth: 720 }} />
        <Input aria-label={t('slips.others')} placeholder={t('slips.othersPlaceholder')} value={typed} onChange={({ target }) => { setTyped(target.value); }} onPressEnter={add} style={{ maxWidth: 480 }} />
        <ul className="plain">
          <li>{code}</li>
          {others.map((other) => <li key={other}>{other} <Button size="small" aria-label={`${t('pile.remove')} ${other}`} onClick={() => { setOthers(others.filter((each) => each !== other)); }}>{t('pile.remove')}</Button></li>)}
        </ul>
        <PrintRecord codes={[code, ...others]} sides={sides} />
      </Flex>
    </Card>
  );
}
