let machines = 0;

/** Headers of a machine of its own: the limits of the public doors count by address. */
export function elsewhere(): Record<string, string> {
  machines += 1;
  return { 'x-forwarded-for': `198.18.${machines >> 8}.${machines & 255}` };
}
