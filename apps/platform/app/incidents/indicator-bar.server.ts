import { detectionBar, type DetectionBar, type IndicatorType } from '@hygie/incident-exchange';

/**
 * Why a kept indicator is not for detection; null when it is. Whether it names the structure was told when it came, by the
 * mailboxes of that day. For the server alone: reading an indicator takes more than a browser has.
 */
export function barOf(one: { type: string; value: string; warning?: string | null }): DetectionBar | null {
  return one.warning === 'own_domain' ? one.warning : detectionBar({ type: one.type as IndicatorType, value: one.value });
}
