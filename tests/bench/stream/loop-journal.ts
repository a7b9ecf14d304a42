import type { Database } from '@driftdesk/database';

/** Tells of trainings once each: what became of their rollouts, as sentences. */
export function loopJournal({ prisma }: Database): () => Promise<string[]> {
  const told = new Set<string>();
  return async () => {
    const ended = await prisma.trainingRun.findMany({
      where: { status: { in: ['trained', 'failed', 'interrupted', 'cancelled'] }, id: { notIn: [...told] } },
      orderBy: { createdAt: 'asc' },
      select: { id: true, status: true, reason: true, rolloutId: true },
    });
    const sentences: string[] = [];
    for (const { id, status, reason, rolloutId } of ended) {
      told.add(id);
      const where = { id: rolloutId ?? id };
      const rollout = await prisma.storedRollout.findUnique({ where, select: { status: true, reason: true } });
      sentences.push([rollout?.status ?? status, rollout?.reason ?? reason].filter((part) => part !== null).join(': '));
    }
    return sentences;
  };
}
