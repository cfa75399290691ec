const NAMES = ['SIGINT', 'SIGTERM'] as const;
const before = NAMES.map((name) => process.listeners(name));

/** What listens to `name` since this module was loaded: the test runner's own listeners are left out. */
export function interruptListeners(name: (typeof NAMES)[number]) {
  return process.listeners(name).filter((listener) => !before[NAMES.indexOf(name)]?.includes(listener));
}

/** Undoes what a command that ran in this process left behind. */
export function forgetInterrupts(): void {
  for (const name of NAMES) for (const listener of interruptListeners(name)) process.off(name, listener);
}
