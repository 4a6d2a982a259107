import type { TestProject } from 'vitest/node';
import { startPlatform } from './platform.ts';

declare module 'vitest' {
  interface ProvidedContext {
    platformUrl: string;
  }
}

/** One platform for the whole run of the end-to-end tests. */
export default async function setup(project: TestProject) {
  const platform = await startPlatform({ HYGIE_TRUSTED_PROXIES: '1' });
  project.provide('platformUrl', platform.url);
  return () => platform.stop();
}
