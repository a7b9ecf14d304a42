export { standaloneEnvironment } from './environment.js';
