const WIDTH = 100;
const HEIGHT = 40;
const MARGIN = 4;

/** Points of the line in a 100 × 40 box: first value at the left, highest at the top; a flat series lies in the middle. */
export function sparklinePoints(values: readonly number[]): string {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const step = values.length > 1 ? WIDTH / (values.length - 1) : 0;
  return values
    .map((value, index) => {
      const share = span === 0 ? 0.5 : (value - low) / span;
      const y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
      return `${(index * step).toFixed(2)},${y.toFixed(2)}`;
    })
    .join(' ');
}

/**
 * Trend of one figure, without scale. `label` says the trend in words (« De 58 % à 71 % en 12 mois »);
 * the card that shows it links to the figures as a table.
 */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length === 0) return null;
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <polyline points={sparklinePoints(values)} />
    </svg>
  );
}
