/** Slack's classes of methods. */
export type Tier = 'tier 1' | 'tier 2' | 'tier 3' | 'tier 4' | 'special';

/** Requests a minute that a method of each tier takes from one app in one workspace. */
export const REQUESTS_PER_MINUTE: Readonly<Record<Tier, number>> = {
  'tier 1': 1,
  'tier 2': 20,
  'tier 3': 50,
  'tier 4': 100,
  special: 600,
};
