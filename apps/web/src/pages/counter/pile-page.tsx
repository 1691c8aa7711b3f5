import { useRef, useState, type JSX } from 'react';
import { Button, Card, Flex, Input, type InputRef, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call, isProblem } from '../../api/client.js';
import { useMe } from '../../session/me.js';
import { dossierCodeIn } from '../../shell/scanned.js';
import { PageHead } from '../../ui/page-head.js';
import { PdfView } from '../../ui/pdf-view.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { dossierAddress } from './dossier-types.js';
import { PILE_COMMANDS, type PileCommand, type PileLine, usePile } from './pile.js';
import { useAgencyNames } from './procedures.js';
import './counter.css';

/** A pile that goes or comes: codes by scanner, one press for all of them, one record printed. Each dossier has a command of its own, so that one that is refused holds no other up. */
export function Component(): JSX.Element {
  const { t } = useTranslation('counter');
  const box = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  const [command, setCommand] = useState<PileCommand>('Forward');
  const { lines, add, remove, run, isRunning, empty } = usePile(command);
  const scan = (): void => {
    const text = typed.trim();
    setTyped('');
    if (text !== '') void add(dossierCodeIn(text) ?? text);
    box.current?.focus();
  };
  const ready = lines.filter(({ state }) => state === 'ready').length;
  return (
    <>
      <PageHead title={t('pile.title')}><Button onClick={empty} disabled={isRunning}>{t('pile.empty')}</Button></PageHead>
      <Flex vertical gap="middle">
        <Card size="small">
          <Flex wrap gap="small">
            <Select<PileCommand> aria-label={t('pile.command')} value={command} disabled={lines.length > 0} onChange={setCommand} options={PILE_COMMANDS.map((value) => ({ value, label: t(`pile.commands.${value}`) }))} style={{ minWidth: 280 }} />
            <Input ref={box} autoFocus aria-label={t('pile.scan')} placeholder={t('pile.scanPlaceholder')} value={typed} onChange={({ target }) => { setTyped(target.value); }} onPressEnter={scan} style={{ maxWidth: 420 }} />
            <Button type="primary" disabled={ready === 0} loading={isRunning} onClick={() => { void run(); }}>{t('pile.run', { count: ready })}</Button>
          </Flex>
        </Card>
        <Table<PileLine>
          size="small"
          rowKey="code"
          dataSource={[...lines]}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: t('pile.nothing') }}
          columns={[
            { title: '#', render: (_: unknown, _line, index) => index + 1 },
            { title: t('list.code'), dataIndex: 'code', render: (code: string) => <Link to={dossierAddress(code)}>{code}</Link> },
            { title: t('list.procedure'), render: (_: unknown, { dossier }) => <span className="wrapped">{dossier?.procedure.name ?? ''}</span> },
            { title: t('pile.state'), render: (_: unknown, { state, why }) => <span className="pile-state" data-state={state}>{t(`pile.states.${state}`)}{why === undefined ? '' : `: ${why}`}</span> },
            { title: t('list.action'), render: (_: unknown, { code, state }) => (state === 'done' || state === 'accepted' ? null : <Button size="small" disabled={isRunning} onClick={() => { remove(code); }} aria-label={`${t('pile.remove')} ${code}`}>{t('pile.remove')}</Button>) },
          ]}
        />
        <HandoverRecord lines={lines} command={command} />
      </Flex>
    </>
  );
}

/** One record of all that went through. */
function HandoverRecord({ lines, command }: { readonly lines: readonly PileLine[]; readonly command: PileCommand }): JSX.Element | null {
  const { t } = useTranslation('counter');
  const me = useMe();
  const agencyName = useAgencyNames();
  const through = lines.filter(({ state }) => state === 'done' || state === 'accepted');
  const others = [...new Set(through.flatMap(({ dossier }) => (dossier === undefined ? [] : [dossier.competentAgency.code, ...dossier.stages.map(({ agency }) => agency)])))].filter((code) => code !== me.agency.code);
  const [other, setOther] = useState<string>();
  const [file, setFile] = useState<Blob>();
  const [error, setError] = useState<unknown>();
  const partner = other ?? others[0] ?? me.agency.code;
  const print = (): void => {
    setError(undefined);
    const sides = command === 'Forward' ? { fromAgencyCode: me.agency.code, toAgencyCode: partner } : { fromAgencyCode: partner, toAgencyCode: me.agency.code };
    call.POST('/api/v1/handover-records', { body: { codes: through.map(({ code }) => code), ...sides }, parseAs: 'blob' }).then(
      ({ data, error: refused }) => { if (data === undefined) setError(isProblem(refused) ? refused : new Error('unreachable')); else setFile(data as Blob); },
      setError,
    );
  };
  if (through.length === 0) return null;
  return (
    <Card size="small" title={t('pile.record', { count: through.length })}>
      <Flex vertical gap="small">
        <Flex wrap gap="small">
          <Select<string> aria-label={t(command === 'Forward' ? 'pile.to' : 'pile.from')} value={partner} onChange={setOther} options={(others.length === 0 ? [me.agency.code] : others).map((value) => ({ value, label: agencyName(value) }))} style={{ minWidth: 280 }} />
          <Button onClick={print}>{t('pile.print')}</Button>
        </Flex>
        {error === undefined ? null : <ProblemAlert error={error} onRetry={print} />}
        {file === undefined ? null : <PdfView file={file} name="bien-ban-ban-giao.pdf" />}
      </Flex>
    </Card>
  );
}
