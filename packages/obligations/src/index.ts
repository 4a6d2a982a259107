export { LOCALES, type Bilingual, type Locale } from './bilingual.ts';
export { DUTY_IDS, isDutyId, partsOf, type DutyId, type Regime, type Step } from './duty-id.ts';
export { ObligationsError, type ObligationsErrorDetail } from './errors.ts';
export {
  unknownFacts,
  type Act, type Answer, type Circumstances, type Decision, type FactName, type Facts, type Instant,
  type InstantFact, type LegalQuestionKey, type LegalTestAnswers,
} from './facts.ts';
export { EXCEPTIONAL_QUESTION, LEGAL_QUESTIONS, legalTest, type LegalQuestion, type LegalTestResult } from './legal-test.ts';
export { CRITERIA, type Condition, type Criterion } from './condition.ts';
export type { Channel, ClockStart, Rule } from './rule.ts';
export { SHIPPED_RULES, withRegimeInForce } from './rules.ts';
export { checkRules, type RuleProblem } from './rule-check.ts';
export type { Day, Delay } from './time.ts';
export type { Clock } from './clock.ts';
export { DUTY_STATES, isSettled, type DutyState } from './state.ts';
export { duties, type Duty, type DutyOptions, type Verdict } from './duties.ts';
export { explain, type Explanation } from './explanation.ts';
export { dueReminders, remaining, reminders, resumesAt, type Reminder, type ReminderKind } from './reminders.ts';
export { ENGINE_VERSION } from './version.ts';
