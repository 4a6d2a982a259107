import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { expect, test } from 'vitest';
import { messages } from '../../../messages.ts';
import type { Messages } from '../../../messages.fr.ts';
import type { VendorView } from '../../vendor.server.ts';
import type { FilePage } from '../file/file-page.server.ts';
import { ProgressCard } from './progress-card.tsx';

const now = new Date('2026-11-23T10:00:00Z');
const vendor: VendorView = {
  name: 'Médilogic', email: 'psirt@medilogic.example', locale: 'fr', state: 'fix_announced', fixOn: '2027-02-01', answerDueAt: null,
  linkExpiresAt: new Date('2027-02-20T10:00:00Z'), linkRevokedAt: null, version: 2,
};

test('how far a vendor is shows the day of the fix that it announced', () => {
  const page = renderToStaticMarkup(
    <IntlProvider locale="fr" messages={messages.fr as Messages} timeZone="America/Cayenne" now={now}>
      <ProgressCard file={{} as FilePage} vendor={vendor} open={false} refused={undefined} />
    </IntlProvider>,
  );
  expect(page).toContain('1er févr. 2027');
});
