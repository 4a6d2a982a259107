#!/usr/bin/env node
// Runs under the Node.js that the package pins: npm puts it first on the path of its scripts.
// React reads this once, when it is loaded: without it a page costs several times more, spent on checks for developers.
// oxlint-disable-next-line node/no-process-env
process.env.NODE_ENV ??= 'production';
await import('../server/hygie.ts');
