/**
 * Reads values out of parsed JSON of unknown shape.
 *
 * FINESS+ has had two layouts: its first schema writes `{ "code": "355", "system": … }`, `pm_smsseId`
 * and `informationsGeneralesPmej` where the published files write `"355"`, `pmSmsseId` and
 * `informationsGeneralesPMEJ`. Every look-up therefore takes the names in use.
 */

/** A parsed JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object, an empty one when it is anything else. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** True for a JSON object (neither array nor null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of an array; a lone object counts as one item, as the first schema writes its groups. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? [value] : [];
}

/** First of the named properties that holds a text, a number or a coded object. */
export function textOf(object: JsonObject, ...names: string[]): string | undefined {
  for (const name of names) {
    if (!Object.hasOwn(object, name)) continue;
    const value = object[name];
    const plain = isObject(value) ? value['code'] : value;
    if (typeof plain === 'string' && plain.trim() !== '') return plain.trim();
    if (typeof plain === 'number') return String(plain);
  }
  return undefined;
}

/** First of the named properties that is an object. */
export function childOf(object: JsonObject, ...names: string[]): JsonObject {
  return objectOf(names.map((name) => object[name]).find(isObject));
}
