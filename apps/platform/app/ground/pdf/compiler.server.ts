import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { HygieError } from '../errors.ts';

/** What came of a compilation: the bytes, or what the compiler said. */
export type Compiled = { pdf: Uint8Array; refusal?: undefined } | { pdf?: undefined; refusal: string };

/** Turns a template and its data (JSON text) into a PDF/UA-1 file. */
export interface Compiler {
  compile: (template: string, data: string) => Promise<Compiled>;
  /** Ends the thread at once; the next compilation starts another. */
  close: () => Promise<void>;
}

/** Bounds of a compiler: how many may wait, how long one may last, how long the thread stays with nothing to do (ms). */
export interface CompilerBounds {
  waiting: number;
  patience: number;
  idle: number;
}

const usualBounds: CompilerBounds = { waiting: 200, patience: 30_000, idle: 60_000 };

// A text, not a module: the same thread starts from the sources and from the built server. The compiler gets a folder
// that does not exist as its workspace, so that no template can read a file; the data reach it as one JSON text.
const thread = `
const { parentPort, workerData } = require('node:worker_threads');
const { NodeCompiler } = require(workerData);
const compiler = NodeCompiler.create({ workspace: '/nowhere', fontArgs: [] });
parentPort.on('message', ({ template, data }) => {
  try {
    const compiled = compiler.compile({ mainFileContent: template, inputs: { data } });
    const faults = compiled.hasError() ? compiled.takeDiagnostics()?.shortDiagnostics ?? [] : null;
    if (faults) parentPort.postMessage({ refusal: 'Typst: ' + faults.map((fault) => fault.message).join('; ') });
    else parentPort.postMessage({ pdf: compiler.pdf(compiled.result, { pdfStandard: 'ua-1' }) });
  } catch (error) {
    parentPort.postMessage({ refusal: String(error?.message ?? error) });
  }
  compiler.evictCache(0);
});`;

interface Job {
  template: string;
  data: string;
  settle: (compiled: Compiled) => void;
  fail: (error: Error) => void;
}

/**
 * A compiler in a thread of its own: pages are answered meanwhile, one document is made at a time, and the thread
 * (with its fonts and memory) only lives while there is work. Throws `unavailable` when too many wait or one lasts
 * too long.
 */
export function openCompiler(bounds: CompilerBounds = usualBounds): Compiler {
  const queue: Job[] = [];
  let worker: Worker | null = null;
  let current: Job | null = null;
  let timer: NodeJS.Timeout | undefined;

  const after = (ms: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms).unref();
  };
  const stop = async (error: Error): Promise<void> => {
    clearTimeout(timer);
    const [stopped, lost] = [worker, current];
    worker = null;
    current = null;
    lost?.fail(error);
    next();
    await stopped?.terminate();
  };
  const next = (): void => {
    if (current) return;
    const job = queue.shift();
    if (!job) return after(bounds.idle, () => void stop(new HygieError('unavailable')));
    current = job;
    worker ??= start();
    worker.ref();
    worker.postMessage({ template: job.template, data: job.data }, []);
    after(bounds.patience, () => void stop(new HygieError('unavailable', {}, { cause: new Error('the document took too long') })));
  };
  const start = (): Worker => {
    const started = new Worker(thread, { eval: true, workerData: createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-node-compiler') });
    started.on('message', (compiled: Compiled) => {
      const done = current;
      current = null;
      // An idle thread never keeps the process alive.
      started.unref();
      done?.settle(compiled);
      next();
    });
    started.on('error', (cause) => {
      if (started === worker) void stop(new HygieError('internal', {}, { cause }));
    });
    return started;
  };

  return {
    compile: (template, data) =>
      new Promise((settle, fail) => {
        if (queue.length >= bounds.waiting) return fail(new HygieError('unavailable'));
        queue.push({ template, data, settle, fail });
        next();
      }),
    close: () => stop(new HygieError('unavailable')),
  };
}
