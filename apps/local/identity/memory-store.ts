import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** What was given on a grant and ends with it; an interaction names one as well, and goes on. */
const GIVEN_ON_GRANTS: readonly string[] = ['AccessToken', 'AuthorizationCode', 'RefreshToken'];

type Kept = { payload: AdapterPayload; readonly endsAt: number };

/**
 * Makes the sign-in service's memory of sessions and codes: kept while the process runs and forgotten with it, so people
 * sign in again after a restart.
 * @param secondsNow the present, in seconds since 1970
 */
export function memoryStore(secondsNow: () => number): AdapterFactory {
  const kept = new Map<string, Kept>();
  const findKept = (key: string): Kept | undefined => {
    const entry = kept.get(key);
    if (entry === undefined || entry.endsAt > secondsNow()) return entry;
    kept.delete(key);
    return undefined;
  };
  return (model): Adapter => {
    const keyOf = (id: string): string => `${model}:${id}`;
    const findWhere = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
      const keys = [...kept.keys()].filter((key) => key.startsWith(`${model}:`));
      return keys.map((key) => findKept(key)?.payload).find((payload) => payload !== undefined && matches(payload));
    };
    return {
      upsert: async (id, payload, expiresIn) => {
        kept.set(keyOf(id), { payload, endsAt: expiresIn === undefined ? Number.POSITIVE_INFINITY : secondsNow() + expiresIn });
      },
      find: async (id) => findKept(keyOf(id))?.payload,
      findByUserCode: async (userCode) => findWhere((payload) => payload.userCode === userCode),
      findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
      consume: async (id) => {
        const entry = findKept(keyOf(id));
        if (entry !== undefined) entry.payload = { ...entry.payload, consumed: secondsNow() };
      },
      destroy: async (id) => {
        kept.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of kept) if (payload.grantId === grantId && GIVEN_ON_GRANTS.some((given) => key.startsWith(`${given}:`))) kept.delete(key);
      },
    };
  };
}
