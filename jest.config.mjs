/** Jest runs what ships: the compiled JavaScript under dist, as native ES modules, without a transform. */
export default {
  testEnvironment: '<rootDir>/tools/jest-environment.cjs',
  testMatch: ['<rootDir>/{apps,libs,models}/**/dist/**/*.spec.js', '<rootDir>/tests/dist/**/*.spec.js'],
  transform: {},
  watchman: false,
  haste: { enableSymlinks: false },
  modulePathIgnorePatterns: ['<rootDir>/.nx/', '<rootDir>/.driftdesk/'],
  testTimeout: 60_000,
};
