import type { Company, Random } from '@etl/emulator-kit';
import { createRandom } from '@etl/emulator-kit';
import type { CallInput } from '../data/call.js';
import { planCall } from './call-plan.js';
import { buildComments } from './comments.js';
import { buildContent } from './content.js';
import { buildInteraction } from './interaction.js';
import { buildMetaData } from './meta-data.js';
import { buildContext, buildParties } from './parties.js';
import { buildTranscript } from './transcript.js';

export interface CallGeneration {
  readonly seed: number | string;
  /** Milliseconds since the epoch: the last call starts before. */
  readonly now: number;
  readonly count: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How far back calls go. */
const SPAN_DAYS = 120;

/** Calls between the company's people and their customers, oldest first, each with its own processing lag. */
export function generateCalls(company: Company, { seed, now, count }: CallGeneration): CallInput[] {
  const random = createRandom(seed).fork('gong calls');
  if (company.deals.length === 0) return [];
  const starts = Array.from({ length: count }, () => chooseStart(now, random)).sort((a, b) => a - b);
  return starts.map((startedAt, index) => generateCall(company, startedAt, random.fork(`call ${index}`)));
}

function generateCall(company: Company, startedAt: number, random: Random): CallInput {
  const plan = planCall(company, startedAt, random);
  const extensive = {
    metaData: buildMetaData(plan, random),
    context: buildContext(plan, company, random),
    parties: buildParties(plan, random),
    content: buildContent(plan, random),
    interaction: buildInteraction(plan, random),
    collaboration: { publicComments: buildComments(plan, random.fork('comments')) },
    // Which recordings there are; the emulator writes their addresses.
    media: plan.hasVideo ? { audioUrl: 'audio', videoUrl: 'video' } : { audioUrl: 'audio' },
    // Gong adds parts at any time: a client must not stumble over one it does not know.
    aiAssistance: { summaryAvailable: true },
  };
  const hasTranscript = random.chance(0.93);
  return {
    extensive,
    ...(hasTranscript && { transcript: buildTranscript(plan, random) }),
    ...chooseLag(startedAt + plan.durationSeconds * 1000, random),
  };
}

/** Within working hours on weekdays, roughly, in the American west. */
function chooseStart(now: number, random: Random): number {
  const day = now - random.integer(1, SPAN_DAYS) * DAY;
  const midnight = day - (day % DAY);
  const weekday = new Date(midnight).getUTCDay();
  const workday = weekday === 0 || weekday === 6 ? midnight - 2 * DAY : midnight;
  return Math.max(
    workday + random.integer(15 * 60, 23 * 60) * MINUTE + random.integer(0, 59_999),
    now - SPAN_DAYS * DAY,
  );
}

/** Most calls are ready within three hours, a few take a day; transcripts come before or after. */
function chooseLag(
  endedAt: number,
  random: Random,
): Pick<CallInput, 'visibleAt' | 'enrichedAt' | 'transcriptAt'> {
  const isSlow = random.chance(0.04);
  const visibleAt = endedAt + MINUTE * (isSlow ? random.integer(600, 1500) : random.integer(10, 180));
  const isTranscriptLate = random.chance(0.1);
  return {
    visibleAt,
    enrichedAt: visibleAt + MINUTE * random.integer(5, 60),
    transcriptAt:
      visibleAt + MINUTE * (isTranscriptLate ? random.integer(300, 2000) : random.integer(-5, 45)),
  };
}
