import { contextOf } from '../../../request-context.ts';
import { complaintSheet } from '../../reflex/complaint-sheet.ts';
import type { Route } from './+types/complaint';
import { ComplaintPage } from './complaint-page.tsx';

export function loader({ context }: Route.LoaderArgs) {
  return { sheet: complaintSheet(contextOf(context).locale) };
}

/** The blank complaint sheet. */
export default function Complaint({ loaderData: { sheet } }: Route.ComponentProps) {
  return <ComplaintPage sheet={sheet} values={{}} />;
}
