const { TestEnvironment } = require('jest-environment-node');

/**
 * Native add-ons (onnxruntime) and WebAssembly hosts (PGlite) test `instanceof` against the outer realm's typed
 * arrays; Jest's VM context has its own. Sharing the constructors makes both realms agree.
 */
module.exports = class SharedRealmEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    for (const name of [
      'ArrayBuffer',
      'SharedArrayBuffer',
      'DataView',
      'Uint8Array',
      'Uint8ClampedArray',
      'Int8Array',
      'Uint16Array',
      'Int16Array',
      'Uint32Array',
      'Int32Array',
      'Float32Array',
      'Float64Array',
      'BigInt64Array',
      'BigUint64Array',
    ]) {
      this.global[name] = globalThis[name];
    }
  }
};
