import type { Random } from '@etl/emulator-kit';
import { type CallPlan, speakersOf } from './call-plan.js';

const SENTENCES = [
  'Thanks for taking the time today.',
  'Can you walk me through how you do this now?',
  'We have about twelve people on the team, and it’s growing.',
  'The budget is not signed off yet.',
  'How does that compare to the other vendor you looked at?',
  'Let me share my screen for a moment.',
  'I’d say the next step is a call with our IT people.',
  'That part takes us two days every month — two whole days.',
  'Is the data kept in Europe?',
  '"Easy" is not the word I would use.',
  'We would need it in place before the end of the quarter.',
  'I will send you a summary by tomorrow.',
] as const;

/** Turns of one to four sentences among the people in the call. Sentence times are milliseconds from the start. */
export function buildTranscript(plan: CallPlan, random: Random): Readonly<Record<string, unknown>> {
  const turns = random.integer(4, 24);
  let clock = 0;
  const speakSentence = (): object => {
    const text = random.pick(SENTENCES);
    const start = clock;
    const end = start + text.length * 60;
    clock = end + random.integer(40, 900);
    return { start, end, text };
  };
  const transcript = Array.from({ length: turns }, (_, turn) => ({
    speakerId: random.pick(speakersOf(plan)),
    topic: turn === 0 ? 'Small talk' : random.chance(0.4) ? plan.topic : null,
    sentences: Array.from({ length: random.integer(1, 4) }, speakSentence),
  }));
  return { callId: plan.id, transcript };
}
