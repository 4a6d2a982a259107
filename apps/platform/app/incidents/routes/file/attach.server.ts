import { run } from '../../../ground/command.server.ts';
import { HygieError } from '../../../ground/errors.ts';
import type { RequestContext, SignedIn } from '../../../request-context.ts';
import { attachable, attachmentKey, readUpload, type Upload } from '../../upload.server.ts';
import { attach } from '../../work.server.ts';

/** Whether a form may carry files. */
export function isUpload(request: Request): boolean {
  return (request.headers.get('content-type') ?? '').startsWith('multipart/form-data');
}

/**
 * Joins what was uploaded to a file; answers the identifiers of the documents. Those that were refused are named in
 * `invalid_input` under `field`, after the others were kept; the same form sent again joins nothing twice. A `proof`
 * joins a closed file too.
 */
export async function joinUploaded(
  { platform, signedIn }: RequestContext & { signedIn: SignedIn },
  upload: Upload,
  number: string,
  field: 'files' | 'proof',
): Promise<string[]> {
  const ids: string[] = [];
  const form = upload.fields.get('key');
  for (const file of upload.files) {
    const { id } = await run(platform, signedIn.actor, attach, { ...attachable(file), number, proof: field === 'proof' }, form ? attachmentKey(form, file) : undefined);
    ids.push(id);
  }
  if (upload.refused.length > 0) {
    throw new HygieError('invalid_input', { fields: upload.refused.map(({ problem }) => ({ field, problem })) });
  }
  return ids;
}

/** Joins every file of a posted form. Throws `invalid_input` when it holds none. */
export async function attachPosted(context: RequestContext & { signedIn: SignedIn }, request: Request, number: string): Promise<string[]> {
  const ids = await joinUploaded(context, await readUpload(request, context.platform.files), number, 'files');
  if (ids.length === 0) throw new HygieError('invalid_input', { fields: [{ field: 'files', problem: 'required' }] });
  return ids;
}
