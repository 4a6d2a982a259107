import { toCsv } from '../../ground/csv.ts';
import { downloadHeaders } from '../../ground/download.ts';
import { translator } from '../../messages.ts';
import { requireSignedIn } from '../../request-context.ts';
import { labelledCommand } from '../command-words.ts';
import { readJournalPage } from '../journal.server.ts';
import { readJournalAddress } from '../journal-address.ts';
import { journalExportMost } from '../page-number.ts';
import type { Route } from './+types/journal-csv';

/** The journal as it is filtered, all its pages, as CSV. Instants are in UTC, ISO 8601. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const described = requireSignedIn(context);
  const t = translator(described.locale);
  const address = { ...readJournalAddress(new URL(request.url)), page: 1 };
  const { lines } = await readJournalPage(described, address, journalExportMost);
  const columns = (['number', 'at', 'person', 'origin', 'command', 'name', 'subject', 'detail', 'hash'] as const).map((column) => t(`shell.journalPage.${column}`));
  const label = (name: string) => {
    const command = labelledCommand(name);
    return command ? t(`shell.commands.${command}`) : name;
  };
  const rows = lines.map((line) => [
    String(line.seq), line.at.toISOString(), line.actor, line.origin, label(line.command), line.command, line.subjectKind,
    line.payload === null ? t('shell.journalPage.withheld') : JSON.stringify(line.payload), line.hash,
  ]);
  const day = described.platform.now().toISOString().slice(0, 10);
  return new Response(toCsv([columns, ...rows]), { headers: downloadHeaders(`journal-${day}.csv`, 'text/csv; charset=utf-8') });
}
