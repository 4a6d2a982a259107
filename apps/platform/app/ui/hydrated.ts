import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False on the server and without JavaScript, true once scripts run: shows what needs a script only when it works. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
