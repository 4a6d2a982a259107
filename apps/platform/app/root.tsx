import type { ReactNode } from 'react';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from 'react-router';
import { IntlProvider } from 'use-intl';
import { messages } from './messages.ts';
import type { Messages } from './messages.fr.ts';
import { contextOf } from './request-context.ts';
import { PageFocus } from './shell/page-focus.tsx';
import { rootAttributes } from './ui/theme.ts';
import type { Route } from './+types/root';
import './ui/styles/index.css';

/** What every page knows: language, zone, appearance, and how this instance was started. */
export function loader({ context }: Route.LoaderArgs) {
  const { locale, timeZone, theme, density, nonce, platform } = contextOf(context);
  return {
    locale,
    timeZone,
    theme,
    density,
    nonce,
    evaluation: platform.settings.mode === 'evaluation',
    publicUrl: platform.settings.publicUrl.origin,
    now: new Date().toISOString(),
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  const locale = data?.locale ?? 'fr';
  return (
    <html lang={locale} {...rootAttributes(data?.theme ?? 'auto', data?.density ?? 'comfortable')}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <IntlProvider locale={locale} messages={messages[locale] as Messages} timeZone={data?.timeZone ?? 'Europe/Paris'} now={new Date(data?.now ?? 0)}>
          {children}
          <PageFocus />
        </IntlProvider>
        <ScrollRestoration nonce={data?.nonce} />
        <Scripts nonce={data?.nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export { ErrorBoundary } from './shell/pages.tsx';
