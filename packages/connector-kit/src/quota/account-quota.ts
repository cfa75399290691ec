import { DeferredError, type Clock, type Duration, type Instant, type QuotaForecast } from '@etl/core';
import type { CallContext } from '../http/call-context.js';
import { DayBudget, nextDay } from './day-budget.js';
import { Pace } from './pace.js';
import type { Quota, QuotaOptions } from './quota.js';
import { quotaTime } from './quota-time.js';
import { Turns } from './turns.js';

const DEFAULT_MAX_PAUSE = 15 * 60_000;

/** The one budget behind all quotas of an account. */
export class AccountQuota implements Quota {
  readonly account: string;
  readonly #clock: Clock;
  readonly #turns = new Turns();
  readonly #pace: Pace;
  readonly #maxPause: Duration;
  #perSecond: number;
  #perSecondAtMost: number;
  #dayBudget: DayBudget | undefined;
  #pausedUntil: Instant = 0;

  constructor(options: QuotaOptions) {
    this.account = options.account;
    this.#clock = options.clock;
    this.#pace = new Pace(options.perSecond, options.burst ?? 1);
    this.#perSecond = options.perSecond;
    this.#perSecondAtMost = options.perSecondAtMost ?? options.perSecond;
    this.#maxPause = options.maxPause ?? DEFAULT_MAX_PAUSE;
    this.tighten(options);
  }

  /** Two configurations of one account: the lower limits hold for both. */
  tighten({ account, perSecond, perSecondAtMost = perSecond, perDay, localStore }: QuotaOptions): void {
    this.#perSecondAtMost = Math.min(this.#perSecondAtMost, perSecondAtMost);
    this.#change(Math.min(this.#perSecond, perSecond));
    if (perDay === undefined) return;
    this.#dayBudget ??= new DayBudget(account, perDay, localStore);
    this.#dayBudget.lower(perDay);
  }

  pause(until: Instant): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, until);
  }

  learn(perSecond: number): void {
    this.#change(Math.min(perSecond, this.#perSecondAtMost));
  }

  #change(perSecond: number): void {
    if (perSecond === this.#perSecond) return;
    this.#perSecond = perSecond;
    this.#pace.change(perSecond);
  }

  async take(context: CallContext): Promise<void> {
    const arrivedAt = this.#clock.now();
    await this.#turns.run(context.signal, async () => {
      await this.#waitForTurn(context, arrivedAt);
      await this.#takeFromDay();
      this.#pace.take(this.#clock.now());
    });
  }

  async forecast(count: number): Promise<QuotaForecast> {
    const now = this.#clock.now();
    const start = Math.max(now, this.#pausedUntil);
    const { perSecond } = this.#pace;
    const base = { quota: this.account, count, perSecond };
    const budget = this.#dayBudget;
    if (budget === undefined) return { ...base, duration: start - now + quotaTime({ ...base, start }) };
    const { perDay } = budget;
    const leftToday = await budget.left(now);
    const left = start < nextDay(now) ? leftToday : perDay;
    const duration = start - now + quotaTime({ ...base, perDay, leftToday: left, start });
    return { ...base, perDay, leftToday, duration };
  }

  /** Tells each wait when it begins, so that a long one can be shown; the first includes the time spent in the queue. */
  async #waitForTurn(context: CallContext, arrivedAt: Instant): Promise<void> {
    let since = arrivedAt;
    for (let wait = this.#waitTime(); wait > 0; wait = this.#waitTime()) {
      const now = this.#clock.now();
      this.#deferLongPause(now);
      context.report({ type: 'quota_wait', quota: this.account, duration: now - since + wait });
      await this.#clock.sleep(wait, context.signal);
      since = this.#clock.now();
    }
  }

  #waitTime(): Duration {
    const now = this.#clock.now();
    return Math.max(this.#pausedUntil - now, this.#pace.waitTime(now), 0);
  }

  #deferLongPause(now: Instant): void {
    const pause = this.#pausedUntil - now;
    if (pause <= this.#maxPause) return;
    throw new DeferredError({
      code: 'quota_paused',
      message: `${this.account} has asked to be left alone until ${new Date(this.#pausedUntil).toISOString()}.`,
      remedy: 'Run again after that time; what was read so far is kept.',
      resumeAt: this.#pausedUntil,
    });
  }

  async #takeFromDay(): Promise<void> {
    const budget = this.#dayBudget;
    const now = this.#clock.now();
    if (budget === undefined || (await budget.take(now))) return;
    const resumeAt = nextDay(now);
    throw new DeferredError({
      code: 'day_quota_used_up',
      message: `The ${budget.perDay} requests that ${this.account} allows per day are used up.`,
      remedy: `Run again after ${new Date(resumeAt).toISOString()}; what was read so far is kept.`,
      resumeAt,
    });
  }
}
