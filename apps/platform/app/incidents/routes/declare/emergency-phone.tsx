/** The number of CERT Santé, answered day and night (domain: national contacts). */
export const emergencyNumber = '09\u00a072\u00a043\u00a091\u00a025';

/** The same, as a link that calls. */
export function EmergencyPhone() {
  return <a className="nowrap" href="tel:+33972439125">{emergencyNumber}</a>;
}
