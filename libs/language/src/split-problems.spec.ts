import { describe, expect, it } from '@jest/globals';
import { splitProblems } from './split-problems.js';

describe('splitProblems', () => {
  it.each([
    ['Hello,\n\n1. The printer jams on every page.\n2. Outlook shows no new mail.\n\nThanks a lot for your help!', 2],
    ['The VPN drops every hour. Also, my second monitor stays black.', 2],
    ['Mon imprimante ne répond plus. Par ailleurs, Teams reste blanc au démarrage.', 2],
    ['- Reset my password please\n- order a new mouse pad\n- the badge reader beeps strangely', 3],
    ['The VPN drops every hour. I restarted the laptop.', 1],
    ['The VPN drops every hour.\n\nI already tried another network and another cable.', 1],
    ['Bonjour,\n\nMon VPN se coupe toutes les heures.\n\nMerci beaucoup pour votre aide rapide', 1],
    ['Hello everyone,\n\nThe VPN drops every hour.', 1],
    ['Mon VPN se coupe toutes les heures.\n\nMerci de m’installer Visio aussi', 2],
    ['Will my account be active again? Which desk belongs to my colleague?', 2],
    ['The thermostat reads in Fahrenheit. Where can visitors park their bicycles?', 2],
    ['The dock gets very warm. Is that normal for a dock station?', 1],
    ['My mailbox password expired; I cannot open the archive', 1],
    ['The printer is out of toner, and by the way the kitchen clock stopped', 2],
    ['La fotocopiadora hace ruido. Ya que estamos, falta papel en la sala', 2],
    ['The result list of my search stays blank. What would you suggest?', 1],
    ['', 0],
  ])('%j holds %i', (body, count) => {
    expect(splitProblems(body)).toHaveLength(count);
  });

  it('reads a long list as one text', () => {
    const body = Array.from({ length: 9 }, (_, n) => `- The printer number ${n} jams every page`).join('\n');
    expect(splitProblems(body)).toEqual([body]);
  });

  it.each(['a ', '- a b\n', '1. ', '. ', '\n', 'also ', 'a;  ', 'x?  ', ', by the way '])(
    'is quick on 20,000 characters of %j',
    (piece) => {
      const started = performance.now();
      splitProblems(piece.repeat(20_000).slice(0, 20_000));
      expect(performance.now() - started).toBeLessThan(200);
    },
  );
});
