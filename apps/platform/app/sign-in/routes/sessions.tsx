import { redirect } from 'react-router';
import { useTranslations } from 'use-intl';
import { run } from '../../ground/command.server.ts';
import { requireSignedIn } from '../../request-context.ts';
import { PublicPage } from '../../shell/public-page.tsx';
import { Confirmation } from '../../ui/confirmation.tsx';
import { Narrow } from '../../ui/layout.tsx';
import { listSessions, revokeOtherSessions } from '../session.server.ts';
import { useSessionWords } from '../sessions-card.tsx';
import type { Route } from './+types/sessions';

/** Asks before every other session closes: names each of them. */
export async function loader({ context }: Route.LoaderArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  const others = (await listSessions(platform, actor)).filter((session) => !session.current);
  if (others.length === 0) throw redirect('/compte/securite');
  return { others };
}

export async function action({ context }: Route.ActionArgs) {
  const { platform, signedIn: { actor } } = requireSignedIn(context);
  await run(platform, actor, revokeOtherSessions, {});
  return redirect('/compte/securite?fait', 303);
}

export default function OtherSessions({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('signIn.account');
  const { device, detail } = useSessionWords();
  const lost = [
    ...loaderData.others.map((session) => ({ key: session.id, text: `${device(session)}. ${detail(session)}` })),
    { key: 'unsaved', text: t('sessionsUnsaved') },
  ];
  return (
    <PublicPage>
      <title>{`${t('sessionRevokeOthers')} · Hygie`}</title>
      <Narrow>
        <h1>{t('sessionsTitle')}</h1>
        <Confirmation
          title={t('sessionsQuestion', { count: loaderData.others.length })}
          lost={lost}
          undo={t('sessionsUndo')}
          confirm={t('sessionRevokeOthers')}
          cancel={{ href: '/compte/securite', label: t('sessionsKeep') }}
        />
      </Narrow>
    </PublicPage>
  );
}
