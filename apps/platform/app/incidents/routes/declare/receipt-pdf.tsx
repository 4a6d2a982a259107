import { downloadHeaders } from '../../../ground/download.ts';
import { HygieError } from '../../../ground/errors.ts';
import { contextOf } from '../../../request-context.ts';
import { declarationPdf } from '../../documents/declaration-pdf.server.ts';
import { readReceipt } from '../../receipt.server.ts';
import type { Route } from './+types/receipt-pdf';
import { draftToken } from './cookie.server.ts';

/** The declaration of the receipt, as a tagged PDF. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, locale } = contextOf(context);
  const token = draftToken(request);
  const receipt = token ? await readReceipt(platform, token) : undefined;
  if (!receipt) throw new HygieError('not_found');
  const { declaration, number, declaredAt, organisation } = receipt;
  const pdf = await declarationPdf(platform, { declaration, number, declaredAt, organisation, locale });
  return new Response(new Uint8Array(pdf), { headers: downloadHeaders(`${number}.pdf`, 'application/pdf') });
}
