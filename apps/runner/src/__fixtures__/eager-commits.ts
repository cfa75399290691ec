const SCRIPT = `
const timer = globalThis.setTimeout;
const now = Date.now;
let ahead = 0;
Date.now = () => now() + ahead;
globalThis.setTimeout = (work, time, ...rest) => {
  if (time <= 55000 || time >= 60000) return timer(work, time, ...rest);
  return timer(() => {
    ahead = time;
    setImmediate(() => (ahead = 0));
    work(...rest);
  }, 2);
};
`;

/**
 * Options of Node that let a process commit whenever it waits for a vendor: a commit is due a minute after the oldest record
 * that waits for it came, so its timer is a little shorter than a minute. For the moment in which it fires, a minute has passed.
 */
export const EAGER_COMMITS: readonly string[] = [
  '--import',
  `data:text/javascript,${encodeURIComponent(SCRIPT)}`,
];
