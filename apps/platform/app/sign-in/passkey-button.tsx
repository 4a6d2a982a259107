import { useState } from 'react';
import { useSubmit } from 'react-router';
import { useTranslations } from 'use-intl';
import { Button } from '../ui/button.tsx';
import { useHydrated } from '../ui/hydrated.ts';
import { Stack } from '../ui/layout.tsx';
import { LiveStatus } from '../ui/live.tsx';
import { authenticate } from './passkey-ceremony.ts';

type State = 'idle' | 'waiting' | 'cancelled' | 'unsupported';

/** Signs in by passkey; absent without JavaScript, which passkeys need. */
export function PasskeyButton({ next }: { next: string }) {
  const t = useTranslations('signIn.passkey');
  const submit = useSubmit();
  const hydrated = useHydrated();
  const [state, setState] = useState<State>('idle');
  if (!hydrated) return null;
  const start = async () => {
    setState('waiting');
    const ended = await authenticate();
    if ('answer' in ended) {
      setState('idle');
      await submit({ intent: 'passkey', answer: ended.answer, suite: next }, { method: 'post', action: '/connexion' });
    } else setState('failed' in ended ? ended.failed : 'cancelled');
  };
  return (
    <Stack gap="small">
      <div>
        <Button type="button" pending={state === 'waiting'} onClick={start}>
          {t('signIn')}
        </Button>
      </div>
      <p className="secondary">{t('help')}</p>
      <LiveStatus message={state === 'idle' ? '' : t(state)} />
    </Stack>
  );
}
