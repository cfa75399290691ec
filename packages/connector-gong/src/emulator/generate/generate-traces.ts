import type { Account } from '@etl/emulator-kit';
import { formatInstant } from './format-instant.js';
import type { KnownCall, ListGeneration } from './list-generation.js';

const HOUR = 3_600_000;

/** What use of calls leaves behind: audit logs, links to the CRM made by hand, and the library. */
export function fillTraces(generation: ListGeneration): void {
  for (const known of generation.calls) {
    if (generation.random.chance(0.3)) addPlay(generation, known);
    if (generation.random.chance(0.06)) addAssociation(generation, known);
  }
  addLogins(generation);
  addLibraryCalls(generation);
}

function addPlay({ lists, company, random, now }: ListGeneration, { call, users }: KnownCall): void {
  const [user] = users;
  const at = call.startedAt + random.integer(1, 60) * HOUR;
  if (user === undefined || at >= now) return;
  const isShared = random.chance(0.2);
  const logRecord = { callId: call.id, secondsPlayed: random.integer(5, 1800) };
  const entry = {
    ...(isShared ? {} : { userId: user.ids.gong, userEmailAddress: user.email, userFullName: nameOf(user) }),
    ...{ eventTime: formatInstant(at, company.timeZone), logRecord },
  };
  lists.logs.add({ logType: isShared ? 'ExternallySharedCallPlay' : 'UserCallPlay', entry });
}

function addLogins({ lists, company, random, now }: ListGeneration): void {
  for (const user of company.employees.filter(({ active }) => active)) {
    const eventTime = formatInstant(now - random.integer(2, 110 * 24) * HOUR, company.timeZone);
    const who = { userId: user.ids.gong, userEmailAddress: user.email, userFullName: nameOf(user) };
    const logRecord = { action: 'LOGIN', ip: '192.0.2.7' };
    lists.logs.add({ logType: 'AccessLog', entry: { ...who, eventTime, logRecord } });
  }
}

function addAssociation({ lists, company, random, now }: ListGeneration, { call, users }: KnownCall): void {
  const account: Account = random.pick(company.accounts);
  const deal = company.deals.find(({ accountKey }) => accountKey === account.key);
  const created = call.startedAt + random.integer(1, 90) * HOUR;
  if (created >= now) return;
  lists.manualCrmAssociations.add({
    callId: call.id,
    userId: users[0]?.ids.gong ?? null,
    created: formatInstant(created, company.timeZone),
    associatedCrmObjects: [
      { accountCrmId: account.ids.hubspot, ...(deal && { dealCrmId: deal.ids.hubspot }) },
    ],
  });
}

/** Some whole calls, and one as a snippet. */
function addLibraryCalls({ lists, company, random, calls }: ListGeneration): void {
  random.sample(calls, 8).forEach(({ call, users }, index) => {
    lists.libraryCalls.add({
      folderId: '7500000000000000001',
      call: {
        ...{ id: call.id, title: `Best demo ${index + 1}`, note: index % 2 === 0 ? 'Watch the end.' : null },
        ...{
          addedBy: users[0]?.ids.gong ?? null,
          created: formatInstant(call.startedAt + HOUR, company.timeZone),
        },
        ...{ url: `https://us-11111.app.gong.io/call?id=${call.id}` },
        snippet: index === 0 ? { fromSec: 30, toSec: 95.5 } : null,
      },
    });
  });
}

function nameOf({ firstName, lastName }: { readonly firstName: string; readonly lastName: string }): string {
  return `${firstName} ${lastName}`;
}
