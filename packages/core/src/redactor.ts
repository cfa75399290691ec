const MASK = '***';
/** Shorter values would blank out ordinary words. */
const SHORTEST_SECRET = 4;

/**
 * Removes configured credentials from any text that leaves the process (Invariant 9): as written, percent-encoded, as
 * base64, and as it looks inside a JSON string.
 */
export class Redactor {
  readonly #secrets = new Set<string>();
  #pattern: RegExp | undefined;

  /** Call it for every credential as soon as it is known, also for tokens obtained while running. */
  add(secret: string): void {
    if (secret.length < SHORTEST_SECRET) return;
    for (const form of writtenForms(secret)) this.#secrets.add(form);
    this.#pattern = undefined;
  }

  redact(text: string): string {
    if (this.#secrets.size === 0) return text;
    this.#pattern ??= anyOf(this.#secrets);
    return text.replace(this.#pattern, MASK);
  }

  /** The same value with every string in it redacted, keys included. */
  redactValue<Value>(value: Value): Value {
    if (this.#secrets.size === 0) return value;
    return this.#walk(value) as Value;
  }

  #walk(value: unknown): unknown {
    if (typeof value === 'string') return this.redact(value);
    if (Array.isArray(value)) return value.map((item) => this.#walk(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.redact(key), this.#walk(item)]),
    );
  }
}

function writtenForms(secret: string): string[] {
  const base64 = Buffer.from(secret, 'utf8').toString('base64');
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
  ];
}

/** Longest first, so that a secret containing another is masked whole. */
function anyOf(secrets: ReadonlySet<string>): RegExp {
  const alternatives = [...secrets]
    .sort((left, right) => right.length - left.length)
    .map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(alternatives.join('|'), 'g');
}
