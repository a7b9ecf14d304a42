import { defaultIdentity } from '@driftdesk/governance';
import type { AgentLabelReader } from './agent-labels.js';
import { type AuthoredLabel, type AuthorShare, capAuthors } from './cap-authors.js';

/** Labels of which no author gave more than their share, and the share that holds for whoever judges them. */
export interface CountingLabels<Label> {
  readonly labels: readonly Label[];
  readonly share: AuthorShare;
}

/** Leaves out what an author gave too much of. In a team of one, that one may decide: nobody else ever labelled here. */
export async function countingLabels<Label extends AuthoredLabel>(
  reader: AgentLabelReader,
  given: readonly Label[],
  share: AuthorShare,
): Promise<CountingLabels<Label>> {
  const authors = new Set(given.map(({ authorId }) => authorId).filter((id) => id !== defaultIdentity.id));
  const others = await reader.othersThan([...authors]);
  const labels = capAuthors(given, share, defaultIdentity.id, others);
  return { labels, share: share === 'team' && authors.size === 1 && !others ? 1 : share };
}
