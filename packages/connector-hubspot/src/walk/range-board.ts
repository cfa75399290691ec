import { halve, widthOf, type IdRange } from './id-range.js';
import { higherId } from './record-id.js';

const MOST_AT_A_TIME = 8;
/** A cut costs a page at most, so a range is worth cutting when it saves a walk of many. */
const PAGES_WORTH_A_CUT = 50;

/** How much there is in all, as far as search knows. */
export interface Extent {
  readonly pages: number;
  readonly highestId: string;
}

/** A range somebody reads; its end moves when it is cut. */
export interface OpenRange {
  after: string;
  upTo: string | null;
}

/** Which ranges of ids are still to be read, who reads them, and where to cut them so that several can. */
export class RangeBoard {
  readonly #waiting: OpenRange[];
  readonly #reading = new Set<OpenRange>();
  #pagesRead = 0;
  #extent: Extent | undefined;

  constructor(ranges: readonly IdRange[]) {
    this.#waiting = ranges.map(({ after, upTo }) => ({ after, upTo }));
  }

  /** Whether it is time to find out how much there is. */
  get wantsExtent(): boolean {
    return this.#extent === undefined && this.#pagesRead >= PAGES_WORTH_A_CUT;
  }

  get concurrency(): number {
    return MOST_AT_A_TIME;
  }

  /** What is still to be read, for state. */
  get open(): readonly IdRange[] {
    return [...this.#reading, ...this.#waiting].map(({ after, upTo }) => ({ after, upTo }));
  }

  know(extent: Extent): void {
    this.#extent = extent;
  }

  /** A range to read, cut off the widest one where none waits. */
  take(): OpenRange | undefined {
    const range = this.#waiting.shift() ?? this.#cutWidest();
    if (range !== undefined) this.#reading.add(range);
    return range;
  }

  /** Everything of the range up to and including `last` was yielded. */
  advance(range: OpenRange, last: string | undefined, pages: number): void {
    this.#pagesRead += pages;
    if (last !== undefined) range.after = higherId(range.after, last);
  }

  finish(range: OpenRange): void {
    this.#reading.delete(range);
  }

  #cutWidest(): OpenRange | undefined {
    if (this.#extent === undefined || this.#reading.size >= this.#worthReadingTogether()) return undefined;
    const { highestId } = this.#extent;
    const widest = [...this.#reading].reduce<OpenRange | undefined>(
      (best, range) =>
        best !== undefined && widthOf(toRange(best), highestId) >= widthOf(toRange(range), highestId)
          ? best
          : range,
      undefined,
    );
    const [left, right] = widest === undefined ? [] : halve(toRange(widest), highestId);
    if (widest === undefined || left === undefined || right === undefined) return undefined;
    widest.upTo = left.upTo;
    return { ...right };
  }

  #worthReadingTogether(): number {
    const pagesLeft = (this.#extent?.pages ?? 0) - this.#pagesRead;
    return Math.min(MOST_AT_A_TIME, Math.floor(pagesLeft / PAGES_WORTH_A_CUT));
  }
}

function toRange({ after, upTo }: OpenRange): IdRange {
  return { after, upTo };
}
