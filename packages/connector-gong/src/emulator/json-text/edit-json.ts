import { scanElements, scanMembers } from './scan-json.js';

/** The members of an object, each value as its own text; of a repeated key the last counts. */
export function readMembers(text: string): Map<string, string> {
  return new Map(scanMembers(text).map(({ key, valueStart, end }) => [key, text.slice(valueStart, end)]));
}

/**
 * Edits an object without parsing what stays: `edit` gets each value's text and returns it, another one, or `undefined`
 * to leave the member out. An object in which nothing changes is returned as it stands, byte for byte.
 */
export function editMembers(text: string, edit: (key: string, value: string) => string | undefined): string {
  const parts = scanMembers(text).map((member) => {
    const value = text.slice(member.valueStart, member.end);
    return { before: text.slice(member.start, member.valueStart), value, after: edit(member.key, value) };
  });
  if (parts.every((part) => part.after === part.value)) return text;
  const kept = parts.filter((part) => part.after !== undefined);
  return `{${kept.map((part) => `${part.before}${part.after ?? ''}`).join(',')}}`;
}

/** Edits an array as `editMembers` does an object. Anything but an array is returned as it stands. */
export function editElements(text: string, edit: (element: string) => string | undefined): string {
  if (!text.startsWith('[')) return text;
  const parts = scanElements(text).map(({ start, end }) => {
    const value = text.slice(start, end);
    return { value, after: edit(value) };
  });
  if (parts.every((part) => part.after === part.value)) return text;
  return `[${parts.flatMap((part) => part.after ?? []).join(',')}]`;
}

/** A text or number as text, a number with the digits it was written with; `null` and anything else are `undefined`. */
export function readScalar(value: string | undefined): string | undefined {
  if (value?.startsWith('"')) return JSON.parse(value) as string;
  return value !== undefined && /^-?\d/.test(value) ? value : undefined;
}
