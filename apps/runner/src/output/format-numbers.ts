const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on minutes do not matter. */
const LONG = 2 * DAY;

/** `15779` as `15,779`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** Milliseconds as `0.4 s`, `3 min 20 s`, `2 h 05 min` or `7 d 3 h`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < MINUTE) return `${seconds.toFixed(1)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ${Math.floor(seconds % MINUTE)} s`;
  if (seconds >= LONG) return formatDays(seconds);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  return `${Math.floor(seconds / HOUR)} h ${String(minutes).padStart(2, '0')} min`;
}

function formatDays(seconds: number): string {
  const hours = Math.floor((seconds % DAY) / HOUR);
  return `${Math.floor(seconds / DAY)} d${hours === 0 ? '' : ` ${hours} h`}`;
}
