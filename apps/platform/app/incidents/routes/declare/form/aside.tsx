import { useTranslations } from 'use-intl';
import type { DeclarationKind } from '../../../declaration.ts';
import type { Advice } from '../advice.server.ts';

/** A sheet beside the form opens in its own tab: what is typed stays where it is. */
function SheetLink({ href, children }: { href: string; children: string }) {
  const t = useTranslations('incidents.declare.aside');
  return (
    <p>
      <a href={href} target="_blank" rel="noreferrer">
        {children} {t('newTab')}
      </a>
    </p>
  );
}

/** Beside each step: what to do meanwhile, and what happens after. */
export function StepAside({ kind, advice }: { kind: DeclarationKind; advice: Advice | null }) {
  const t = useTranslations('incidents.declare.aside');
  const gestures = advice ? [...advice.doNow, ...advice.doNot] : [t('weakness1'), t('weakness2'), t('weakness3')];
  return (
    <>
      <h2>{t('meanwhile')}</h2>
      {gestures.map((gesture) => <p key={gesture}>{gesture}</p>)}
      {advice && <SheetLink href={`/fiches/${advice.sheet.id}`}>{t('sheet', { title: advice.sheet.title })}</SheetLink>}
      {advice?.complaint && <SheetLink href="/fiches/plainte">{t('complaint')}</SheetLink>}
      <h2>{t('after')}</h2>
      <p>{t(kind === 'incident' ? 'afterIncident' : 'afterWeakness')}</p>
    </>
  );
}
