import type { TestProject } from 'vitest/node';
import { startPlatform } from './platform.ts';

declare module 'vitest' {
  interface ProvidedContext {
    platformUrls: string[];
  }
}

/** For the whole run of the end-to-end tests, one platform for each file that can run at a time: each changes what it reads. */
export default async function setup(project: TestProject) {
  const platforms = await Promise.all(Array.from({ length: project.config.maxWorkers }, () => startPlatform({ HYGIE_TRUSTED_PROXIES: '1' })));
  project.provide('platformUrls', platforms.map(({ url }) => url));
  return () => Promise.all(platforms.map((platform) => platform.stop()));
}
