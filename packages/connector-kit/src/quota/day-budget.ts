import type { Instant, JsonValue, LocalStore } from '@etl/core';

const DAY = 24 * 60 * 60 * 1000;

/** Counts the requests of one UTC day, across runs. */
export class DayBudget {
  readonly #key: string;
  readonly #localStore: LocalStore;
  #perDay: number;
  #day = -Infinity;
  #used = 0;
  #loading: Promise<void> | undefined;
  #saving = false;
  #isDirty = false;

  constructor(account: string, perDay: number, localStore: LocalStore) {
    this.#key = `quota:${account}`;
    this.#perDay = perDay;
    this.#localStore = localStore;
  }

  get perDay(): number {
    return this.#perDay;
  }

  /** From now on no more than this. */
  lower(perDay: number): void {
    this.#perDay = Math.min(this.#perDay, perDay);
  }

  /** @returns whether the day has a request left; if so it is counted. */
  async take(now: Instant): Promise<boolean> {
    if ((await this.left(now)) === 0) return false;
    this.#used += 1;
    void this.#save();
    return true;
  }

  /** Requests that the day of `now` has left. */
  async left(now: Instant): Promise<number> {
    this.#loading ??= this.#load();
    await this.#loading;
    const day = Math.floor(now / DAY);
    if (day !== this.#day) {
      this.#day = day;
      this.#used = 0;
    }
    return Math.max(0, this.#perDay - this.#used);
  }

  async #load(): Promise<void> {
    const stored = await this.#localStore.read(this.#key).catch(() => undefined);
    if (!isDayUse(stored)) return;
    this.#day = stored.day;
    this.#used = stored.used;
  }

  /** At most one write at a time: what is counted meanwhile goes into the next. */
  async #save(): Promise<void> {
    this.#isDirty = true;
    if (this.#saving) return;
    this.#saving = true;
    while (this.#isDirty) {
      this.#isDirty = false;
      // A lost count costs a 429 at worst, and that is understood.
      await this.#localStore.write(this.#key, { day: this.#day, used: this.#used }).catch(() => undefined);
    }
    this.#saving = false;
  }
}

/** The next moment at which the day's budget is whole again. */
export function nextDay(now: Instant): Instant {
  return (Math.floor(now / DAY) + 1) * DAY;
}

interface DayUse {
  readonly day: number;
  readonly used: number;
}

function isDayUse(value: JsonValue | undefined): value is JsonValue & DayUse {
  if (typeof value !== 'object' || value === null) return false;
  const { day, used } = value as Partial<DayUse>;
  return Number.isSafeInteger(day) && Number.isSafeInteger(used);
}
