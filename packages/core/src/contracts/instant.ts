/**
 * A point in time: milliseconds since 1970-01-01T00:00:00Z, a safe integer.
 *
 * Vendors send instants as text with any offset; comparing that text is a defect. Everything inside the toolkit
 * compares instants as these numbers and writes them down as RFC 3339 in UTC.
 */
export type Instant = number;

/** A length of time in milliseconds, a non-negative safe integer. */
export type Duration = number;
