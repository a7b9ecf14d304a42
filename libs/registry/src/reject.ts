import type { PrismaTransaction } from '@driftdesk/database';
import { lockAliases } from './aliases.js';

/** Notes why a version must not be promoted, and takes the candidate's alias from it. @throws RangeError without a reason, Error when the version is not known */
export async function rejectVersion(
  tx: PrismaTransaction,
  name: string,
  version: string,
  reasons: readonly string[],
): Promise<void> {
  if (reasons.length === 0) throw new RangeError(`Version ${version} of ${name} is rejected without a reason.`);
  await lockAliases(tx, name);
  const data = { rejectedAt: new Date(), rejectionReasons: [...reasons] };
  const { count } = await tx.modelVersion.updateMany({ where: { name, version }, data });
  if (count === 0) throw new Error(`${name} has no version ${version} that could be rejected.`);
  await tx.modelAlias.deleteMany({ where: { name, alias: 'candidate', version } });
}
