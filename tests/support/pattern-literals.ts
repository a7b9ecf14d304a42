import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

/** A regular expression as it stands in a source. */
export interface PatternLiteral {
  /** The first file that has it, from the root of the workspace. */
  readonly file: string;
  /** With its slashes and flags. */
  readonly literal: string;
  readonly source: string;
  readonly flags: string;
}

/** The regular expressions of all programs and libraries, each once; those of tests meet no stranger's text. */
export async function patternLiterals(root: string): Promise<PatternLiteral[]> {
  const found = new Map<string, PatternLiteral>();
  for (const file of await sources(root)) {
    const text = await readFile(join(root, file), 'utf8');
    for (const literal of literalsOf(file, text)) if (!found.has(literal.literal)) found.set(literal.literal, literal);
  }
  return [...found.values()];
}

/** The regular expressions of one source. */
export function literalsOf(file: string, text: string): PatternLiteral[] {
  const literals: PatternLiteral[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ file, literal: node.text, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext));
  return literals;
}

async function sources(root: string): Promise<string[]> {
  const files = await Promise.all(
    ['apps', 'libs', 'models', 'tools'].map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true })).map((file) => join(folder, file)),
    ),
  );
  return files.flat().filter((file) => {
    if (/[\\/](?:dist|generated|node_modules)[\\/]/.test(file) || file.endsWith('.d.ts')) return false;
    return /\.(?:ts|mjs|cjs)$/.test(file) && !file.endsWith('.spec.ts');
  });
}
