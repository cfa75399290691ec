import type { Random } from '@etl/emulator-kit';
import type { CallPlan } from './call-plan.js';

/** The workspaces of every generated company. */
export const WORKSPACES = ['7100000000000000001', '7100000000000000002'] as const;

/** What `GET /v2/calls` lists, and the `metaData` of extensive calls. */
export function buildMetaData(plan: CallPlan, random: Random): Record<string, unknown> {
  return {
    id: plan.id,
    url: `https://us-11111.app.gong.io/call?id=${plan.id}`,
    title: `${plan.account.name} – ${plan.topic}`,
    scheduled: plan.scheduled,
    started: plan.started,
    duration: plan.durationSeconds,
    primaryUserId: plan.owner.ids.gong,
    direction: plan.hasVideo ? 'Conference' : random.pick(['Inbound', 'Outbound']),
    system: plan.hasVideo ? random.pick(['Zoom', 'Google Meet', 'Microsoft Teams']) : 'Aircall',
    scope: 'External',
    media: plan.hasVideo ? 'Video' : 'Audio',
    language: 'eng',
    workspaceId: random.chance(0.8) ? WORKSPACES[0] : WORKSPACES[1],
    sdrDisposition: null,
    clientUniqueId: random.chance(0.1) ? `crm-${plan.id.slice(-6)}` : null,
    customData: null,
    purpose: random.chance(0.5) ? plan.topic : null,
    meetingUrl: plan.hasVideo ? `https://meet.halden.example/${plan.id.slice(-10)}` : null,
    isPrivate: random.chance(0.04),
    calendarEventId: plan.hasVideo ? `event-${plan.id.slice(-8)}` : null,
  };
}
