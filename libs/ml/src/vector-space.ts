import { vectorsModule } from './vectors.wasm.js';
import { compileKernel, type Workspace } from './workspace.js';

const module = compileKernel(vectorsModule);

/** Passes over vectors at addresses of a workspace; see the kernel's source for what each does. */
export interface VectorKernel {
  negate(target: number, source: number, weights: number, length: number): number;
  addScaled(target: number, factor: number, source: number, scale: number, weights: number, length: number): number;
  moveAlong(target: number, from: number, factor: number, direction: number, length: number): void;
  dot(left: number, right: number, length: number): number;
  maxNorm(vector: number, length: number): number;
  correct(
    moved: number,
    changed: number,
    step: number,
    direction: number,
    to: number,
    from: number,
    length: number,
  ): number;
  penalise(
    gradient: number,
    parameters: number,
    strengths: number,
    columns: number,
    stride: number,
    factor: number,
  ): number;
}

/** A workspace and the kernel that computes with vectors in it. */
export interface VectorSpace {
  readonly workspace: Workspace;
  readonly kernel: VectorKernel;
}

/** To be called before anything is reserved in the workspace. */
export function createVectorSpace(workspace: Workspace): VectorSpace {
  return { workspace, kernel: workspace.instantiate<VectorKernel>(module) };
}
