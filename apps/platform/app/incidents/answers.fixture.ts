import { type FactName, testFacts } from './facts.ts';

/** An answer to each of the five questions of the legal test: « no », or what is said otherwise. */
export function fiveAnswers(said: Partial<Record<FactName, 'yes' | 'no' | 'unknown'>> = {}) {
  return testFacts.map((fact) => ({ fact, answer: said[fact] ?? 'no' }));
}
