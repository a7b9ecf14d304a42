import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What the engine changes of a file; `mode` holds its type and permissions. */
interface Attributes {
  mode?: number;
}
type SetAttributes = (file: unknown, attributes: Attributes, ...rest: unknown[]) => unknown;
interface Module {
  readonly FS: {
    readonly filesystems: { readonly NODEFS: Record<'node_ops' | 'stream_ops', { setattr: SetAttributes }> };
  };
}

const ofOthers = 0o077;

/** A folder for the engine, whose files are this user's alone: it sets modes of its own, which no umask narrows. */
export class PrivateFiles extends NodeFS {
  override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const narrow = (module: unknown) => {
      const { node_ops: nodes, stream_ops: streams } = (module as Module).FS.filesystems.NODEFS;
      for (const operations of [nodes, streams]) {
        const { setattr } = operations;
        operations.setattr = (file, attributes, ...rest) => {
          if (attributes.mode !== undefined) attributes.mode &= ~ofOthers;
          return setattr(file, attributes, ...rest);
        };
      }
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), narrow] } };
  }
}
