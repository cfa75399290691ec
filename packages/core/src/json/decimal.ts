const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * One text for each decimal value: significant digits and power of ten, e.g. `-15e1` for `-150.0`, `0` for every zero.
 * Exact at any length and exponent.
 *
 * @throws RangeError when `text` is not a decimal number.
 */
export function normaliseDecimal(text: string): string {
  const match = DECIMAL.exec(text);
  if (match === null) throw new RangeError(`Not a decimal number: ${text.slice(0, 100)}`);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = withoutTrailingZeros(digits);
  if (significant === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}

/** Whether two number texts have the same decimal value: `1.50` and `15e-1` do. */
export function sameDecimal(left: string, right: string): boolean {
  return left === right || normaliseDecimal(left) === normaliseDecimal(right);
}

/** Whether a 64-bit float prints as a number of the same decimal value. */
export function survivesAsDouble(text: string): boolean {
  const value = Number(text);
  return Number.isFinite(value) && sameDecimal(text, String(value));
}

/** A regular expression anchored at the end would try every run of zeros. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.endsWith('0', end)) end -= 1;
  return digits.slice(0, end);
}
