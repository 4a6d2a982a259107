/** The number of CERT Santé, answered day and night, with the no-break spaces of print. */
export const emergencyNumber = '09\u00a072\u00a043\u00a091\u00a025';
