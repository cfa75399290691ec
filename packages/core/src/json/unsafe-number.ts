import { survivesAsDouble } from './decimal.js';

const LONGEST_SAFE_NUMBER = 15;

/** Whether a database's JSON reader may change a number's digits. Whole numbers are kept at any length. */
export function isUnsafeNumber(digits: string): boolean {
  if (/[eE]/.test(digits)) return true;
  return digits.length > LONGEST_SAFE_NUMBER && digits.includes('.') && !survivesAsDouble(digits);
}
