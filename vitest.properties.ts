import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a change that passes once passes again. Look for others with
 * another seed: `PROPERTY_SEED=7 npx vitest run` in a package.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
