import {
  createEmulator,
  jsonResponse,
  Refusal,
  type EmulatorRequest,
  type EmulatorResponse,
} from '@etl/emulator-kit';
import type { Instant } from '@etl/core';
import type { Vendor, VendorChange } from '../connector/connector-driver.js';
import { injectEmulatorFault } from '../connector/emulator-faults.js';
import { createManualClock, type ManualClock } from '../tools/manual-clock.js';
import { TEST_START } from '../tools/source-dependencies.js';

const TOKEN = 'toy-secret-token';
const PAGE_SIZE = 3;
const HOUR = 3_600_000;
const OFFSETS = [0, -8, 5.5, 12];

interface ToyCall {
  readonly id: string;
  readonly at: Instant;
  readonly started: string;
  readonly title: string;
  readonly private: boolean;
}

interface ToyUser {
  readonly id: string;
  readonly name: string;
}

/** An instant as a vendor in another time zone writes it. */
function writeInstant(at: Instant, offsetHours: number): string {
  const local = new Date(at + offsetHours * HOUR).toISOString().slice(0, -1);
  const [sign, hours] = [offsetHours < 0 ? '-' : '+', Math.abs(offsetHours)];
  const minutes = (hours % 1) * 60;
  return `${local}${sign}${String(Math.floor(hours)).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** A vendor with two endpoints: calls by window, users whole. Ties, private calls, offsets, expiring cursors, signed links. */
class ToyData {
  readonly clock: ManualClock;
  calls: ToyCall[] = [];
  users: ToyUser[] = [];
  #serial = 0;
  #signatures = 0;

  constructor(clock: ManualClock) {
    this.clock = clock;
    // A tie of five, cut by page borders; then a call every twelve hours.
    for (let index = 0; index < 5; index += 1) this.addCall(TEST_START - 240 * HOUR);
    for (let hours = 228; hours > 30; hours -= 12) this.addCall(TEST_START - hours * HOUR);
    for (let index = 0; index < 7; index += 1) this.users.push({ id: `u${index}`, name: `User ${index}` });
  }

  addCall(at: Instant, offset = OFFSETS[this.#serial % OFFSETS.length] ?? 0): void {
    const id = `c${this.#serial}`;
    this.calls.push({
      id,
      at,
      started: writeInstant(at, offset),
      title: `Call ${id}`,
      private: this.#serial % 5 === 4,
    });
    this.#serial += 1;
  }

  change(kind: VendorChange, at: Instant): void {
    if (kind === 'delete') this.users.splice(2, 1);
    else if (kind === 'edit') this.#editAfter(at);
    else if (kind === 'tie') for (let index = 0; index < 2 * PAGE_SIZE + 2; index += 1) this.addCall(at);
    else this.addCall(at, kind === 'offset' ? -11 : 0);
  }

  listCalls(request: EmulatorRequest): string[] {
    const [from, to] = [Number(request.query.get('from')), Number(request.query.get('to'))];
    return this.calls
      .filter((call) => call.at >= from && call.at < to)
      .sort((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1))
      .map((call) => this.#printCall(call));
  }

  printVisibleCalls(): string[] {
    return this.calls.filter((call) => !call.private).map((call) => this.#printCall(call));
  }

  // Numbers beyond 2^53 and odd characters, so that a connector that parses and prints loses something.
  #printCall({ id, started, title, private: isPrivate }: ToyCall): string {
    this.#signatures += 1;
    return `{"id":"${id}","started":"${started}","title":"${title} \\ud83d","private":${isPrivate},"size":90071992547409931,"media":"https://media/${id}?signature=${this.#signatures}"}`;
  }

  #editAfter(at: Instant): void {
    const index = this.calls.findIndex((call) => call.at >= at && !call.private);
    const call = this.calls[index];
    if (call !== undefined) this.calls[index] = { ...call, title: `${call.title}, enriched` };
  }
}

function answerPage(
  items: readonly string[],
  request: EmulatorRequest,
  clock: ManualClock,
): EmulatorResponse {
  const cursor = request.query.get('cursor');
  const { offset, expires } =
    cursor === null ? { offset: 0, expires: clock.now() + HOUR } : readCursor(cursor);
  if (clock.now() > expires) throw new Refusal(400, 'cursor has expired');
  if (items.length === 0) throw new Refusal(404, 'nothing found');
  const end = offset + PAGE_SIZE;
  const next =
    end < items.length
      ? `,"next":"${Buffer.from(JSON.stringify({ offset: end, expires })).toString('base64url')}"`
      : '';
  return jsonResponse(200, `{"items":[${items.slice(offset, end).join(',')}]${next}}`);
}

function readCursor(cursor: string): { readonly offset: number; readonly expires: Instant } {
  return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as ReturnType<typeof readCursor>;
}

function authorize(request: EmulatorRequest): void {
  if (request.headers.authorization !== `Bearer ${TOKEN}`) throw new Refusal(401, 'who are you?');
}

/** Starts a toy vendor with the same data each time. */
export async function startToyVendor(): Promise<Vendor> {
  const clock = createManualClock(TEST_START, { autoAdvance: true });
  const data = new ToyData(clock);
  const printUsers = () => data.users.map((user) => JSON.stringify(user));
  const emulator = await createEmulator({
    clock,
    admit: authorize,
    routes: [
      {
        method: 'GET',
        path: '/calls',
        handle: (request) => answerPage(data.listCalls(request), request, clock),
      },
      { method: 'GET', path: '/users', handle: (request) => answerPage(printUsers(), request, clock) },
      { method: 'GET', path: '/me', handle: () => jsonResponse(200, '{"name":"Toy Company"}') },
    ],
  });
  const expired = { kind: 'status', status: 400, body: '{"error":"cursor has expired"}' } as const;
  return {
    config: { endpoint: emulator.url, token: TOKEN },
    secrets: [TOKEN],
    clock,
    truth: () => ({ calls: data.printVisibleCalls(), links: data.printVisibleCalls(), users: printUsers() }),
    change: (kind, at) => {
      data.change(kind, at);
    },
    inject: (fault, schedule) => {
      const expiredCursor = {
        fault: expired,
        when: { when: (request: EmulatorRequest) => request.query.has('cursor') },
      };
      injectEmulatorFault(emulator, fault, schedule, expiredCursor);
    },
    heal: () => {
      emulator.faults.clear();
    },
    requests: () => emulator.requests.length,
    close: () => emulator.close(),
  };
}
