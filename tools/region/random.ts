/** A small seeded generator (mulberry32): the same seed gives the same region on every machine. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer from 0 to `bound` - 1. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * bound);
  }

  /** One of the values. Throws a RangeError when there is none. */
  pick<T>(values: readonly T[]): T {
    const index = this.below(values.length);
    const value = values[index];
    if (index >= values.length || value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }

  /** One of the values, each as often as its weight. Throws a RangeError when there is none. */
  pickWeighted<T extends { weight: number }>(values: readonly T[]): T {
    let left = this.below(values.reduce((sum, { weight }) => sum + weight, 0));
    for (const value of values) {
      left -= value.weight;
      if (left < 0) return value;
    }
    throw new RangeError('nothing to pick from');
  }
}
