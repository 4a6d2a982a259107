/** Says what a command found: one JSON value with `--json`, lines for people otherwise. */
export function answer(json: boolean, value: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
}

/** A line that follows long work on a terminal. Silent elsewhere: logs and pipes hold no half-drawn bars. */
export interface Progress {
  show: (text: string, share?: number) => void;
  end: () => void;
}

const barLength = 24;

/** A progress line on `stream`, drawn at most ten times a second. `share` goes from 0 to 1. */
export function progressOn(stream: { isTTY?: boolean; write: (text: string) => unknown } = process.stderr): Progress {
  let drawnAt = -Infinity;
  return {
    show: (text, share) => {
      if (!stream.isTTY || performance.now() - drawnAt < 100) return;
      drawnAt = performance.now();
      const full = Math.round(Math.min(Math.max(share ?? 0, 0), 1) * barLength);
      const bar = share === undefined ? '' : `${'█'.repeat(full)}${'░'.repeat(barLength - full)} ${String(Math.floor(share * 100)).padStart(3)} %  `;
      stream.write(`\r\u001b[K${bar}${text}`);
    },
    end: () => {
      if (stream.isTTY && drawnAt > -Infinity) stream.write('\r\u001b[K');
    },
  };
}

const steps = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** A size in bytes as people read it: « 12.4 MiB ». */
export function formatBytes(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), steps.length - 1);
  return `${(bytes / 1024 ** step).toFixed(step === 0 ? 0 : 1)} ${steps[step]}`;
}
