import type { Random } from '@etl/emulator-kit';
import { type CallPlan, speakersOf } from './call-plan.js';

/** The trackers of every generated company. */
export const TRACKERS = [
  { id: '7300000000000000001', name: 'Competitors', phrase: 'other vendor' },
  { id: '7300000000000000002', name: 'Budget', phrase: 'budget' },
  { id: '7300000000000000003', name: 'Next steps', phrase: 'next step' },
] as const;
/** What a call of every generated company can come to. */
export const OUTCOMES = [
  { id: '7400000000000000001', category: 'Answered', name: 'Connected' },
  { id: '7400000000000000002', category: 'Answered', name: 'Demo scheduled' },
  { id: '7400000000000000003', category: 'Answered', name: 'Follow-up needed' },
] as const;

const TOPICS = ['Small talk', 'Current process', 'Product', 'Pricing', 'Security', 'Next steps'] as const;
/** Since then Gong sends no points of interest any more. */
const NO_MORE_POINTS = Date.parse('2025-01-23T00:00:00Z');

/** What the analysis found. Times are seconds from the start. */
export function buildContent(plan: CallPlan, random: Random): object {
  const { durationSeconds } = plan;
  const at = (): number => random.integer(0, durationSeconds);
  const callOutcome = random.pick(OUTCOMES);
  return {
    structure: [{ name: plan.topic, duration: durationSeconds }],
    topics: random.sample(TOPICS, 3).map((name) => ({ name, duration: at() })),
    trackers: TRACKERS.map((tracker) => buildTracker(tracker, plan, random)),
    pointsOfInterest: buildPointsOfInterest(plan, random.fork('points of interest')),
    brief: `${plan.account.name} and ${plan.owner.firstName} talked about ${plan.topic.toLowerCase()}.`,
    outline: buildOutline(plan, random.fork('outline')),
    highlights: [{ title: 'Next steps', items: [{ text: 'Send a summary.', startTimes: [at()] }] }],
    callOutcome,
    keyPoints: [
      { text: `${plan.deal.name} came up.` },
      { text: `${plan.account.name} wants to decide this quarter.` },
    ],
  };
}

/** Two or three sections of equal length, each with one or two items. */
function buildOutline({ durationSeconds, topic }: CallPlan, random: Random): object[] {
  const sections = [topic, ...random.sample(TOPICS, random.integer(1, 2))];
  const duration = Math.floor(durationSeconds / sections.length);
  return sections.map((section, index) => {
    const startTime = index * duration;
    const items = Array.from({ length: random.integer(1, 2) }, () => ({
      text: `They talked about ${section.toLowerCase()}.`,
      startTime: startTime + random.integer(0, duration),
    }));
    return { section, startTime, duration, items };
  });
}

function buildPointsOfInterest(plan: CallPlan, random: Random): object | null {
  if (plan.startedAt >= NO_MORE_POINTS) return null;
  const snippetStartTime = random.integer(0, plan.durationSeconds);
  const actionItem = {
    ...{ snippetStartTime, snippetEndTime: snippetStartTime + 5 },
    ...{ speakerID: random.pick(speakersOf(plan)), snippet: 'I will send you a summary by tomorrow.' },
  };
  return { actionItems: random.chance(0.5) ? [actionItem] : [] };
}

function buildTracker(tracker: (typeof TRACKERS)[number], plan: CallPlan, random: Random): object {
  const count = random.integer(0, 3);
  const occurrences = Array.from({ length: count }, () => ({
    startTime: random.integer(0, plan.durationSeconds),
    speakerId: random.pick(speakersOf(plan)),
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
