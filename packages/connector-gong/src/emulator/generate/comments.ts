import type { Random } from '@etl/emulator-kit';
import { buildId, type CallPlan } from './call-plan.js';

const COMMENTS = ['Well asked.', 'Let us use this in training.', 'Who follows up on this?'] as const;

/** What colleagues wrote beside the call, at times a reply among it. Times of speech in seconds from the start. */
export function buildComments(plan: CallPlan, random: Random): object[] {
  const colleagues = plan.attendees.filter(({ side }) => side === 'Internal');
  const ids = Array.from({ length: random.chance(0.25) ? random.integer(1, 2) : 0 }, () => buildId(random));
  return ids.map((id, index) => {
    const start = random.integer(0, plan.durationSeconds);
    return {
      id,
      audioStartTime: start,
      audioEndTime: start + 10,
      commenterUserId: random.pick(colleagues).person.ids.gong,
      comment: random.pick(COMMENTS),
      posted: plan.started,
      inReplyTo: index === 0 ? null : (ids[index - 1] ?? null),
      duringCall: random.chance(0.1),
    };
  });
}
