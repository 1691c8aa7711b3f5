import type { JSX } from 'react';
import { Select } from 'antd';
import { agencyOptions, useAgencies } from '../../api/agencies.js';
import { BY_LABEL } from '../../ui/by-label.js';

/** An agency chosen by name or code, without tone marks if one likes. */
export function AgencySelect({ id, value, onChange, label, allowNone, only }: {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (code: string | undefined) => void;
  /** What a screen reader says where no visible label names the field. */
  readonly label?: string;
  readonly allowNone?: string;
  readonly only?: (code: string) => boolean;
}): JSX.Element {
  const { agencies } = useAgencies();
  const options = agencyOptions(agencies.filter(({ code }) => only?.(code) ?? true));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      style={{ width: '100%' }}
      showSearch={BY_LABEL}
      {...(allowNone === undefined ? {} : { allowClear: true, placeholder: allowNone })}
      {...(value === undefined ? {} : { value })}
      options={options}
      {...(onChange === undefined ? {} : { onChange: (code: string | undefined) => { onChange(code); } })}
    />
  );
}
