import type { SourceRecord } from '@etl/core';
import { editJson, prepareRecord, type JsonEditor } from '@etl/core/json';
import { maskValue } from './mask-value.js';
import type { Place } from './plan/place.js';
import type { Pseudonymiser } from './pseudonymiser.js';

/** Masks the records of one table. */
export class RecordMasker implements JsonEditor<Place> {
  readonly #root: Place;
  readonly #pseudonymiser: Pseudonymiser;

  constructor(root: Place, pseudonymiser: Pseudonymiser) {
    this.#root = root;
    this.#pseudonymiser = pseudonymiser;
  }

  /**
   * The record with its values masked and every other character as it was. What is no JSON object cannot be masked: it is
   * replaced by a text that the destination rejects for the same reason.
   */
  mask({ text }: SourceRecord): SourceRecord {
    const prepared = prepareRecord(text);
    if (prepared.status === 'invalid') return { text: this.#describe(text, prepared.code) };
    return { text: editJson(text, this.#root, this) ?? this.#describe(text, 'not_json') };
  }

  placeOf(parent: Place, key: string): Place {
    return parent.children.get(key) ?? parent.others ?? parent;
  }

  enters({ children, each }: Place, kind: 'object' | 'list'): boolean {
    return children.size > 0 || (each && kind === 'list');
  }

  edit(place: Place, value: string): string | undefined {
    return maskValue(place, value, this.#pseudonymiser);
  }

  #describe(text: string, code: 'not_json' | 'not_an_object'): string {
    const description = `masked: ${text.length} characters, HMAC-SHA-256 ${this.#pseudonymiser.hash(text, true)}`;
    return code === 'not_json' ? description : JSON.stringify(description);
  }
}
