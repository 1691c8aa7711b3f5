import type { ThemeConfig } from 'antd';

/** Colours of standings: people know these three hues; words and signs stand beside them, and each passes 4.5:1 on white and on its tint. */
export const STANDING_COLOURS = { late: '#b91c1c', soon: '#9a4a00', calm: '#1f2937', done: '#15803d' } as const;

/** Early, on time, late, in the order every legend and table has them. */
export const OUTCOME_COLOURS = { early: '#16A34A', onTime: '#2563EB', late: '#DC2626' } as const;

/** The application's look: larger than usual, for old screens and tired eyes; secondary text dark enough for 4.5:1. */
export const THEME: ThemeConfig = {
  token: {
    fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
    fontSize: 15,
    colorPrimary: '#0b5cad',
    colorLink: '#0b5cad',
    colorError: STANDING_COLOURS.late,
    colorWarning: STANDING_COLOURS.soon,
    colorSuccess: STANDING_COLOURS.done,
    // Of dark colours antd makes muddy grounds: the tints of these hues are told by themselves.
    colorErrorBg: '#fef2f2',
    colorWarningBg: '#fff4e5',
    colorSuccessBg: '#eef9f1',
    colorTextSecondary: 'rgba(0, 0, 0, 0.68)',
    colorTextDescription: 'rgba(0, 0, 0, 0.68)',
    colorTextTertiary: 'rgba(0, 0, 0, 0.65)',
    colorTextPlaceholder: 'rgba(0, 0, 0, 0.58)',
    colorTextDisabled: 'rgba(0, 0, 0, 0.58)',
    linkDecoration: 'underline',
    linkHoverDecoration: 'underline',
    borderRadius: 6,
    motion: false,
  },
  components: {
    Layout: { headerBg: '#ffffff', headerHeight: 56, headerPadding: '0 16px', bodyBg: '#f3f5f8' },
    Menu: { itemHeight: 36, groupTitleColor: 'rgba(0, 0, 0, 0.68)' },
  },
};
