import { editElements, editMembers, readMembers, readScalar } from '../json-text/edit-json.js';
import type { ContentSelection } from './content-selection.js';

/** What decides, besides the selection, what a call shows. */
export interface ContentState {
  /** False while topics, trackers and interaction are still being worked out. */
  readonly enriched: boolean;
  /** Signs the address of a recording: `audio` or `video`. */
  signMedia(kind: string): string;
}

type PartEditor = (value: string, selection: ContentSelection, state: ContentState) => string | undefined;

/** Names on the wire that differ from the request's. */
const REQUEST_NAMES: Readonly<Record<string, string>> = { interactionStats: 'personInteractionStats' };

const PARTS: Readonly<Record<string, PartEditor>> = {
  context: selectContext,
  parties: (value, selection) => (selection.parties ? selectParties(value, selection) : undefined),
  content: (value, { content }, { enriched }) => (enriched ? selectNamed(value, content) : undefined),
  interaction: (value, { interaction }, { enriched }) =>
    enriched ? selectNamed(value, interaction) : undefined,
  collaboration: (value, { publicComments }) => (publicComments ? value : undefined),
  media: (value, { media }, state) => (media ? signAddresses(value, state) : undefined),
};

/** Leaves out what was not asked for; parts nobody knows stay, and a call asked for whole keeps every byte. */
export function selectContent(text: string, selection: ContentSelection, state: ContentState): string {
  return editMembers(text, (part, value) => {
    const edit = PARTS[part];
    return edit ? edit(value, selection, state) : value;
  });
}

function selectContext(value: string, selection: ContentSelection): string | undefined {
  const { context, timings } = selection;
  if (context === 'None') return undefined;
  if (keepsContextWhole(selection)) return value;
  return editElements(value, (system) =>
    editMembers(system, (key, objects) =>
      key === 'objects' ? editElements(objects, (object) => selectObject(object, context, timings)) : objects,
    ),
  );
}

function selectObject(object: string, context: string, timings: ReadonlySet<string>): string | undefined {
  const timing = readScalar(readMembers(object).get('timing'));
  if (timing !== undefined && !timings.has(timing)) return undefined;
  if (context === 'Extended') return object;
  return editMembers(object, (key, value) => (key === 'fields' ? undefined : value));
}

/** Spares the look into every object when none can be left out. */
function keepsContextWhole({ context, timings }: ContentSelection): boolean {
  return context === 'Extended' && timings.size === 2;
}

function selectParties(value: string, selection: ContentSelection): string {
  if (keepsContextWhole(selection)) return value;
  return editElements(value, (party) =>
    editMembers(party, (key, member) => (key === 'context' ? selectContext(member, selection) : member)),
  );
}

function selectNamed(value: string, asked: ReadonlySet<string>): string | undefined {
  if (asked.size === 0) return undefined;
  return editMembers(value, (key, member) => {
    if (!asked.has(REQUEST_NAMES[key] ?? key)) return undefined;
    return key === 'trackers' ? selectOccurrences(member, asked) : member;
  });
}

function selectOccurrences(trackers: string, asked: ReadonlySet<string>): string {
  if (asked.has('trackerOccurrences')) return trackers;
  return editElements(trackers, (tracker) =>
    editMembers(tracker, (key, value) => (key === 'occurrences' ? undefined : value)),
  );
}

/** A recording's stored address only says that there is one. */
function signAddresses(value: string, state: ContentState): string {
  return editMembers(value, (key, address) =>
    readScalar(address) === undefined ? address : JSON.stringify(state.signMedia(key.replace(/Url$/, ''))),
  );
}
