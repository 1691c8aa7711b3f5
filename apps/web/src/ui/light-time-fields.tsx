import { useEffect, useRef, useState, type ComponentType, type JSX } from 'react';
import { CalendarOutlined, ClockCircleOutlined } from '@ant-design/icons';
import type { InputRef } from 'antd';
import Input from 'antd/es/input/Input';
import { useTranslation } from 'react-i18next';
import { dayTyped, dayWritten, hourTyped } from './typed-time.js';

interface Props {
  readonly id: string;
  /** As ISO writes it; empty while there is none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly readOnly?: boolean;
}

type Picker = ComponentType<Props & { readonly autoFocus?: boolean }>;

interface Kind {
  readonly load: () => Promise<Picker>;
  readonly read: (text: string) => string | undefined;
  readonly write: (value: string) => string;
  readonly placeholder: string;
  /** Said where what is typed cannot be read. */
  readonly wrong: 'notADay' | 'notAnHour';
  readonly sign: JSX.Element;
}

const DAY: Kind = { load: async () => (await import('./day-field.js')).DayField, read: dayTyped, write: dayWritten, placeholder: 'dd/mm/yyyy', wrong: 'notADay', sign: <CalendarOutlined aria-hidden /> };
const HOUR: Kind = { load: async () => (await import('./day-field.js')).HourField, read: hourTyped, write: (value) => value, placeholder: 'hh:mm', wrong: 'notAnHour', sign: <ClockCircleOutlined aria-hidden /> };

/** A `DayField` of a page that most people open for something else: see `LightField`. */
export function LightDayField(props: Props): JSX.Element {
  return <LightField {...props} kind={DAY} />;
}

/** An `HourField` of a page that most people open for something else: see `LightField`. */
export function LightHourField(props: Props): JSX.Element {
  return <LightField {...props} kind={HOUR} />;
}

/**
 * Can be typed into at once; the calendar to pick from is loaded when somebody points at the field or moves to it, and takes its place unless
 * something is being typed just then. Where it cannot be loaded the field stays one to type into, and tries again the next time.
 */
function LightField({ kind: { load, read, write, placeholder, wrong, sign }, ...props }: Props & { readonly kind: Kind }): JSX.Element {
  const { id, value, onChange, required = false, readOnly = false } = props;
  const { t } = useTranslation('shell');
  const [text, setText] = useState<string>();
  const [Loaded, setLoaded] = useState<Picker>();
  const [isNear, setNear] = useState(false);
  const [hadFocus, setHadFocus] = useState(false);
  const input = useRef<InputRef>(null);
  useEffect(() => {
    if (!isNear || Loaded !== undefined) return undefined;
    let isGone = false;
    load().then((picker) => {
      if (isGone) return;
      setHadFocus(document.activeElement === input.current?.input);
      setLoaded(() => picker);
    }, () => { setNear(false); });
    return () => { isGone = true; };
  }, [isNear, Loaded, load]);
  if (Loaded !== undefined && text === undefined) return <Loaded {...props} autoFocus={hadFocus} />;
  const near = (): void => { setNear(true); };
  return (
    <Input
      ref={input}
      id={id}
      className="day-field"
      autoComplete="off"
      placeholder={placeholder}
      suffix={sign}
      required={required}
      disabled={readOnly}
      value={text ?? write(value)}
      onFocus={near}
      onPointerEnter={near}
      onChange={({ target }) => {
        setText(target.value);
        const typed = read(target.value);
        // The form is not sent with another value than the one that is seen.
        target.setCustomValidity(typed === undefined && target.value !== '' ? t(wrong) : '');
        if (typed !== undefined) onChange(typed);
      }}
      onBlur={({ target }) => {
        target.setCustomValidity('');
        setHadFocus(false);
        setText(undefined);
      }}
    />
  );
}
