import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** Never a real address: the domain is reserved and has no mail (RFC 6761). */
const RESERVED_DOMAIN = 'masked.invalid';
/** Country code that is given to nobody. */
const RESERVED_COUNTRY = '+999';
const TOKEN_PURPOSE = '@etl/transformer-mask tokenise';

const EMAIL = /^[^\s@]+@[^\s@]+$/;
const LONGEST_EMAIL = 320;
const PHONE = /^[+(][\d\s()./-]{6,24}$|^\d{3}[-. ]\d{3}[-. ]\d{4}$/;

/** 96 bits: among a billion values, two share a token with a probability of one in 10^11. */
const TOKEN_DIGITS = 24;
const PHONE_DIGITS = 12;
/** Few enough bits to be exact as a number, many enough for twelve decimal digits. */
const PHONE_HEX_DIGITS = 13;

export interface PseudonymOptions {
  readonly key: string;
  readonly ignoreEmailCase: boolean;
}

/**
 * Turns a text into another that stands for it: the same for the same text and key, in all tables and sources. Nobody turns
 * it back; whoever has the key can try out guesses.
 */
export class Pseudonymiser {
  readonly #key: KeyObject;
  readonly #tokenKey: KeyObject;
  readonly #ignoreEmailCase: boolean;

  constructor({ key, ignoreEmailCase }: PseudonymOptions) {
    this.#key = createSecretKey(key, 'utf8');
    this.#tokenKey = createSecretKey(createHmac('sha256', this.#key).update(TOKEN_PURPOSE).digest());
    this.#ignoreEmailCase = ignoreEmailCase;
  }

  /**
   * HMAC-SHA-256 of the text in UTF-8, as 64 hexadecimal digits.
   *
   * @param exact Tells e-mail addresses apart that differ only in case.
   */
  hash(text: string, exact = false): string {
    return digest(this.#key, this.#normalise(text, exact));
  }

  /**
   * A text of the same kind: an e-mail address, a telephone number, or a word.
   *
   * @param exact Also makes a word of a telephone number, of which there are too few to keep all values apart.
   */
  tokenise(text: string, exact = false): string {
    const hex = digest(this.#tokenKey, this.#normalise(text, exact));
    if (isEmail(text)) return `${hex.slice(0, TOKEN_DIGITS)}@${RESERVED_DOMAIN}`;
    if (!exact && PHONE.test(text)) return RESERVED_COUNTRY + decimalDigits(hex);
    return `token_${hex.slice(0, TOKEN_DIGITS)}`;
  }

  #normalise(text: string, exact: boolean): string {
    return this.#ignoreEmailCase && !exact && isEmail(text) ? text.toLowerCase() : text;
  }
}

function digest(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

function isEmail(text: string): boolean {
  return text.length <= LONGEST_EMAIL && EMAIL.test(text);
}

function decimalDigits(hex: string): string {
  const number = Number.parseInt(hex.slice(0, PHONE_HEX_DIGITS), 16);
  return String(number % 10 ** PHONE_DIGITS).padStart(PHONE_DIGITS, '0');
}
