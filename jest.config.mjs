/** Jest runs what ships: the compiled JavaScript under dist, as native ES modules, without a transform. */
const compiled = {
  rootDir: import.meta.dirname,
  testEnvironment: '<rootDir>/tools/jest-environment.cjs',
  transform: {},
  haste: { enableSymlinks: false },
  modulePathIgnorePatterns: ['<rootDir>/.nx/', '<rootDir>/.driftdesk/'],
};

export default {
  watchman: false,
  reporters: ['default', '<rootDir>/tools/slowest-files.mjs'],
  testTimeout: 60_000,
  // Node keeps the modules of every file that a worker has run; after half an hour that was 9 GB.
  workerIdleMemoryLimit: '1GB',
  projects: [
    { ...compiled, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs,models}/*/dist/**/*.spec.js'] },
    {
      ...compiled,
      displayName: 'system',
      testMatch: ['<rootDir>/tests/dist/**/*.spec.js'],
      globalSetup: '<rootDir>/tests/dist/support/global-setup.js',
    },
  ],
};
