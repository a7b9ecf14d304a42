import { describe, expect, it } from '@jest/globals';
import { automaticSignal } from './automatic.js';
import { readMail } from './read-mail.js';

const body = (text: string, more = {}) => readMail({ channel: 'email', body: text, ...more }).body;
const old = '> The VPN drops.\n> Please help.';

describe('the new words of a mail', () => {
  it.each([
    [
      'Gmail',
      `My printer jams.\n\nOn Mon, Nov 30, 2026 at 9:01 AM Ada <ada@x.org> wrote:\n\n${old}`,
      'My printer jams.',
    ],
    [
      'Gmail, wrapped',
      `Printer jams.\n\nOn Mon, Nov 30, 2026 at 9:01 AM Ada Lovelace <\nada@x.org> wrote:\n${old}`,
      'Printer jams.',
    ],
    [
      'Gmail, French',
      `Mon imprimante bloque.\n\nLe lun. 30 nov. 2026 à 09:01, Ada <ada@x.org> a écrit :\n\n${old}`,
      'Mon imprimante bloque.',
    ],
    [
      'Apple Mail',
      `Thanks, now Wi-Fi is down.\n\nOn 30 Nov 2026, at 09:01, Ada <ada@x.org> wrote:\n\nThe VPN drops.`,
      'Thanks, now Wi-Fi is down.',
    ],
    [
      'Outlook',
      'Badge lost.\n\nFrom: Ada <ada@x.org>\nSent: Monday\nTo: Desk\nSubject: VPN\n\nThe VPN drops.',
      'Badge lost.',
    ],
    [
      'Outlook, French',
      'Badge perdu.\n\n________________________________\nDe : Ada\nEnvoyé : lundi\nÀ : Desk\nObjet : VPN\n\nLe VPN coupe.',
      'Badge perdu.',
    ],
    ['old Outlook', 'Badge lost.\n\n-----Original Message-----\nFrom: Ada\nThe VPN drops.', 'Badge lost.'],
    ['old Outlook, French', "Badge perdu.\n\n-----Message d'origine-----\nDe : Ada\nLe VPN coupe.", 'Badge perdu.'],
    [
      'Thunderbird, bottom post',
      `On 30/11/2026 09:01, Ada wrote:\n${old}\n\nIt works again, but mail is slow.`,
      'It works again, but mail is slow.',
    ],
    [
      'inline',
      'On 30/11/2026 09:01, Ada wrote:\n> Which floor?\nThe third.\n> Which colour?\nRed.',
      'The third.\nRed.',
    ],
    ['signature', 'No sound.\n-- \nAda\nAcme Ltd', 'No sound.'],
    [
      'a smell outside',
      'Caution: smell of gas outside the lab.\nSend somebody.',
      'Caution: smell of gas outside the lab.\nSend somebody.',
    ],
    ['a disk outside', 'Warning: external disk fails\nplease help', 'Warning: external disk fails\nplease help'],
    ['contact block', 'No sound.\n\nAda King\nHead of Sales\nT: +44 20 7946 0018\nwww.acme.org', 'No sound.'],
    ['contact line', 'No sound.\n\nAda King\nSales | Tel. +44 20 7946 0018', 'No sound.'],
    ['a number in the text', 'No sound.\n\nCall me at +44 20 7946 0018.', 'No sound.\n\nCall me at +44 20 7946 0018.'],
    [
      'lines that are shown',
      'The log says:\n> disk full\n> stopped\nWhy?',
      'The log says:\n> disk full\n> stopped\nWhy?',
    ],
    ['answers announced', 'Answers inline:\n> Which floor?\nThe third.', 'Answers inline:\nThe third.'],
    ['iPhone', 'No sound.\n\nSent from my iPhone', 'No sound.'],
    ['iPhone, French', 'Pas de son.\n\nEnvoyé de mon iPhone', 'Pas de son.'],
    [
      'disclaimer',
      'No sound.\n\nThis email and its attachments are confidential and meant for one person.',
      'No sound.',
    ],
    ['signature above a chain', `No sound.\n-- \nAda\n\nOn 30/11/2026 09:01, Bob wrote:\n${old}`, 'No sound.'],
    ['German', `Seite 2 fehlt.\n\nAm 10.11.26 um 14:22 schrieb IT Hotline:\n${old}`, 'Seite 2 fehlt.'],
    ['told in German', 'Am 10.11. schrieb ich:\nSeite 2 fehlt.', 'Am 10.11. schrieb ich:\nSeite 2 fehlt.'],
    [
      'Outlook, German',
      'Seite 2 fehlt.\n\nVon: Ada\nGesendet: Montag\nAn: Desk\nBetreff: VPN\n\nDas VPN fällt aus.',
      'Seite 2 fehlt.',
    ],
    ['Spanish', `Falta todo.\n\nEl lun, 9 nov 2026 a las 12:17, Ada (<a@x.org>) escribió:\n${old}`, 'Falta todo.'],
    [
      'Outlook, Spanish',
      'Falta todo.\n\nDe: Ada\nEnviado el: lunes\nPara: Desk\nAsunto: VPN\n\nLa VPN se corta.',
      'Falta todo.',
    ],
    ['banner', 'CAUTION: This email originated from outside of the organization.\n\nNo sound.', 'No sound.'],
    ['a chain alone stays', old, old],
    [
      'words that look like a header',
      'On Monday he wrote: no.\nFrom: here it fails.',
      'On Monday he wrote: no.\nFrom: here it fails.',
    ],
  ])('%s', (_, text, expected) => {
    expect(body(text)).toBe(expected);
  });

  it.each(['---------- Forwarded message ---------', 'Début du message transféré :'])(
    'what is forwarded stays: %s',
    (mark) => {
      const text = `See below.\n\n${mark}\nFrom: Ada\nDate: Monday\nSubject: VPN\nTo: Bob\n\nThe VPN drops.`;
      expect(body(text)).toBe(text);
    },
  );

  it('lines with > stay where nothing says that the text is mail', () => {
    expect(readMail({ channel: 'api', body: 'I ran\n> npm start' }).body).toBe('I ran\n> npm start');
  });

  it('HTML is read, and its chain left out', () => {
    const html = `<style>p{}</style><p>Printer &amp; scanner jam</p><div>On Mon, Nov 30, 2026 Ada &lt;a@x.org&gt; wrote:<br><blockquote>The VPN drops.</blockquote></div>`;
    const read = readMail({ channel: 'email', contentType: 'text/html', body: html });
    expect(read.body).toBe('Printer & scanner jam');
    expect(read.omitted).toMatchObject([{ kind: 'quoted' }, { kind: 'html', length: html.length }]);
  });

  it('subjects are decoded, stand for a missing body, and long text is cut with a mark', () => {
    expect(readMail({ channel: 'email', subject: '=?UTF-8?B?w4ljcmFuIG5vaXI=?=' }).body).toBe('Écran noir');
    expect(readMail({ channel: 'email', subject: '=?UTF-8?Q?a=00b?=', body: 'x' }).subject).toBe('ab');
    const { body: text, omitted } = readMail({ channel: 'api', body: 'é'.repeat(30_000) });
    expect(text).toMatch(/^é{19950} \[… 10050 more characters were cut\]$/);
    expect(omitted).toMatchObject([{ kind: 'cut', length: 10_050 }]);
  });
});

it('looks at the first 200,000 characters of a text, and says what it did not look at', () => {
  const chain = `On 30/11/2026 09:01, Ada wrote:\n${'> The VPN drops.\n'.repeat(30_000)}`;
  const read = readMail({ channel: 'email', body: `Now it is the printer.\n\n${chain}` });
  expect(read.body).toBe('Now it is the printer.');
  expect(read.omitted).toMatchObject([{ kind: 'quoted' }, { kind: 'cut' }]);
  expect(read.omitted[1]?.length).toBe('Now it is the printer.\n\n'.length + chain.trim().length - 200_000);
  expect(body(`${'\n'.repeat(500_000)}No sound.`)).toBe('No sound.');
  const html = body('<p>a</p>'.repeat(125_000), { contentType: 'text/html' });
  expect(html).toMatch(/^a\n\na[^]* \[… \d+ more characters were cut\]$/);
});

describe('automatic mail', () => {
  it.each([
    [{ 'Auto-Submitted': 'auto-replied' }, 'auto-submitted'],
    [{ 'Auto-Submitted': 'no' }, undefined],
    [{ 'X-Auto-Response-Suppress': 'DR, OOF' }, undefined],
    [{ PRECEDENCE: 'auto_reply' }, 'precedence'],
    [{ Precedence: 'bulk' }, undefined],
    [{ 'List-Id': '<a.x.org>' }, undefined],
    [{ 'Content-Type': 'multipart/report; report-type=delivery-status' }, 'content-type'],
    [{ 'Return-Path': '<>' }, 'return-path'],
    [{ 'Return-Path': '<ada@x.org>', constructor: 'x' }, undefined],
  ])('%j', (headers, signal) => {
    expect(automaticSignal(headers as Record<string, string>, 'Out of office')).toBe(signal);
  });

  it('a subject counts where no headers came', () => {
    expect(automaticSignal(undefined, 'Réponse automatique : absente')).toBe('subject');
    expect(automaticSignal(undefined, 'My out of office message is wrong')).toBeUndefined();
    expect(automaticSignal(undefined, 'Undeliverable mail since this morning')).toBeUndefined();
  });
});

describe('the worst text of a megabyte', () => {
  const units = ['>', '>\n', 'On 1 x\n', 'From: x\nTo: y\n', '-- \nx\n', '\n', '> a\nb\n'];
  const html = ['<div>', '<blockquote>a<br>', '<!--', '<', '&amp', '<p>a</p>', '<b>a', '<a b=c ', '</p>', '<p><b><i>'];
  it.each([...units.map((unit) => [unit, 'text/plain'] as const), ...html.map((unit) => [unit, 'text/html'] as const)])(
    '%j as %s costs less than 200 ms',
    (unit, contentType) => {
      const text = unit.repeat(1_000_000 / unit.length);
      const costs = [1, 2, 3].map(() => {
        const before = process.cpuUsage();
        body(text, { contentType });
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      });
      expect(Math.min(...costs)).toBeLessThan(200);
    },
  );
});
