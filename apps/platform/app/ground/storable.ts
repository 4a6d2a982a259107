/**
 * A value without the characters that PostgreSQL stores in no text: the null character, and half of a pair of
 * surrogates. Looks into lists and plain objects; anything else is given back as it came.
 */
export function storable<T>(value: T): T;
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed();
  if (Array.isArray(value)) return value.map((one) => storable<unknown>(one));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, storable<unknown>(one)]));
}
