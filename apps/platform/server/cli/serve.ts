import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { createApp, listen, loadBuild } from '../http.ts';
import { openPlatform } from '../platform.ts';
import { prepare } from '../prepare.ts';
import { startWorker } from '../worker.ts';

function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
}

/** `hygie serve`: the pages, and the worker in the same process unless told otherwise. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('start the platform (pages and worker)')
    .option('--no-worker', 'leave mails and deadlines to separate `hygie work` processes')
    .action(async (options: { worker: boolean }) => {
      const config = readConfig();
      const opened = await openPlatform(config);
      await prepare(opened, config);
      const build = await loadBuild();
      const server = await listen(createApp(opened.platform, config, build), config);
      const worker = options.worker ? startWorker(opened.platform, config) : null;
      onStop(async () => {
        await server.stop();
        await worker?.stop();
        await opened.close();
      });
      opened.platform.log.info({ version: config.version, mode: config.mode, port: server.port }, 'platform started');
      process.stdout.write(`\n  Hygie ${config.version} : http://localhost:${server.port}\n\n`);
    });
}

/** `hygie work`: mails and deadlines, without pages. */
export function workCommand(): Command {
  return new Command('work').description('deliver mails and follow deadlines, without serving pages').action(async () => {
    const config = readConfig();
    const opened = await openPlatform(config);
    const worker = startWorker(opened.platform, config);
    onStop(async () => {
      await worker.stop();
      await opened.close();
    });
    opened.platform.log.info({ version: config.version }, 'worker started');
  });
}
