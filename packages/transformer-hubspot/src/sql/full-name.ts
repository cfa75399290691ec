/** First and last name, as far as they are known. */
export function fullName(first: string, last: string): string {
  return `nullif(trim(coalesce(${first}, '') || ' ' || coalesce(${last}, '')), '')`;
}
