import type { Random } from '@etl/emulator-kit';
import type { CallPlan } from './call-plan.js';

/** Who talked, for how long, and how. */
export function buildInteraction(plan: CallPlan, random: Random): object {
  const share = plan.durationSeconds / plan.attendees.length;
  return {
    speakers: plan.attendees.map(({ partyId, person, side, speakerId }) => ({
      id: partyId,
      userId: side === 'Internal' ? person.ids.gong : null,
      talkTime: talkTime(share, random) * (speakerId === null ? 0 : 1),
    })),
    interactionStats: [
      { name: 'Talk Ratio', value: random.integer(20, 80) / 100 },
      { name: 'Interactivity', value: random.integer(1, 99) / 10 },
      ...buildFurtherStats(plan, random.fork('further stats')),
    ],
    video: plan.hasVideo ? [{ name: 'Browser', duration: random.integer(0, plan.durationSeconds) }] : [],
    questions: { companyCount: random.integer(0, 30), nonCompanyCount: random.integer(0, 20) },
  };
}

function talkTime(share: number, random: Random): number {
  return Math.round(share * (50 + random.integer(0, 50))) / 100;
}

function buildFurtherStats({ durationSeconds }: CallPlan, random: Random): object[] {
  return [
    { name: 'Longest Monologue', value: random.integer(20, Math.ceil(durationSeconds / 4)) },
    { name: 'Longest Customer Story', value: random.integer(5, Math.ceil(durationSeconds / 4)) },
    { name: 'Patience', value: random.integer(1, 300) / 100 },
    { name: 'Question Rate', value: random.integer(0, 250) / 10 },
  ];
}
