import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const kinds = {
  contracts: ['contracts'],
  pure: ['contracts', 'pure'],
  adapter: ['contracts', 'pure', 'adapter'],
  app: ['contracts', 'pure', 'adapter'],
  composition: ['contracts', 'pure', 'adapter', 'app'],
  test: ['contracts', 'pure', 'adapter', 'app'],
};

const processEnvironment = {
  object: 'process',
  property: 'env',
  message: 'The environment is read once, in boot(); declare the variable in the app’s environment schema.',
};

export default tseslint.config(
  { ignores: ['**/dist/**', 'libs/ml/kernels/**', '.nx/**', '.driftdesk/**', 'libs/database/src/generated/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['libs/database/prisma.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: Object.entries(kinds).map(([kind, allowed]) => ({
            sourceTag: `kind:${kind}`,
            onlyDependOnLibsWithTags: allowed.map((name) => `kind:${name}`),
          })),
        },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-properties': ['error', processEnvironment],
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 14],
    },
  },
  {
    // Pure code: arrays in, numbers out. Seeds, times and bytes come from outside.
    files: ['libs/contracts/src/**/*.ts', 'libs/ml/src/**/*.ts', 'libs/drift/src/**/*.ts', 'models/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['node:*', '@nestjs/*'] }],
      'no-restricted-properties': [
        'error',
        processEnvironment,
        { object: 'Math', property: 'random', message: 'Pure code takes a seed.' },
        { object: 'Date', property: 'now', message: 'Pure code takes the time.' },
        { object: 'performance', property: 'now', message: 'Pure code takes the time.' },
      ],
    },
  },
  {
    // Phrases and table-driven suites are data: splitting them would hide what belongs together.
    files: ['models/*/src/tickets/**/*.ts', 'tests/**/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['libs/platform/src/boot.ts', 'tests/**/*.ts', '**/*.spec.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // What waits or is put in order must not follow a clock that somebody sets; when something happened is what people read.
    files: ['libs/messaging/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/clock.ts', '**/envelope.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        processEnvironment,
        { object: 'Date', property: 'now', message: 'Take now() of clock.ts.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take now() of clock.ts.' },
      ],
    },
  },
  {
    // Inside of the transaction a handler touches the store alone: a redo would count, tell or forget twice, and too soon.
    files: ['apps/**/*.handler.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          'CallExpression[callee.object.type="ThisExpression"]',
          'CallExpression[callee.object.object.type="ThisExpression"]',
        ].map((call) => ({
          selector: `Property[key.name="write"] > :function ${call}`,
          message: 'This runs before the COMMIT. Do it in `committed` of the Effects.',
        })),
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: { process: 'readonly', URL: 'readonly', console: 'readonly', require: 'readonly', module: 'writable' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off', 'no-undef': 'off' },
  },
);
