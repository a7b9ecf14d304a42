import type { ExportVerification } from './verify-export.js';

/** What was found, for a terminal. */
export function describeVerification(verification: ExportVerification): string {
  const { entries, checkpoints, problems, keys, ownKey, witnesses } = verification;
  const ids = keys.map(({ keyId }) => keyId).join(', ');
  const key = ownKey
    ? `Checked with the key that the export itself names, ${ids}: compare it with the desk’s, or give that with --public-key.`
    : `Checked with key ${ids}.`;
  const log =
    witnesses === 0
      ? 'No log was given (--log): a tail that was cut off before the export was made cannot show.'
      : `The log names ${witnesses} checkpoints.`;
  const verdict =
    problems.length === 0
      ? `Whole: ${entries} entries, ${checkpoints} checkpoints.`
      : ['BROKEN:', ...problems.map(({ sentence }) => `- ${sentence}`)].join('\n');
  return [verdict, key, log].join('\n');
}
