/** How a dossier reaches the counter; the national portal's KenhThucHien 1, 2, 3. */
export type Channel = 'counter' | 'online' | 'post';
