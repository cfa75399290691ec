import { pluginKind } from './project-folder.ts';
import type { Rule } from './rule.ts';

const CONFORMANCE_TEST = 'src/conformance.test.ts';

export const connectorShipsEmulator: Rule = ({ name, manifest }) => {
  if (pluginKind(name) !== 'connector' || manifest.exports?.['./emulator'] !== undefined) return [];
  return ['package.json: a connector exports "./emulator"'];
};

export const pluginConforms: Rule = ({ name, files, text }) => {
  if (pluginKind(name) === undefined) return [];
  if (!files.includes(CONFORMANCE_TEST)) return [`${CONFORMANCE_TEST} is missing`];
  return text(CONFORMANCE_TEST).includes("from '@etl/testing'")
    ? []
    : [`${CONFORMANCE_TEST} does not import @etl/testing`];
};
