import { describe, expect, it } from 'vitest';
import { DAY, dateIn, DAY_IS_OVER, datesAround, HOUR } from './company-days.js';

const ZONES = ['Etc/GMT+12', 'America/Los_Angeles', 'UTC', 'Asia/Tokyo', 'Pacific/Kiritimati'];

describe('dates around a window', () => {
  it.each(ZONES)(
    'A3: hold every instant that counts as covered, and no day that is not over, in %s',
    (zone) => {
      // Daylight saving begins on 2026-03-08 in Los Angeles and ends on 2026-11-01.
      for (const start of ['2026-03-07T00:00:00Z', '2026-10-31T00:00:00Z']) {
        for (let hour = 0; hour < 72; hour += 0.5) {
          const now = Date.parse(start) + hour * HOUR;
          const window = { from: now - DAY_IS_OVER - DAY, to: now - DAY_IS_OVER };
          for (const told of [undefined, zone]) {
            const { from, to } = datesAround(window, now, told);

            expect(from <= dateIn(zone, window.from)).toBe(true);
            expect(dateIn(zone, window.to - 1) < to).toBe(true);
            expect(to <= dateIn(zone, now)).toBe(true);
          }
        }
      }
    },
  );
});
