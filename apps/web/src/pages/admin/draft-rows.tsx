import type { JSX } from 'react';
import { Button, Input, Select } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';
import { DayField } from '../../ui/day-field.js';
import { DAY_KINDS, type DayKind } from './day-kinds.js';

type StatedDay = NonNullable<NonNullable<components['schemas']['CalendarDraftRequest']['amendments']>[number]['add']>[number];

/** One line of a draft as it is typed: a statement to be made about a day, or one to be taken back. */
export interface DraftRow {
  readonly id: number;
  readonly act: 'add' | 'remove';
  readonly date: string;
  readonly kind: DayKind;
  readonly name: string;
  readonly hours: string;
  readonly swapWith: string;
  readonly reason: NonNullable<StatedDay['reason']>;
  readonly decision: string;
}

const REASONS = ['storm', 'flood', 'fire', 'power-or-line-down', 'epidemic', 'security', 'other-by-decision'] as const;

/** A line that says nothing yet. */
export function blankRow(id: number): DraftRow {
  return { id, act: 'add', date: '', kind: 'closure', name: '', hours: '', swapWith: '', reason: 'storm', decision: '' };
}

/** What a typed line states; hours are written `07:00-11:00, 13:00-17:00`. */
export function statedDay({ date, kind, name, hours, swapWith, reason, decision }: DraftRow, source: string): StatedDay {
  const intervals = hours.split(',').map((text) => text.trim()).filter((text) => text !== '').map((text): [string, string] => {
    const [from = '', to = ''] = text.split('-').map((part) => part.trim());
    return [from, to];
  });
  return {
    date, kind, name, source,
    ...(intervals.length === 0 && kind !== 'special-hours' ? {} : { hours: intervals }),
    ...(swapWith === '' ? {} : { swapWith }),
    ...(kind === 'closure' ? { reason, decision } : {}),
  };
}

/** Lines of a draft, each with the fields its kind of day has. */
export function DraftRows({ rows, onChange }: { readonly rows: readonly DraftRow[]; readonly onChange: (rows: readonly DraftRow[]) => void }): JSX.Element {
  const { t } = useTranslation('admin');
  const change = (id: number, part: Partial<DraftRow>): void => { onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row))); };
  return (
    <>
      {rows.map((row, index) => (
        <fieldset key={row.id} className="nested" style={{ border: 0, marginInline: 0 }}>
          <legend>{t('draft.line', { number: index + 1 })}</legend>
          <div className="field-grid">
            <label>{t('draft.act')}<Select value={row.act} onChange={(act) => { change(row.id, { act }); }} options={(['add', 'remove'] as const).map((value) => ({ value, label: t(`draft.acts.${value}`) }))} style={{ width: '100%' }} aria-label={t('draft.act')} /></label>
            <label>{t('draft.date')}<DayField required value={row.date} onChange={(date) => { change(row.id, { date }); }} /></label>
            <label>{t('draft.kind')}<Select value={row.kind} onChange={(kind) => { change(row.id, { kind }); }} options={DAY_KINDS.map((value) => ({ value, label: t(`calendar.kinds.${value}`) }))} style={{ width: '100%' }} aria-label={t('draft.kind')} /></label>
            {row.act === 'remove' ? null : <label>{t('draft.name')}<Input required maxLength={200} value={row.name} onChange={({ target }) => { change(row.id, { name: target.value }); }} /></label>}
            {row.act === 'remove' || !['swap-off', 'make-up'].includes(row.kind) ? null : <label>{t('draft.swapWith')}<DayField value={row.swapWith} onChange={(swapWith) => { change(row.id, { swapWith }); }} /></label>}
            {row.act === 'remove' || !['special-hours', 'make-up', 'closure'].includes(row.kind) ? null : <label>{t('draft.hours')}<Input placeholder="07:00-11:00, 13:00-17:00" value={row.hours} onChange={({ target }) => { change(row.id, { hours: target.value }); }} /></label>}
            {row.act === 'remove' || row.kind !== 'closure' ? null : (
              <>
                <label>{t('draft.reason')}<Select value={row.reason} onChange={(reason) => { change(row.id, { reason }); }} options={REASONS.map((value) => ({ value, label: t(`draft.reasons.${value}`) }))} style={{ width: '100%' }} aria-label={t('draft.reason')} /></label>
                <label>{t('draft.decision')}<Input required placeholder={t('draft.decisionExample')} value={row.decision} onChange={({ target }) => { change(row.id, { decision: target.value }); }} /></label>
              </>
            )}
          </div>
          {rows.length === 1 ? null : <Button type="link" danger icon={<DeleteOutlined aria-hidden />} onClick={() => { onChange(rows.filter(({ id }) => id !== row.id)); }}>{t('draft.dropLine', { number: index + 1 })}</Button>}
        </fieldset>
      ))}
      <Button icon={<PlusOutlined aria-hidden />} onClick={() => { onChange([...rows, blankRow(Math.max(...rows.map(({ id }) => id)) + 1)]); }}>{t('draft.addLine')}</Button>
    </>
  );
}
