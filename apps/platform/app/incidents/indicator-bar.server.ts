import { detectionBar, type DetectionBar, type IndicatorType } from '@hygie/incident-exchange';
import type { Tx } from '../ground/database.server.ts';
import type { Declaration } from './declaration.ts';
import { readOwnDomains } from './own-domains.server.ts';

/**
 * Adds to each indicator of a file why it is not for detection; null when it is. By the domains of the structure as they are
 * known now, as the exports do: what was told when it came stays in words. For the server alone: reading an indicator takes
 * more than a browser has.
 */
export async function withBars<One extends { type: string; value: string }>(
  tx: Tx,
  organisationId: string,
  given: Declaration,
  indicators: readonly One[],
): Promise<(One & { bar: DetectionBar | null })[]> {
  if (indicators.length === 0) return [];
  const ownDomains = await readOwnDomains(tx, organisationId, given);
  return indicators.map((one) => ({ ...one, bar: detectionBar({ type: one.type as IndicatorType, value: one.value }, ownDomains) }));
}
