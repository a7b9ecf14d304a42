import { ProviderError } from '../provider.js';
import { cannotAnswer } from './prompt.js';

/**
 * Between a stream and who watches it: passes on whole words, so that half a word is neither shown nor misread; shows
 * nothing of a refusal; and stops an answer that repeats the API key, which a server knows from the request.
 */
export function watchText(
  onText: (text: string) => void,
  secret: string | undefined,
  title: string,
): (text: string) => void {
  let shown = '';
  return (text) => {
    if (secret !== undefined && text.includes(secret)) {
      throw new ProviderError(`${title} repeated the API key in its answer.`, { faulty: true });
    }
    // Neither a key nor the refusal holds anything but printable ASCII, so neither is passed on in part.
    const whole = text.replace(/(?<![!-~])[!-~]+$/, '').trimEnd();
    if (whole === shown || whole.includes(cannotAnswer)) return;
    shown = whole;
    onText(whole);
  };
}
