import type { JsonObject } from '../workspace/json-object.js';

const OPENINGS = [
  'Quick update:',
  'For the record –',
  'FYI',
  'Question:',
  'Heads-up!',
  'Thanks :pray:',
  'Note to self:',
  'Done ✅',
] as const;
const SUBJECTS = [
  'the rollout plan',
  'the security review',
  'the renewal',
  'the pilot',
  'Tuesday’s demo',
  'the “final” quote',
  'onboarding',
  'the data export',
] as const;
const STATES = [
  'is on track.',
  'slipped by a week; I will tell them today.',
  'needs a second pair of eyes.\nAny takers?',
  'is done & signed.',
  'waits for legal.',
  'is blocked by `SSO`.',
  'went well: they want <https://halden.example/docs|the docs>.',
  'is with procurement – naïvely I hoped for Friday.',
] as const;

/** A sentence or two, the same for the same bits; with markup, quotes, line breaks and letters beyond ASCII. */
export function buildText(bits: number): string {
  const pick = <Item>(items: readonly Item[], shift: number): Item | undefined =>
    items[(bits >>> shift) % items.length];
  return `${pick(OPENINGS, 0)} ${pick(SUBJECTS, 3)} ${escapeMarkup(pick(STATES, 6) ?? '')} (${bits % 10_000})`;
}

/** Slack writes an ampersand that people typed as an entity. */
function escapeMarkup(text: string): string {
  return text.replaceAll(' & ', ' &amp; ');
}

/** The structure that Slack sends beside a text. */
export function toBlocks(text: string, bits: number): readonly JsonObject[] {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return [{ type: 'rich_text', block_id: bits.toString(36).slice(0, 5), elements: [section] }];
}
