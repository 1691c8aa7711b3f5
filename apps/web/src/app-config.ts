/** What the server tells before anybody has signed in. */
export interface AppConfig {
  /** The sign-in service. */
  readonly issuer: string;
  readonly clientId: string;
  /** Where citizens sign in on the public pages; null where they cannot. */
  readonly citizens: { readonly issuer: string; readonly clientId: string } | null;
  /** Everything shown is invented. */
  readonly practice: boolean;
}

let known: AppConfig | undefined;

/** Asks the server once, when the application begins. Rejects when the server cannot be reached. */
export async function fetchAppConfig(): Promise<AppConfig> {
  const answer = await fetch('/app-config.json');
  if (!answer.ok) throw new Error(`/app-config.json: ${String(answer.status)}`);
  known = (await answer.json()) as AppConfig;
  return known;
}

/** What was told at the beginning. Throws before that. */
export function appConfig(): AppConfig {
  if (known === undefined) throw new Error('The application has not asked the server yet');
  return known;
}
