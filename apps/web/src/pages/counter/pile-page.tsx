import { useRef, useState, type JSX } from 'react';
import { Button, Card, Flex, Input, type InputRef, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../session/me.js';
import { dossierCodeIn } from '../../shell/scanned.js';
import { PageHead } from '../../ui/page-head.js';
import { type HandedOver, PILE_COMMANDS, type PileCommand, sidesKey } from './handed-over.js';
import { canBeSent, type PileLine, RESULT_OUTCOMES, type ResultOutcome, usePile } from './pile.js';
import { PrintRecord } from './print-record.js';
import { useAgencies } from '../../api/agencies.js';
import { Meanwhile } from '../officer/dossier/meanwhile.js';
import './counter.css';
import { dossierAddress } from '../../shell/dossier-address.js';
import { ProcedureName } from '../../ui/procedure-name.js';
import { WRAPPED } from '../../ui/table-scroll.js';

/** A pile that goes or comes: codes by scanner, one press for all of them, one record printed. Each dossier has a command of its own, so that one that is refused holds no other up. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const box = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  const { lines, command, outcome, setCommand, setOutcome, add, remove, run, isRunning, empty } = usePile();
  const bringsResults = command === 'RecordResult';
  const outcomes = RESULT_OUTCOMES.map((value) => ({ value, label: t(`dialogs.outcomes.${value}`) }));
  const scan = (): void => {
    const text = typed.trim();
    setTyped('');
    if (text !== '') void add(dossierCodeIn(text) ?? text);
    box.current?.focus();
  };
  const ready = lines.filter(canBeSent).length;
  return (
    <>
      <PageHead title={t('pile.title')}><Button onClick={empty} disabled={isRunning}>{t('pile.empty')}</Button></PageHead>
      <Flex vertical gap="middle">
        <Card size="small">
          <Flex wrap gap="small">
            <Select<PileCommand> aria-label={t('pile.command')} value={command} disabled={lines.length > 0} onChange={setCommand} options={PILE_COMMANDS.map((value) => ({ value, label: t(`pile.commands.${value}`) }))} style={{ minWidth: 280 }} />
            {bringsResults ? <Select<ResultOutcome> aria-label={t('pile.outcome')} title={t('pile.outcome')} value={outcome} onChange={(value) => { setOutcome(value); }} options={outcomes} style={{ minWidth: 160 }} /> : null}
            <Input ref={box} autoFocus aria-label={t('pile.scan')} placeholder={t('pile.scanPlaceholder')} value={typed} onChange={({ target }) => { setTyped(target.value); }} onPressEnter={scan} style={{ maxWidth: 420 }} />
            <Button type="primary" disabled={ready === 0} loading={isRunning} onClick={() => { void run(); }}>{t('pile.run', { count: ready })}</Button>
          </Flex>
        </Card>
        <Table<PileLine>
          size="small"
          rowKey="code"
          dataSource={[...lines]}
          pagination={false}
          scroll={WRAPPED}
          locale={{ emptyText: t('pile.nothing') }}
          columns={[
            { title: '#', render: (_: unknown, _line, index) => index + 1 },
            { title: t('list.code'), dataIndex: 'code', render: (code: string) => <Link to={dossierAddress(code)}>{code}</Link> },
            { title: t('list.procedure'), render: (_: unknown, { dossier }) => <ProcedureName name={dossier?.procedure.name ?? ''} /> },
            ...(bringsResults ? [{ title: t('dialogs.outcome'), render: (_: unknown, line: PileLine) => <Select<ResultOutcome> size="small" aria-label={`${t('dialogs.outcome')} ${line.code}`} value={line.outcome} disabled={isRunning || wasSent(line)} onChange={(value) => { setOutcome(value, line.code); }} options={outcomes} style={{ minWidth: 150 }} /> }] : []),
            { title: t('pile.state'), render: (_: unknown, { state, why }) => <span className="pile-state" data-state={state}>{t(`pile.states.${state}`)}{why === undefined ? '' : `: ${why}`}</span> },
            { title: t('list.action'), render: (_: unknown, { code, state }) => (state === 'done' || state === 'accepted' || state === 'unanswered' ? null : <Button size="small" disabled={isRunning} onClick={() => { remove(code); }} aria-label={`${t('pile.remove')} ${code}`}>{t('pile.remove')}</Button>) },
          ]}
        />
        {lines.map(({ code, state, dossier }) => (state === 'refused' && dossier !== undefined ? <Meanwhile key={code} named code={code} after={dossier.seq} /> : null))}
        <HandoverRecord lines={lines} command={command} />
      </Flex>
    </>
  );
}

/** Whether a line's command has left: what it says is no longer changed. */
function wasSent({ state }: PileLine): boolean {
  return state === 'sending' || state === 'unanswered' || state === 'accepted' || state === 'done' || state === 'refused';
}

/** A record of what went through, one for each two agencies it went between. What is not decided yet stands in none; nor what has gone to nobody yet, which is said. */
function HandoverRecord({ lines, command }: { readonly lines: readonly PileLine[]; readonly command: PileCommand }): JSX.Element | null {
  const { t } = useTranslation('counter');
  const own = useMe().agency;
  const { nameOf: agencyName } = useAgencies();
  const through = lines.filter(({ state }) => state === 'done');
  const records = new Map(through.flatMap(({ handed = [] }) => handed.map((sides) => [sidesKey(sides), sides] as const)));
  const without = through.filter(({ handed = [] }) => handed.length === 0).map(({ code }) => code);
  const [chosen, setChosen] = useState<string>();
  const left = without.length === 0 ? null : <p>{t('pile.withoutRecord', { codes: without.join(', ') })}</p>;
  const [key, sides] = [...records].find(([each]) => each === chosen) ?? [...records][0] ?? [];
  if (sides === undefined) return left;
  const codes = through.filter(({ handed = [] }) => handed.some((each) => sidesKey(each) === key)).map(({ code }) => code);
  const label = ({ from, to }: HandedOver): string => {
    if (from === to) return t('pile.inHouse', { agency: agencyName(from) });
    if (from !== own.code && to !== own.code) return t('pile.between', { from: agencyName(from), to: agencyName(to) });
    return agencyName(from === own.code ? to : from);
  };
  return (
    <Card size="small" title={t('pile.record', { count: codes.length })}>
      <Flex vertical gap="small">
        <Select<string> aria-label={t(command === 'Forward' ? 'pile.to' : 'pile.from')} value={key ?? null} onChange={setChosen} options={[...records].map(([value, each]) => ({ value, label: label(each) }))} style={{ maxWidth: 560 }} />
        {left}
        <PrintRecord codes={codes} sides={sides} />
      </Flex>
    </Card>
  );
}
