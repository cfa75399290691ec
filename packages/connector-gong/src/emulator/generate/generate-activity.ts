import type { Employee } from '@etl/emulator-kit';
import { dateOf } from '../paging/date-range.js';
import { formatInstant } from './format-instant.js';
import type { KnownCall, ListGeneration } from './list-generation.js';

const DAY = 24 * 3_600_000;
const FIGURES = ['Longest Monologue', 'Longest Customer Story', 'Interactivity', 'Patience', 'Question Rate'];

/** What follows from calls: how users talked and what they did by day, and how their managers coached them. */
export function fillActivity(generation: ListGeneration): void {
  const days = Map.groupBy(
    generation.calls.flatMap(({ call, users }) => users.map((user) => ({ call, user }))),
    ({ call, user }) => `${user.ids.gong} ${dateOf(call.startedAt, generation.company.timeZone)}`,
  );
  for (const [key, seats] of days) {
    const date = key.slice(key.indexOf(' ') + 1);
    const [seat] = seats;
    if (seat === undefined) continue;
    addStats(generation, seat.user, date);
    addActivity(
      generation,
      seat.user,
      date,
      seats.map(({ call }) => call),
    );
  }
  for (const known of generation.calls) addCoaching(generation, known);
}

function addStats({ lists, random }: ListGeneration, user: Employee, date: string): void {
  // Only calls on which Whisper was on count.
  if (random.chance(0.15)) return;
  const personInteractionStats = FIGURES.map((name) => ({ name, value: random.integer(1, 900) / 10 }));
  const stats = { userId: user.ids.gong, userEmailAddress: user.email, personInteractionStats };
  lists.interactionStats.add({ date, stats });
}

function addActivity(
  { lists, company: { timeZone } }: ListGeneration,
  user: Employee,
  date: string,
  calls: readonly KnownCall['call'][],
): void {
  const userId = user.ids.gong;
  const hosted = calls.filter(({ primaryUserId }) => primaryUserId === userId).map(({ id }) => id);
  const attended = calls.filter(({ primaryUserId }) => primaryUserId !== userId).map(({ id }) => id);
  const activity = {
    ...{ fromDate: startOf(date, timeZone), toDate: startOf(nextDate(date), timeZone) },
    ...{ callsAsHost: hosted, callsAttended: attended, ownCallsListenedTo: hosted.slice(0, 1) },
    ...{ othersCallsListenedTo: [], callsGaveFeedback: [], callsRequestedFeedback: [] },
    ...{ callsReceivedFeedback: [], callsSharedInternally: attended.slice(0, 1), callsSharedExternally: [] },
    ...{ callsCommentsGiven: [], callsCommentsReceived: [], callsMarkedAsFeedbackGiven: [] },
    ...{ callsMarkedAsFeedbackReceived: [], callsScorecardsFilled: [], callsScorecardsReceived: [] },
  };
  lists.activityByDay.add({ userId, userEmailAddress: user.email, activity });
}

function addCoaching({ lists, company, random, now }: ListGeneration, { call, users }: KnownCall): void {
  const [host] = users;
  const manager = company.employees.find(({ key }) => key === host?.managerKey);
  const time = call.startedAt + random.integer(1, 100) * 3_600_000;
  if (host === undefined || manager === undefined || time >= now || random.chance(0.7)) return;
  const report = { id: host.ids.gong, emailAddress: host.email, firstName: host.firstName };
  const metrics = {
    callsListenedTo: [call.id],
    callsWithFeedback: random.chance(0.4) ? [call.id] : [],
    callsWithComments: random.chance(0.3) ? [call.id] : [],
  };
  lists.coaching.add({
    ...{ workspaceId: call.workspaceId, managerId: manager.ids.gong },
    ...{ time: formatInstant(time, company.timeZone), coaching: { report, metrics } },
  });
}

/** Midnight of a date in a zone, found from the offset at its noon. */
function startOf(date: string, timeZone: string): string {
  const offset = formatInstant(Date.parse(`${date}T12:00:00Z`), timeZone).slice(-6);
  return `${date}T00:00:00${offset}`;
}

function nextDate(date: string): string {
  return new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
}
