import type { JSX, ReactNode } from 'react';
import { CheckCircleOutlined, ClockCircleOutlined, ExclamationCircleOutlined, PauseCircleOutlined, QuestionCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { components } from '../api/schema.js';
import { STANDING_COLOURS } from './theme.js';

/** How a dossier stands against its date. */
export type Standing = NonNullable<components['schemas']['Dossier']['standing']>;

const LOOKS: Readonly<Record<Standing, { readonly colour: string; readonly icon: ReactNode }>> = {
  late: { colour: STANDING_COLOURS.late, icon: <ExclamationCircleOutlined aria-hidden /> },
  'due-soon': { colour: STANDING_COLOURS.soon, icon: <WarningOutlined aria-hidden /> },
  'in-time': { colour: STANDING_COLOURS.calm, icon: <ClockCircleOutlined aria-hidden /> },
  paused: { colour: STANDING_COLOURS.calm, icon: <PauseCircleOutlined aria-hidden /> },
  undated: { colour: STANDING_COLOURS.calm, icon: <QuestionCircleOutlined aria-hidden /> },
  early: { colour: STANDING_COLOURS.done, icon: <CheckCircleOutlined aria-hidden /> },
  'on-time': { colour: STANDING_COLOURS.done, icon: <CheckCircleOutlined aria-hidden /> },
};

/** A standing by colour, sign and word: colour alone says nothing to one man in twelve. */
export function StandingTag({ standing, children }: { readonly standing: Standing; readonly children: ReactNode }): JSX.Element {
  const { colour, icon } = LOOKS[standing];
  return <span className="standing" style={{ color: colour }} data-standing={standing}>{icon}<span>{children}</span></span>;
}
