import { useState, type JSX } from 'react';
import { Button, Input, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { foldSearchText } from '#vi';
import { PageHead } from '../../ui/page-head.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { useProcedures } from '../../api/procedures.js';
import { WRAPPED } from '../../ui/table-scroll.js';
import './calendar.css';

/** Procedures in force, found by code, name or field. */
export function Component(): JSX.Element {
  const { t } = useTranslation('admin');
  const [text, setText] = useState('');
  const { procedures, error, isPending } = useProcedures();
  const wanted = foldSearchText(text);
  const found = procedures.filter(({ code, name, field }) => foldSearchText(`${code} ${name} ${field.name}`).includes(wanted));
  return (
    <>
      <PageHead title={t('procedures.title')}>
        <Link to="/quan-tri/ban-ghi-cong">{t('menu.records')}</Link>
        <Link to="/quan-tri/soan-thu-tuc"><Button tabIndex={-1}>{t('procedures.new')}</Button></Link>
      </PageHead>
      <Input.Search aria-label={t('procedures.search')} placeholder={t('procedures.search')} allowClear value={text} onChange={({ target }) => { setText(target.value); }} style={{ maxWidth: 480, marginBottom: 12 }} />
      {error === null ? null : <ProblemAlert error={error} />}
      <Table
        size="small"
        rowKey="code"
        loading={isPending}
        dataSource={found}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={WRAPPED}
        locale={{ emptyText: t('procedures.none') }}
        columns={[
          { title: t('procedures.code'), render: (_, { code }) => <Link to={`/quan-tri/thu-tuc/${code}`}>{code}</Link> },
          { title: t('procedures.name'), dataIndex: 'name', width: 340 },
          { title: t('procedures.field'), render: (_, { field }) => field.name },
          { title: t('procedures.version'), dataIndex: 'version' },
          { title: t('procedures.terms'), render: (_, { cases }) => (cases.length === 1 ? cases[0]?.term : <ul className="plain-list">{cases.map(({ code, name, term }) => <li key={code}>{name}: {term}</li>)}</ul>) },
        ]}
      />
    </>
  );
}
