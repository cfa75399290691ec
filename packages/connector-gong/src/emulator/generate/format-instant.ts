/** An RFC 3339 instant with the zone's own offset at that time, as Gong writes a company's times. */
export function formatInstant(instant: number, timeZone: string): string {
  const offset = readOffset(instant, timeZone);
  const local = new Date(instant + offset.minutes * 60_000).toISOString();
  const withoutZero = local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23);
  return `${withoutZero}${offset.text}`;
}

function readOffset(instant: number, timeZone: string): { text: string; minutes: number } {
  const parts = findFormat(timeZone).formatToParts(instant);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '00', minutes = '00'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return { text: `${sign}${hours}:${minutes}`, minutes: sign === '-' ? -total : total };
}

/** Building a format costs more than a hundred uses of it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function findFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const built = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, built);
  return built;
}
