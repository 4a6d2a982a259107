import { downloadHeaders } from '../../../ground/download.ts';
import { HygieError } from '../../../ground/errors.ts';
import { contextOf } from '../../../request-context.ts';
import { canonicalJson } from '../../documents/canonical-json.ts';
import { readReceipt } from '../../receipt.server.ts';
import type { Route } from './+types/receipt-json';
import { draftToken } from './cookie.server.ts';

/** The declaration of the receipt, in the very bytes that its fingerprint is computed on. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform } = contextOf(context);
  const token = draftToken(request);
  const receipt = token ? await readReceipt(platform, token) : undefined;
  if (!receipt) throw new HygieError('not_found');
  return new Response(canonicalJson(receipt.declaration), { headers: downloadHeaders(`${receipt.number}.json`, 'application/json') });
}
