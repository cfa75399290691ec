/** One promise of a contract, put to the test. A suite is a list of these. */
export interface ConformanceCheck<Driver> {
  /** Stable, snake_case. */
  readonly name: string;
  /** The defects it finds, for the documentation. */
  readonly catches: string;
  /** Why the check has nothing to test here, or undefined where it applies. */
  readonly notApplicable?: (driver: Driver) => string | undefined;
  /** @throws ConformanceViolation naming what was promised and what was found. */
  run(driver: Driver): Promise<void>;
}

/** A promise was broken. The message begins with the check's name when it was run as part of a suite. */
export class ConformanceViolation extends Error {
  override readonly name = 'ConformanceViolation';
}

/** Stated by a driver in the place of an ability that its vendor or database does not have. */
export interface NotApplicable {
  /** One sentence for whoever reads the driver. */
  readonly notApplicable: string;
}

export function isNotApplicable(value: object | undefined): value is NotApplicable {
  return value !== undefined && 'notApplicable' in value;
}

/** @throws ConformanceViolation unless `condition` holds. */
export function requireThat(condition: boolean, message: () => string): asserts condition {
  if (!condition) throw new ConformanceViolation(message());
}

/** @throws ConformanceViolation unless both have the same JSON text. */
export function requireEqual(found: unknown, expected: unknown, what: string): void {
  const [foundText, expectedText] = [JSON.stringify(found), JSON.stringify(expected)];
  requireThat(foundText === expectedText, () => `${what}: expected ${expectedText}, found ${foundText}.`);
}
