import type { Duration, Instant } from '@etl/core';
import type { ZipEntry } from '../zip/zip-entry.js';

const HOUR: Duration = 3_600_000;
const DAY = 24 * HOUR;
/** Days begin so much earlier than in UTC where clocks are most ahead, and so much later where they are most behind. */
const FARTHEST_AHEAD = 14 * HOUR;
export const FARTHEST_BEHIND = 12 * HOUR;
/** Numbers kept of each file: a large export has a million of them. */
const WIDTH = 6;
const ENCRYPTED = 1;

/** The file of one day of a conversation. The day is one of the workspace's time zone, which the export does not tell. */
export interface DayFile {
  readonly entry: ZipEntry;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** No message of the day is older. */
  readonly earliest: Instant;
  /** Every message of the day is older. */
  readonly latest: Instant;
}

/** The day files of one conversation, oldest first. */
export class DayFiles {
  readonly #folder: string;
  readonly #numbers: number[] = [];
  #order: Uint32Array | undefined;

  /** @param folder its path in the ZIP, with `/` at its end. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get length(): number {
    return this.#numbers.length / WIDTH;
  }

  add(day: Instant, entry: ZipEntry): void {
    const method = entry.method * 2 + (entry.isEncrypted ? ENCRYPTED : 0);
    this.#numbers.push(day, entry.offset, entry.compressedSize, entry.size, entry.crc32, method);
    this.#order = undefined;
  }

  /** @param index from 0, by age; negative from the newest. */
  at(index: number): DayFile | undefined {
    this.#order ??= this.#sort();
    const place = this.#order.at(index);
    return place === undefined ? undefined : this.#describe(place * WIDTH);
  }

  *from(instant: Instant): Generator<DayFile> {
    for (let index = 0; index < this.length; index += 1) {
      const file = this.at(index);
      if (file !== undefined && file.latest > instant) yield file;
    }
  }

  #sort(): Uint32Array {
    return Uint32Array.from({ length: this.length }, (_, index) => index).sort(
      (left, right) => this.#number(left * WIDTH) - this.#number(right * WIDTH),
    );
  }

  #describe(place: number): DayFile {
    const day = this.#number(place);
    const method = this.#number(place + 5);
    const date = new Date(day).toISOString().slice(0, 'YYYY-MM-DD'.length);
    const entry = {
      name: `${this.#folder}${date}.json`,
      offset: this.#number(place + 1),
      compressedSize: this.#number(place + 2),
      size: this.#number(place + 3),
      crc32: this.#number(place + 4),
      method: method >> 1,
      isEncrypted: (method & ENCRYPTED) === ENCRYPTED,
    };
    return { entry, date, earliest: day - FARTHEST_AHEAD, latest: day + DAY + FARTHEST_BEHIND };
  }

  #number(place: number): number {
    return this.#numbers[place] ?? Number.NaN;
  }
}
