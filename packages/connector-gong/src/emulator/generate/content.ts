import type { Random } from '@etl/emulator-kit';
import type { CallPlan } from './call-plan.js';
import { buildId } from './call-plan.js';

const TRACKERS = [
  { id: '7200000000000000001', name: 'Competitors', phrase: 'other vendor' },
  { id: '7200000000000000002', name: 'Budget', phrase: 'budget' },
  { id: '7200000000000000003', name: 'Next steps', phrase: 'next step' },
] as const;

const TOPICS = ['Small talk', 'Current process', 'Product', 'Pricing', 'Security', 'Next steps'] as const;
const OUTCOMES = ['Connected', 'Demo scheduled', 'Follow-up needed'] as const;

/** What the analysis found. Times are seconds from the start. */
export function buildContent(plan: CallPlan, random: Random): object {
  const { durationSeconds } = plan;
  const at = (): number => random.integer(0, durationSeconds);
  const outcome = random.pick(OUTCOMES);
  return {
    structure: [{ name: plan.topic, duration: durationSeconds }],
    topics: random.sample(TOPICS, 3).map((name) => ({ name, duration: at() })),
    trackers: TRACKERS.map((tracker) => buildTracker(tracker, plan, random)),
    pointsOfInterest: null,
    brief: `${plan.account.name} and ${plan.owner.firstName} talked about ${plan.topic.toLowerCase()}.`,
    outline: [
      {
        section: plan.topic,
        startTime: 0,
        duration: durationSeconds,
        items: [{ text: `They opened with ${plan.topic.toLowerCase()}.`, startTime: at() }],
      },
    ],
    highlights: [{ title: 'Next steps', items: [{ text: 'Send a summary.', startTimes: [at()] }] }],
    callOutcome: { id: buildId(random), category: 'General', name: outcome },
    keyPoints: [{ text: `${plan.deal.name} came up.` }],
  };
}

/** Who talked, for how long. */
export function buildInteraction(plan: CallPlan, random: Random): object {
  const share = plan.durationSeconds / plan.attendees.length;
  return {
    speakers: plan.attendees.map(({ partyId, person, side }) => ({
      id: partyId,
      userId: side === 'Internal' ? person.ids.gong : null,
      talkTime: Math.round(share * (50 + random.integer(0, 50))) / 100,
    })),
    interactionStats: [
      { name: 'Talk Ratio', value: random.integer(20, 80) / 100 },
      { name: 'Interactivity', value: random.integer(1, 99) / 10 },
    ],
    video: plan.hasVideo ? [{ name: 'Browser', duration: random.integer(0, plan.durationSeconds) }] : [],
    questions: { companyCount: random.integer(0, 30), nonCompanyCount: random.integer(0, 20) },
  };
}

function buildTracker(tracker: (typeof TRACKERS)[number], plan: CallPlan, random: Random): object {
  const count = random.integer(0, 3);
  const occurrences = Array.from({ length: count }, () => ({
    startTime: random.integer(0, plan.durationSeconds),
    speakerId: random.pick(plan.attendees).speakerId,
  }));
  return {
    id: tracker.id,
    name: tracker.name,
    count,
    type: 'KEYWORD',
    occurrences,
    phrases: [{ phrase: tracker.phrase, count, occurrences }],
  };
}
