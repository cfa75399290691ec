import { quoteText } from '@etl/sql';
import type { Bands, HubspotConfig } from '../config.js';

/** The band a number is in; NULL for none, and for less than the lowest. */
export function bandOf(bands: Bands, number: string): string {
  const cases = bands
    .toReversed()
    .map(({ name, from }) => `WHEN ${number} >= ${from} THEN ${quoteText(name)}`);
  return `CASE ${cases.join(' ')} END`;
}

/** The band of a lifecycle stage; NULL where no band names it. */
export function lifecycleBandOf(bands: HubspotConfig['lifecycle_bands'], stage: string): string {
  const cases = Object.entries(bands).map(
    ([band, stages]) => `WHEN ${stage} IN (${stages.map(quoteText).join(', ')}) THEN ${quoteText(band)}`,
  );
  return cases.length === 0 ? 'NULL' : `CASE ${cases.join(' ')} END`;
}
