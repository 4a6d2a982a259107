import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { parseInput } from '../ground/command.server.ts';
import { asHygieError, errorCatalogue, HygieError } from '../ground/errors.ts';
import { locales, type Platform } from '../ground/platform.ts';
import { hashToken, normaliseCode } from '../ground/secrets.ts';
import { runInSurge } from '../ground/surge.server.ts';
import { declare } from './declare.server.ts';
import { draftActor, followUpCode } from './draft.server.ts';

// Only what the door needs to know who acts; the command reads the declaration, once.
const body = z.strictObject({
  declaration: z.looseObject({ structure: z.looseObject({ organisationId: z.uuid() }) }),
  locale: z.enum(locales).default('fr'),
});

/**
 * `POST /api/v1/declarations`: a declaration from another program. The `Idempotency-Key` (a UUID that the client
 * makes at random and keeps as a secret) makes retries safe: the same key answers with the same receipt and the same
 * follow-up code, which the platform derives and does not keep.
 */
export function declarationApi(platform: Platform, originOf: (context: Context) => string): Hono {
  const app = new Hono();
  app.post('/api/v1/declarations', async (c) => {
    try {
      const key = z.uuid().safeParse(c.req.header('idempotency-key'));
      if (!key.success) throw new HygieError('invalid_input', { fields: [{ field: 'Idempotency-Key', problem: 'required' }] });
      const given = parseInput(body, await readJson(c.req.raw));
      const code = followUpCode(platform.settings, key.data);
      const followUpHash = hashToken(normaliseCode(code)).toString('base64');
      const actor = draftActor(key.data, originOf(c), [given.declaration.structure.organisationId]);
      // The receipt keeps its key, and this one is a secret: whoever holds it and the server's key has the code.
      const receipt = await runInSurge(platform, declare, { actor, raw: { ...given, followUpHash }, key: hashToken(key.data).toString('hex') });
      return c.json({ ...receipt, followUpCode: code }, 201);
    } catch (thrown) {
      const error = asHygieError(thrown);
      const { status, ours } = errorCatalogue[error.code];
      if (ours) platform.log.error({ err: thrown }, 'declaration refused');
      return c.json({ error: { code: error.code, fields: error.data.fields ?? [] } }, status);
    }
  });
  return app;
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new HygieError('invalid_input', { fields: [{ field: '', problem: 'invalid' }] });
  }
}
