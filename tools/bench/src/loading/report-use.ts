/** What a process took, as it tells its parent. */
export interface Use {
  readonly seconds: number;
  /** Of all its threads. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** Tells the parent what this process took since `started` (`performance.now()`). */
export function reportUse(started: number): void {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const use: Use = {
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1_000_000,
    peakMegabytes: maxRSS / 1024,
  };
  process.send?.(use);
  process.disconnect();
}
