/** An identifier that may hold any character. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A text literal, or NULL. */
export function quoteNullable(text: string | undefined): string {
  return text === undefined ? 'NULL' : quoteText(text);
}

/** `"schema"."table"` */
export function quoteTable(schema: string, table: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
}
