import { contextOf } from '../../../request-context.ts';
import { readReceipt } from '../../receipt.server.ts';
import { complaintSheet } from '../../reflex/complaint-sheet.ts';
import type { Route } from './+types/prefilled-complaint';
import { ComplaintPage } from './complaint-page.tsx';
import { complaintFrom } from './complaint-values.server.ts';
import { draftToken } from './cookie.server.ts';

/** The complaint sheet filled with the declaration of the receipt, as long as it is shown. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { platform, locale } = contextOf(context);
  const token = draftToken(request);
  const receipt = token ? await readReceipt(platform, token) : undefined;
  return { sheet: complaintSheet(locale), number: receipt?.number ?? null, values: receipt ? complaintFrom(receipt, locale) : {} };
}

export default function PrefilledComplaint({ loaderData: { sheet, number, values } }: Route.ComponentProps) {
  return <ComplaintPage sheet={sheet} values={values} {...(number ? { prefilledFrom: number } : { gone: true })} />;
}
