export { DriftMonitorModule } from './app.module.js';
export type { DriftMonitorOptions } from './options.js';
