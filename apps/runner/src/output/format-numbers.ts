const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** `15779` as `15,779`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** Milliseconds as `0.4 s`, `3 min 20 s` or `2 h 05 min`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < MINUTE) return `${seconds.toFixed(1)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ${Math.floor(seconds % MINUTE)} s`;
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  return `${Math.floor(seconds / HOUR)} h ${String(minutes).padStart(2, '0')} min`;
}
