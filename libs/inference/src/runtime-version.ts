import { env } from 'onnxruntime-node';

/** The version of ONNX Runtime that graphs run in here. */
export const runtimeVersion: string = env.versions.node ?? env.versions.common;
