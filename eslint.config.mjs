import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import * as regexp from 'eslint-plugin-regexp';
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

const checkedPatterns = [
  {
    selector: ':matches(NewExpression, CallExpression)[callee.name="RegExp"]',
    message:
      'Write a literal: tests/contract/patterns.spec.ts checks that literals take linear time, and sees no others.',
  },
  {
    selector: 'Literal[regex.pattern=/\\\\(?:[1-9]|k<)/]',
    message: 'A pattern that refers back tries every pair; read such a text by hand (libs/llm/src/text/emphasis.ts).',
  },
];

// Who writes to a response by hand can write after its end, in vain for a slow client, and without hearing errors.
const responsesByHand = ['raw', 'hijack'].flatMap((name) => {
  const message = 'Only libs/platform writes to responses: reply with a value, or with sendEventStream().';
  // What Node read of a request is not written to.
  const object = name === 'raw' ? '[object.name!=/^(String|request)$/]' : '';
  return [
    { selector: `MemberExpression[property.name="${name}"]${object}`, message },
    { selector: `ObjectPattern > Property[key.name="${name}"]`, message },
  ];
});

export default tseslint.config(
  { ignores: ['**/dist/**', 'libs/ml/kernels/**', '.nx/**', '.driftdesk/**', 'libs/database/src/generated/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx, regexp },
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['libs/database/prisma.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // One text of a stranger must not hold the event loop; what these miss, tests/contract/patterns.spec.ts finds.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'certain', ignoreSticky: false }],
      'regexp/no-misleading-capturing-group': 'error',
      'regexp/no-dupe-disjunctions': 'error',
      'regexp/no-trivially-nested-quantifier': 'error',
      'regexp/optimal-quantifier-concatenation': 'error',
      'regexp/no-useless-lazy': 'error',
      'regexp/no-lazy-ends': 'error',
      'regexp/no-misleading-unicode-character': 'error',
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
      'no-restricted-syntax': ['error', ...checkedPatterns, ...responsesByHand],
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
    // Tests look for what they wrote themselves.
    files: ['tests/**/*.ts', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // No response of ours: it sends requests, and its twins play the servers that misbehave.
    files: ['libs/llm/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...checkedPatterns] },
  },
  {
    // It replaces words of its own tables in texts that it made up.
    files: ['models/ticket-triage/src/tickets/noise.ts'],
    rules: { 'no-restricted-syntax': ['error', ...responsesByHand] },
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
        ...checkedPatterns,
        ...responsesByHand,
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
        ...checkedPatterns,
        ...responsesByHand,
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
