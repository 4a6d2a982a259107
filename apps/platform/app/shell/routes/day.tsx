import { useTranslations } from 'use-intl';
import { grantsFor } from '../../ground/actor.ts';
import { inScope } from '../../ground/scope.server.ts';
import { type Day, readDay } from '../../incidents/day.server.ts';
import { incidentPolicy } from '../../incidents/policy.ts';
import { useReader } from '../../incidents/routes/file/use-reader.ts';
import { focusedActor, requireSignedIn } from '../../request-context.ts';
import { Columns, Stack } from '../../ui/layout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ChangesCard, DecisionsCard, NoIncidents, TermsCard } from '../day-cards.tsx';
import { DeclareButton } from '../workplace.tsx';
import type { Route } from './+types/day';

/** What waits for the person today, and what changed. */
export async function loader({ context }: Route.LoaderArgs): Promise<{ day: Day | null }> {
  const { platform, signedIn } = requireSignedIn(context);
  const { actor } = signedIn;
  const reads = grantsFor(actor, incidentPolicy.read).length > 0;
  // Someone may work here without any role on incidents (an administrator): no day, no refusal.
  const day = reads ? await inScope(platform.pool, focusedActor(signedIn), incidentPolicy.read, (tx) => readDay(tx, actor, platform.now())) : null;
  return { day };
}

/** « Ma journée »: what runs, what waits, what changed. */
export default function DayPage({ loaderData }: Route.ComponentProps) {
  const { day } = loaderData;
  const t = useTranslations('shell.today');
  const words = useTranslations('incidents.file.day');
  const reader = useReader();
  const today = reader.now.toLocaleDateString(reader.locale === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: reader.timeZone });
  const subtitle = [
    today.charAt(0).toLocaleUpperCase(reader.locale) + today.slice(1),
    day && `${t('decisions', { count: day.decisionCount + day.questionCount })}, ${t('deadlines', { count: day.termCount })}`,
  ].filter(Boolean).join(' · ');
  return (
    <Stack gap="large">
      <title>{`${words('title')} · Hygie`}</title>
      <PageHeader title={words('title')} subtitle={subtitle} actions={<DeclareButton />} />
      {day ? (
        <Columns ratio="main-aside" align="start">
          <Stack gap="large">
            <TermsCard day={day} />
            <DecisionsCard day={day} />
          </Stack>
          <ChangesCard day={day} />
        </Columns>
      ) : (
        <NoIncidents />
      )}
    </Stack>
  );
}
