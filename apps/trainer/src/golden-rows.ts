import type { ModelSpec } from '@driftdesk/contracts';
import type { InferenceRow } from '@driftdesk/inference';
import type { TextEmbedder } from './embed/embed-rows.js';

/**
 * Texts that a version proves itself on before it serves. None is a ticket: versions are kept, tickets can be erased.
 * They meet both weights and edges: long, foreign, without a word, with letters that NFKC and lower-casing change.
 */
const fixedTexts = [
  'Cannot connect\nSince this morning I cannot connect from home, it says error 809. Please help, it is urgent.',
  'Le problème revient\nBonjour, depuis hier rien ne marche et je suis bloqué. Merci de votre aide.',
  'Das Gerät auf der 3. Etage druckt nicht mehr; Straße, ÄRGER, ﬁle №5, İstanbul.',
  '无法登录 — パスワードを忘れました 🙈',
  '!?',
  'please reset my password and tell me when it is done. '.repeat(120),
];

/** Golden rows: the spec's own words and the fixed texts, embedded. */
export async function goldenRows(spec: ModelSpec, embedder: TextEmbedder): Promise<InferenceRow[]> {
  const texts = [
    ...spec.heads.flatMap(({ labels }) => labels.map((label) => `${label}\n${spec.description}`)),
    ...fixedTexts,
  ];
  const embeddings = await embedder.embed(texts);
  return texts.map((text, at) => ({ text, embedding: embeddings[at] as Float32Array }));
}
