/** SELECT over named parts. */
export function withParts(parts: Readonly<Record<string, string>>, select: string): string {
  const named = Object.entries(parts).map(([name, sql]) => `${name} AS (\n${sql}\n)`);
  return `WITH ${named.join(',\n')}\n${select}`;
}
