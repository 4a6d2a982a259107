import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** The JSON of a believable declaration for a structure. */
export function declarationOf(organisationId: string, index: number) {
  return {
    locale: 'fr',
    declaration: {
      kind: 'incident',
      declarant: { name: `Directrice ${index}`, role: 'Direction', phone: '02 61 91 00 10' },
      structure: { organisationId },
      facts: { description: 'Des postes affichent une demande de rançon depuis ce matin.', nature: 'malicious_suspected', typeCode: 'ransomware', systems: ['workstations'] },
      effects: { care: 'degraded', data: ['patient'], lost: ['availability'] },
      help: { measures: ['isolated'], help: ['advice'] },
    },
  };
}

/** What came back of a declaration. */
export interface Answer {
  status: number;
  ms: number;
  body: { number?: string; error?: unknown };
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Declares once; each caller seems to come from its own address, as a surge does. Throws when the connection dies. */
export function post(url: string, organisationId: string, index: number, key: string = randomUUID()): Promise<Answer> {
  const started = performance.now();
  const body = JSON.stringify(declarationOf(organisationId, index));
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/v1/declarations`, {
      agent, method: 'POST', timeout: 20_000,
      headers: {
        'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': key,
        'x-forwarded-for': `198.18.${(index >> 8) & 255}.${index & 255}`,
      },
    }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, ms: performance.now() - started, body: JSON.parse(Buffer.concat(chunks).toString()) });
        } catch (error) {
          reject(error as Error);
        }
      });
    });
    sent.on('timeout', () => sent.destroy(new Error('timeout')));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Runs `count` tasks, `width` at a time, and returns how many a second. */
export async function rate(count: number, width: number, task: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const started = performance.now();
  await Promise.all(Array.from({ length: width }, async () => {
    for (let index = next++; index < count; index = next++) await task(index);
  }));
  return count / ((performance.now() - started) / 1000);
}

/** The value under which a share of the sorted figures lies. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
