import { type Author, type modelAliases, modelPromoted, modelRolledBack } from '@driftdesk/contracts';
import { notify, type PrismaTransaction, type Sql, sqlOf } from '@driftdesk/database';
import { recordAudit } from '@driftdesk/governance';
import { newEvent, publish } from '@driftdesk/messaging';
import { currentCorrelationId } from '@driftdesk/platform';
import { v7 as uuidv7 } from 'uuid';
import { PromotionRefused } from './promotion-refused.js';

/** Where every change of a champion is told. */
export const registryChannel = 'driftdesk_registry';

export type Alias = (typeof modelAliases)[number];

/** Why an alias moves, and who moves it. */
export interface Occasion {
  readonly reason: string;
  readonly author: Author;
}

export interface PromotionOptions {
  /** The version that must still be the champion; null: there must be none. */
  readonly ifChampion?: string | null;
  /** The rollout that the promotion belongs to, and the correlation id of its story. */
  readonly rollout?: { readonly id: string; readonly correlationId: string };
}

/** What a promotion did: `version` serves and `from` (null: nothing) did before. */
export interface Promotion {
  readonly version: string;
  readonly from: string | null;
}

/** Makes a version the champion and the champion before it `previous`. @throws PromotionRefused */
export async function promoteVersion(
  tx: PrismaTransaction,
  name: string,
  version: string,
  occasion: Occasion,
  { ifChampion, rollout }: PromotionOptions,
): Promise<Promotion> {
  await lockAliases(tx, name);
  await checkPromotable(tx, name, version);
  const from = await versionBehind(tx, name, 'champion');
  // A promotion that is repeated, because its reply was lost, is as good as done.
  if (from === version) return { version, from };
  if (ifChampion !== undefined && ifChampion !== from) {
    const expected = ifChampion ?? 'no version';
    throw new PromotionRefused(
      'champion_changed',
      `${from ?? 'No version'} serves ${name} now, not ${expected}: ${version} was compared with another champion.`,
    );
  }
  const wasServing = (await versionBehind(tx, name, 'previous')) === version;
  if (from !== null) await setAlias(tx, name, 'previous', from, occasion);
  await setAlias(tx, name, 'champion', version, occasion);
  await tx.modelAlias.deleteMany({ where: { name, alias: 'candidate', version } });
  // Whoever brings back what served before rolls back, whatever they call it.
  await tell(
    sqlOf(tx),
    wasServing ? modelRolledBack : modelPromoted,
    { model: name, version, from },
    occasion,
    rollout,
  );
  return { version, from };
}

/** Makes `previous` the champion again; what served until then is `previous` afterwards. @throws PromotionRefused */
export async function rollBack(
  tx: PrismaTransaction,
  name: string,
  occasion: Occasion,
  options: PromotionOptions,
): Promise<Promotion> {
  await lockAliases(tx, name);
  const previous = await versionBehind(tx, name, 'previous');
  if (previous === null) {
    throw new PromotionRefused('nothing_to_roll_back_to', `No version of ${name} served before the one that does now.`);
  }
  return promoteVersion(tx, name, previous, occasion, options);
}

/** What everybody hears of another champion, in the transaction that makes it one: audit, event, watchers. */
async function tell(
  sql: Sql,
  event: typeof modelPromoted | typeof modelRolledBack,
  { model, version, from }: { model: string; version: string; from: string | null },
  { reason, author }: Occasion,
  rollout: PromotionOptions['rollout'],
): Promise<void> {
  await recordAudit(sql, {
    action: event === modelRolledBack ? 'model.rolled-back' : 'model.promoted',
    actor: author,
    subject: { kind: 'model', id: model },
    facts: { version, from: from ?? '' },
  });
  const payload = { model, version, from, reason, author, ...(rollout && { rolloutId: rollout.id }) };
  const correlationId = rollout?.correlationId ?? currentCorrelationId() ?? uuidv7();
  await publish(sql, [newEvent(event, payload, correlationId)]);
  await notify(sql, registryChannel, model);
}

/** Points an alias at a version and notes what it pointed at before. */
export async function setAlias(
  tx: PrismaTransaction,
  name: string,
  alias: Alias,
  version: string,
  { reason, author }: Occasion,
): Promise<void> {
  const at = new Date();
  const fromVersion = await versionBehind(tx, name, alias);
  await tx.modelAlias.upsert({
    where: { name_alias: { name, alias } },
    create: { name, alias, version, updatedAt: at },
    update: { version, updatedAt: at },
  });
  await tx.aliasChange.create({
    data: { name, alias, version, fromVersion, reason, at, authorId: author.id, authorRole: author.role },
  });
}

/** One change of a model's aliases and versions at a time, in all processes; until the transaction ends. */
export async function lockAliases(tx: PrismaTransaction, name: string): Promise<void> {
  const statement = 'SELECT pg_advisory_xact_lock(hashtext($1), hashtext($2))::text';
  await sqlOf(tx).query(statement, registryChannel, name);
}

async function versionBehind(tx: PrismaTransaction, name: string, alias: Alias): Promise<string | null> {
  const row = await tx.modelAlias.findUnique({ where: { name_alias: { name, alias } } });
  return row?.version ?? null;
}

async function checkPromotable(tx: PrismaTransaction, name: string, version: string): Promise<void> {
  const row = await tx.modelVersion.findUnique({ where: { name_version: { name, version } } });
  if (row === null) throw new PromotionRefused('unknown_version', `${name} has no version ${version}.`);
  if (row.rejectedAt === null) return;
  throw new PromotionRefused('version_rejected', `${version} was rejected: ${row.rejectionReasons.join('; ')}`);
}
