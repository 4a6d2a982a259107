import { formatFiness } from '@hygie/finess';
import { CARE_IMPACTS, DATA_IMPACTS, DETECTION_CHANNELS, SYSTEMS } from '@hygie/incident-exchange';
import type { Locale } from '../../../ground/platform.ts';
import { wordingFor } from '../../documents/wording.ts';
import type { ReceiptView } from '../../receipt.server.ts';
import type { ComplaintValues } from './complaint-page.tsx';

/**
 * What a declaration already says of the blanks of the complaint sheet. Only what was said: the moment from which the
 * 72 hours run stays blank when the discovery was not dated.
 */
export function complaintFrom({ declaration, organisation, number }: Pick<ReceiptView, 'declaration' | 'organisation' | 'number'>, locale: Locale): ComplaintValues {
  const { instant, count, label, t } = wordingFor(locale, organisation.timeZone);
  const { declarant } = declaration;
  const values: Record<string, string | null> = {
    victim_name: organisation.name, victim_finess: organisation.finess && formatFiness(organisation.finess), victim_siret: organisation.siret, victim_address: organisation.town,
    signatory_name: declarant.name, signatory_function: declarant.role,
    signatory_contact: [declarant.phone, declarant.email].filter(Boolean).join(', '),
    technical_contact: declarant.technicalContact, report_number: number,
  };
  if (declaration.kind === 'incident') {
    const { facts, effects, help } = declaration;
    const several = (list: Parameters<typeof label>[0], codes: readonly string[]) => codes.filter((code) => code !== 'unknown').map((code) => label(list, code)).join('\n');
    const known = (list: Parameters<typeof label>[0], code: string) => (code === 'unknown' ? '' : label(list, code));
    const started = instant(facts.startedAt);
    Object.assign(values, {
      known_at: instant(facts.detectedAt),
      started_at: started && facts.startEstimated ? `${started} (${t('incidents.declare.complaint.estimated')})` : started,
      account_of_facts: facts.description,
      discovered_by: known(DETECTION_CHANNELS, facts.detection),
      systems: several(SYSTEMS, facts.systems),
      providers: facts.providerName,
      care_effects: [known(CARE_IMPACTS, effects.care), effects.careDetail].filter(Boolean).join('\n'),
      data_effects: several(DATA_IMPACTS, effects.data),
      persons_count: count(effects.persons),
      evidence_list: help.measuresDetail,
    });
  }
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
