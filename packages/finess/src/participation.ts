/** Participation in the public hospital service (terminology TRE_R73); codes whose label is sure. */
const LABELS: Readonly<Record<string, string>> = {
  0: 'Non concerné',
  1: 'Etablissement public de santé',
  2: 'PSPH par intégration',
  3: 'PSPH par concession',
  4: 'PSPH par association',
  6: "Etablissement de santé privé d'intérêt collectif",
};

/** Label of a participation code, undefined when it is not in the table. */
export function participationLabel(code: string): string | undefined {
  return Object.hasOwn(LABELS, code) ? LABELS[code] : undefined;
}
