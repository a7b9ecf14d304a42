import { type ForgottenLabels, versionListSchema } from '@driftdesk/contracts';
import { defaultDeskUrl, type DeskClient, succeeded } from '@driftdesk/desk-client';
import { ImportProblem } from '../import-problem.js';
import { isAgreed, ownTerminal, type Terminal } from '../target.js';
import type { Trained } from './train.js';

/** What stands against letting a version serve. */
export interface Standing {
  /** Why it must not. */
  readonly rejected?: string | undefined;
  /** What the champion knows and it does not. */
  readonly forgets: readonly ForgottenLabels[];
}

/** On so many held-out tickets an accuracy of 0.9 is known to ±0.14 (Wilson’s interval, 95 %); on fewer it says little. */
const fewestMeasured = 20;

/** What the desk says of a version that was trained. @throws ImportProblem when the version is gone */
export async function judgeVersion(desk: DeskClient, { model, candidate }: Trained): Promise<Standing> {
  const { items } = versionListSchema.parse(succeeded(await desk.call('GET', `/v1/models/${model}/versions`)));
  const found = items.find(({ version }) => version === candidate.version);
  if (found === undefined) throw new ImportProblem(`The desk has no version ${candidate.version} any more.`);
  return { rejected: found.rejected?.reasons.join('; '), forgets: found.forgets };
}

/**
 * Makes a version the champion. One that forgets labels is promoted when that is said, or agreed to on a terminal; where
 * nobody can be asked it is promoted with a warning, but not when too few tickets were left to measure it on.
 * @throws ImportProblem when it is not promoted, or does not serve then
 */
export async function promote(
  desk: DeskClient,
  trained: Trained,
  standing: Standing,
  forgetLabels: boolean,
  terminal: Terminal = ownTerminal,
): Promise<void> {
  const { model, candidate } = trained;
  const { version } = candidate;
  if (standing.rejected !== undefined) throw new ImportProblem(describeRejection(trained, standing.rejected));
  if (standing.forgets.length > 0 && !forgetLabels) await agreeToForget(version, standing.forgets, terminal);
  const reply = succeeded(await desk.call('POST', promotionPath(model, version), { reason: 'trained on an import' }));
  const { loaded, problem } = reply as { loaded?: string; problem?: string };
  if (loaded !== version) throw new ImportProblem(`${version} is promoted and does not serve. ${problem ?? ''}`.trim());
}

async function agreeToForget(version: string, forgets: Standing['forgets'], terminal: Terminal): Promise<void> {
  const count = forgets.flatMap((head) => head.labels).length;
  const labels = count === 1 ? '1 label' : `${count} labels`;
  const stays = `${version} stays a candidate. Import tickets of the labels that it lacks, or add --forget-labels.`;
  if (terminal.isTerminal) {
    if (await isAgreed(terminal, `Promote ${version}, which forgets ${labels}?`)) return;
    throw new ImportProblem(stays);
  }
  const least = Math.min(...forgets.map(({ measuredOn }) => measuredOn));
  if (least >= fewestMeasured) {
    terminal.say(
      `Nobody can be asked here, so ${version} is promoted. Add --forget-labels to say that it may forget ${labels}.`,
    );
    return;
  }
  throw new ImportProblem(
    `${version} is not promoted: it forgets ${labels}, and only ${least} held-out tickets measured it; ${fewestMeasured} are needed. ${stays}`,
  );
}

/** How a version that was not promoted is, or why it cannot be. */
export function candidateCommand(trained: Trained, { rejected }: Standing, url = defaultDeskUrl): string {
  const { version } = trained.candidate;
  if (rejected !== undefined) return describeRejection(trained, rejected);
  const command = `curl -X POST ${new URL(promotionPath(trained.model, version), url).href}`;
  return `${version} is a candidate and does not serve. Promote it with: ${command}`;
}

function describeRejection({ model, candidate: { version } }: Trained, reasons: string): string {
  return `${version} was rejected and cannot be promoted: ${reasons}. Import or label more tickets, or train once more: POST /v1/training-runs {"model": "${model}", "force": true}.`;
}

function promotionPath(model: string, version: string): string {
  return `/v1/models/${model}/versions/${version}/promote`;
}
