import eslint from '@eslint/js';
import { readCachedProjectGraph } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

const TESTS = ['**/*.test.ts', '**/__fixtures__/**/*.ts'];
const LIBRARY_SOURCES = ['packages/*/src/**/*.ts', 'apps/*/src/**/*.ts'];

/** Which tags a project may import, by its own tag. No plugin is in anybody's list: they are found by name. */
const ARROWS = {
  'type:core': [],
  'type:emulator-kit': [],
  'type:unified-model': [],
  'type:kit': ['type:core'],
  'type:sql': ['type:core'],
  'type:config': ['type:core'],
  'type:testing': ['type:core', 'type:emulator-kit'],
  'type:connector': ['type:core', 'type:kit'],
  'type:transformer': ['type:core', 'type:sql', 'type:unified-model'],
  'type:destination': ['type:core', 'type:sql'],
  'type:app': ['type:core', 'type:kit', 'type:config'],
};

function boundaries(...alsoAllowed) {
  const depConstraints = Object.entries(ARROWS).map(([sourceTag, targets]) => ({
    sourceTag,
    onlyDependOnLibsWithTags: [...targets, ...alsoAllowed],
  }));
  return ['error', { depConstraints, allow: [], banTransitiveDependencies: true }];
}

/** The wall clock, chance and the environment are injected; `system-*.ts` files hold the defaults. */
const AMBIENT = {
  'CallExpression[callee.object.name="Date"][callee.property.name="now"]': 'Ask the injected clock.',
  'NewExpression[callee.name="Date"][arguments.length=0]': 'Ask the injected clock.',
  'CallExpression[callee.name="Date"]': 'Ask the injected clock.',
  'CallExpression[callee.object.name="Math"][callee.property.name="random"]': 'Use injected randomness.',
};
const ENVIRONMENT = {
  'MemberExpression[object.name="process"][property.name="env"]':
    'Only config and runner read the environment.',
  'ImportDeclaration[source.value=/^(node:)?process$/]': 'Use the global `process`.',
};
function forbid(rules) {
  return ['error', ...Object.entries(rules).map(([selector, message]) => ({ selector, message }))];
}

// Without a cached graph the boundary rule would only warn and skip itself; this read throws instead.
// `nx lint` (or `npx nx show projects`) writes the graph.
readCachedProjectGraph();

export default defineConfig(
  globalIgnores(['**/dist/**', '**/coverage/**', '**/.nx/**', '**/*.config.ts']),
  eslint.configs.recommended,
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.strictTypeChecked, typescript.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A contract can be asynchronous where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    rules: {
      complexity: ['error', 9],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    files: LIBRARY_SOURCES,
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      'no-console': 'error',
      'no-restricted-syntax': forbid({ ...AMBIENT, ...ENVIRONMENT }),
    },
  },
  {
    files: ['packages/*/src/emulator/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries('type:emulator-kit') },
  },
  {
    files: ['packages/config/src/**/*.ts'],
    rules: { 'no-restricted-syntax': forbid(AMBIENT) },
  },
  {
    files: ['apps/runner/src/**/*.ts'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/system-*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: TESTS,
    rules: {
      'max-lines': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: LIBRARY_SOURCES.flatMap((sources) => TESTS.map((tests) => [sources, tests])),
    rules: { '@nx/enforce-module-boundaries': boundaries('type:testing', 'type:emulator-kit') },
  },
);
