const REQUIRED = 24;

if (Number(process.versions.node.split('.')[0]) !== REQUIRED) {
  console.error(
    `npm scripts must run on Node ${REQUIRED}, but they run on ${process.version}. ` +
      'Node comes with the development dependencies through an install script: ' +
      'run `npm ci` without --ignore-scripts, or `npm rebuild node`.',
  );
  process.exit(1);
}
