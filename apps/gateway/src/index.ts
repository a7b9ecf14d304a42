export { GatewayModule } from './app.module.js';
export { gatewayEnvironment, type GatewayOptions } from './options.js';
