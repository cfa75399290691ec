const SCRIPT = 'const now = Date.now; Date.now = () => now() - 26 * 3600000;';

/** Options of Node for a process that lives 26 hours before: what it reads at intervals is due again today. */
export const YESTERDAY: readonly string[] = [
  '--import',
  `data:text/javascript,${encodeURIComponent(SCRIPT)}`,
];
