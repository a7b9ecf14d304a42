export { GatewayModule } from './app.module.js';
export type { GatewayOptions } from './options.js';
