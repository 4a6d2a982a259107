/** A measure as it is compared: neither case nor spaces make another one of it. */
function folded(title: string): string {
  return title.normalize('NFKC').toLocaleLowerCase('fr').replace(/\s+/g, ' ').trim();
}

/** The measures of a list that the file does not have yet, each once, as first written. */
export function newMeasures(wished: readonly string[], known: readonly string[]): string[] {
  const seen = new Set(known.map(folded));
  return wished.filter((title) => {
    const key = folded(title);
    return key !== '' && !seen.has(key) && seen.add(key);
  });
}
