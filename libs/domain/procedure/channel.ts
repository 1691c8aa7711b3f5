/** How a dossier reaches the counter; the national portal's KenhThucHien 1, 2, 3. */
export const CHANNELS = ['counter', 'online', 'post'] as const;
export type Channel = (typeof CHANNELS)[number];
