export { DriftMonitorModule } from './app.module.js';
export { type DriftMonitorOptions, loopRules, type LoopRules } from './options.js';
