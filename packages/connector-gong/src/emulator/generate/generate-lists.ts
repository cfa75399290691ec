import type { Company, Random } from '@etl/emulator-kit';
import { createRandom } from '@etl/emulator-kit';
import type { CallInput } from '../data/call.js';
import { buildCall } from '../data/call.js';
import type { RecordLists } from '../data/record-lists.js';
import { buildId } from './call-plan.js';
import { OUTCOMES, TRACKERS } from './content.js';
import { formatInstant } from './format-instant.js';
import { fillAccess } from './generate-access.js';
import { fillActivity } from './generate-activity.js';
import { fillTraces } from './generate-traces.js';
import { knowCall } from './list-generation.js';
import { WORKSPACES } from './meta-data.js';

const HOUR = 3_600_000;
const SCORECARD = '7200000000000000001';

/** What the administrators of a company have set up, and reviews of some of its calls. */
export function fillLists(
  lists: RecordLists,
  company: Company,
  calls: readonly CallInput[],
  options: { readonly seed: number | string; readonly now: number },
): void {
  const random = createRandom(options.seed).fork('gong lists');
  const { timeZone } = company;
  const [owner] = company.employees;
  const author = owner?.ids.gong ?? null;
  const stamp = formatInstant(owner?.createdAt ?? options.now, timeZone);
  const times = { created: stamp, updated: stamp, updaterUserId: author };
  WORKSPACES.forEach((id, index) => {
    lists.workspaces.add({ id, name: index === 0 ? 'Sales' : 'Customer success', description: null });
  });
  lists.scorecards.add({
    ...{ scorecardId: SCORECARD, scorecardName: 'Discovery', workspaceId: WORKSPACES[0], enabled: true },
    ...{ reviewMethod: 'MANUAL', questions: [QUESTION], ...times },
  });
  for (const { id, name, phrase } of TRACKERS)
    lists.trackers.add({
      ...{ trackerId: id, trackerName: name, workspaceId: WORKSPACES[0], affiliation: 'Anyone' },
      ...{ languageKeywords: [{ language: 'eng', keywords: [phrase] }] },
      ...{ partOfQuestion: false, creatorUserId: author, ...times },
    });
  for (const outcome of OUTCOMES) lists.callOutcomes.add(outcome);
  lists.libraryFolders.add({
    ...{ id: '7500000000000000001', name: 'Best demos', parentFolderId: null },
    ...{ createdBy: author, updated: stamp },
  });
  for (const call of calls)
    if (random.chance(0.2)) addReview(lists, call, author, timeZone, random, options.now);
  fillFurtherLists(lists, company, calls, options);
}

function fillFurtherLists(
  lists: RecordLists,
  company: Company,
  calls: readonly CallInput[],
  { seed, now }: { readonly seed: number | string; readonly now: number },
): void {
  const generation = {
    ...{ lists, company, now, random: createRandom(seed).fork('gong further lists') },
    calls: calls.map((call) => knowCall(call, company)),
  };
  fillActivity(generation);
  fillAccess(generation);
  fillTraces(generation);
}

function addReview(
  lists: RecordLists,
  input: CallInput,
  reviewer: string | null,
  timeZone: string,
  random: Random,
  now: number,
): void {
  const call = buildCall(input);
  const reviewedAt = call.startedAt + random.integer(2, 72) * HOUR;
  if (reviewedAt >= now) return;
  lists.answeredScorecards.add({
    ...{ answeredScorecardId: buildId(random), scorecardId: SCORECARD, scorecardName: 'Discovery' },
    ...{ callId: call.id, callStartTime: formatInstant(call.startedAt, timeZone) },
    ...{ reviewedUserId: call.primaryUserId, reviewerUserId: reviewer },
    ...{
      reviewMethod: random.pick(['MANUAL', 'AUTOMATIC']),
      reviewTime: formatInstant(reviewedAt, timeZone),
    },
    visibilityType: 'PUBLIC',
    answers: [{ questionId: QUESTION.questionId, isOverall: true, score: random.integer(1, 5) }],
  });
}

const QUESTION = {
  questionId: '7210000000000000001',
  questionText: 'How did it go overall?',
  isOverall: true,
  minRange: '1',
  maxRange: '5',
};
