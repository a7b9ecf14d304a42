import { type Author, authorSchema, type HeadSpec, labelOrigins } from '@driftdesk/contracts';
import type { Database } from '@driftdesk/database';
import { foldLabel } from './fold-label.js';
import { LabelRefused } from './label-refused.js';

/** A label that a head may learn, and where it comes from; those of the spec have no author. */
export interface RegisteredLabel {
  readonly label: string;
  readonly origin: (typeof labelOrigins)[number];
  readonly addedBy?: Author | undefined;
  readonly addedAt?: Date | undefined;
}

/** A head's registered labels: the spec's in its order, then added ones, oldest first. */
export interface RegisteredHead {
  readonly name: string;
  readonly labels: readonly RegisteredLabel[];
}

/** Labels of one head: each costs every training and every prediction that learned it. */
export const mostLabels = 500;

type Row = Awaited<ReturnType<Database['prisma']['modelLabel']['findMany']>>[number];

/** Registers the labels of a spec that are not registered yet; what was registered before stays as it is. */
export async function seedLabels({ prisma }: Database, model: string, heads: readonly HeadSpec[]): Promise<void> {
  const data = heads.flatMap(({ name: head, labels }) =>
    labels.map((label) => ({
      model,
      head,
      label,
      folded: foldLabel(label),
      origin: labelOrigins[0],
      addedAt: new Date(),
    })),
  );
  await prisma.modelLabel.createMany({ data, skipDuplicates: true });
}

/** The registered labels of a model by head; no heads when the model is not known. */
export async function readLabels({ prisma }: Database, model: string): Promise<RegisteredHead[]> {
  const rows = await prisma.modelLabel.findMany({ where: { model }, orderBy: { id: 'asc' } });
  const names = [...new Set(rows.map(({ head }) => head))];
  return names.map((name) => ({ name, labels: rows.filter(({ head }) => head === name).map(toLabel) }));
}

/** Registers one more label. @throws LabelRefused when the head is not known or has it, in whatever spelling */
export async function insertLabel(
  database: Database,
  model: string,
  head: string,
  label: string,
  author: Author,
): Promise<RegisteredLabel> {
  const heads = await readLabels(database, model);
  const known = heads.find(({ name }) => name === head);
  if (known === undefined) {
    const names = heads.map(({ name }) => name).join(', ');
    throw new LabelRefused('unknown_head', `${model} has no head "${head}"; its heads are ${names}.`);
  }
  const folded = foldLabel(label);
  if (known.labels.length >= mostLabels && !known.labels.some((one) => foldLabel(one.label) === folded)) {
    throw new LabelRefused('too_many_labels', `Head "${head}" of ${model} has ${mostLabels} labels: no more fit.`);
  }
  const row = { model, head, label, folded, origin: labelOrigins[1], addedAt: new Date() };
  const data = [{ ...row, authorId: author.id, authorRole: author.role }];
  // The unique index decides, so that of two callers at once one is refused.
  const { count } = await database.prisma.modelLabel.createMany({ data, skipDuplicates: true });
  if (count === 1) return { label, origin: row.origin, addedBy: author, addedAt: row.addedAt };
  const present = known.labels.find((one) => foldLabel(one.label) === folded)?.label ?? label;
  throw new LabelRefused('label_exists', `Head "${head}" of ${model} has the label "${present}" already.`);
}

function toLabel({ label, origin, authorId, authorRole, addedAt }: Row): RegisteredLabel {
  if (origin === 'spec') return { label, origin };
  return { label, origin: 'added', addedBy: authorSchema.parse({ id: authorId, role: authorRole }), addedAt };
}
