import { describe, expect, it } from '@jest/globals';
import { splitSentences } from './sentences.js';

describe('splitSentences', () => {
  it.each<[string, string[]]>([
    ['two plain sentences', ['Restart the laptop.', 'Then sign in.']],
    ['question and exclamation marks', ['Does it ring?', 'Great!', 'Hang up.']],
    ['"e.g." before a name', ['Use a browser, e.g. Firefox or Edge.', 'Sign in.']],
    ['"i.e." and "vs."', ['Use the guest network, i.e. WIFI-GUEST vs. Wi-Fi at home.']],
    ['"etc." inside a sentence', ['Unplug mice, docks, etc. before you start.']],
    ['"etc." at the end of a sentence', ['Unplug mice, docks, etc.', 'Restart the laptop.']],
    ['"No." before a number', ['Take form No. 5 to the desk.']],
    ['decimal numbers', ['Choose Wi-Fi 2.4 GHz.', 'Or choose 5 GHz.']],
    ['addresses', ['Ping 192.168.1.1 first.', 'Then open https://intranet.example.com/help.', 'Sign in.']],
    ['file names', ['Delete settings.json and run setup.exe.', 'Then install .NET 8.']],
    ['versions', ['Install version 10.15.7.', 'The code is 5.2.2.']],
    ['menu paths', ['Open Settings → Network → Wi-Fi.', 'Choose your network.']],
    ['a drive letter at the end', ['Map drive S.', 'Then open it.']],
    ['a number at the end', ['Press F12.', 'Wait 30.', 'Press it again.']],
    ['a quoted question inside a sentence', ['Choose “Can’t access your account?” and wait.']],
    ['a closing quotation mark', ['It says “Connecting.”', 'Wait.']],
    ['an ellipsis inside a sentence', ['Wait... until it ends.']],
    ['French spacing', ['Le VPN marche-t-il ?', 'Redémarrez le poste !', 'Patientez.']],
    ['French abbreviations', ['Utilisez un navigateur, p. ex. Firefox, ou M. Dupont.', 'Étape suivante.']],
    ['a French question inside a sentence', ['Choisissez Vous ne pouvez pas accéder à votre compte ? et attendez.']],
    ['no final stop', ['Restart it.', 'Then wait']],
    ['full-width stops', ['再起動してください。', 'ログインします。']],
  ])('%s', (_case, sentences) => {
    const joined = /[。]/u.test(sentences[0] ?? '') ? sentences.join('') : sentences.join(' ');
    expect(splitSentences(joined)).toEqual(sentences);
  });

  it('returns nothing for blank text', () => {
    expect(splitSentences(' \t ')).toEqual([]);
  });
});
