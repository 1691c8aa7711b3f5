/** A drill beside the campaign of faults, called by its name. */
interface Subcommand {
  /** What it does, for the help. */
  readonly does: string;
  /** Loaded when called for; takes its arguments, resolves to its exit code. */
  readonly load: () => Promise<(args: readonly string[]) => Promise<number>>;
}

/** Every drill that has a name, in the order of the help. */
export const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  production: {
    does: 'the campaign on the topology of docker-compose.yml, with Temporal on PostgreSQL, each with its role',
    load: async () => {
      const { campaign } = await import('./campaign-command.js');
      return (args) => campaign('production', args);
    },
  },
  storm: { does: 'thousands of dossiers fall due at one instant while a counter works', load: async () => (await import('./storm-command.js')).storm },
  soak: { does: 'a counter works for half an hour; memory, connections and open files stay where they are', load: async () => (await import('./soak-command.js')).soak },
};
