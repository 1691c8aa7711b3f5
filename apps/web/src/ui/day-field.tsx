import { DatePicker, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/vi.js';
import type { CSSProperties, JSX } from 'react';

// A browser's own field follows the language of the machine: on an English one 05/03 would be the third of May.
const DAY = { format: ['DD/MM/YYYY', 'D/M/YYYY', 'DDMMYYYY'], placeholder: 'dd/mm/yyyy' };
const MOMENT = { format: ['HH:mm DD/MM/YYYY', 'H:mm D/M/YYYY'], placeholder: 'hh:mm dd/mm/yyyy' };
const HOUR = { format: ['HH:mm', 'H:mm', 'HHmm'], placeholder: 'hh:mm' };
const ISO = { day: 'YYYY-MM-DD', moment: 'YYYY-MM-DDTHH:mm', hour: 'HH:mm' } as const;

interface Props {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
  readonly status?: 'error';
  /** As ISO writes it, without a zone; empty while there is none. */
  readonly value?: string | undefined;
  readonly onChange?: (value: string) => void;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly style?: CSSProperties;
}

/** A day, typed or picked as it is written here (30/11/2026), whatever the machine's language; its value is 2026-11-30. */
export function DayField({ value, onChange, readOnly = false, min, max, ...rest }: Props & { readonly min?: string | undefined; readonly max?: string | undefined }): JSX.Element {
  return <DatePicker {...rest} {...DAY} {...limits(min, max)} className="day-field" value={read(value, ISO.day)} disabled={readOnly} allowClear={rest.required !== true} onChange={(day: Dayjs | null) => { onChange?.(day?.format(ISO.day) ?? ''); }} />;
}

/** A minute of a day, as 17:00 30/11/2026; its value is 2026-11-30T17:00. */
export function MomentField({ value, onChange, readOnly = false, ...rest }: Props): JSX.Element {
  return <DatePicker {...rest} {...MOMENT} showTime={{ format: 'HH:mm' }} needConfirm={false} className="day-field" value={read(value, ISO.moment)} disabled={readOnly} onChange={(moment: Dayjs | null) => { onChange?.(moment?.format(ISO.moment) ?? ''); }} />;
}

/** A time of day of 24 hours; its value is 17:00. */
export function HourField({ value, onChange, readOnly = false, ...rest }: Props): JSX.Element {
  return <TimePicker {...rest} {...HOUR} needConfirm={false} className="day-field" value={read(value, ISO.hour)} disabled={readOnly} allowClear={rest.required !== true} onChange={(hour: Dayjs | null) => { onChange?.(hour?.format(ISO.hour) ?? ''); }} />;
}

function read(value: string | undefined, form: string): Dayjs | null {
  return value === undefined || value === '' ? null : dayjs(value, form);
}

function limits(min: string | undefined, max: string | undefined): { readonly minDate?: Dayjs; readonly maxDate?: Dayjs } {
  return { ...(min === undefined || min === '' ? {} : { minDate: dayjs(min, ISO.day) }), ...(max === undefined || max === '' ? {} : { maxDate: dayjs(max, ISO.day) }) };
}
