import { describe, expect, it } from '@jest/globals';
import { detectLanguage } from './detect-language.js';

describe('detectLanguage', () => {
  it.each([
    ['vpn down', 'en'],
    ['printer broken', 'en'],
    ['wifi', 'en'],
    ['password reset pls', 'en'],
    ['the coffee machine insulted me', 'en'],
    ['imprimante hs', 'fr'],
    ['mot de passe', 'fr'],
    ['impossible de me connecter', 'fr'],
    ['Bonjour, mon imprimante ne marche plus depuis ce matin', 'fr'],
    ['Mein Drucker druckt seit heute nicht mehr', 'de'],
    ['La impresora no funciona desde ayer por la mañana', 'es'],
    ['プリンターが動きません', 'ja'],
    ['принтер не работает', 'ru'],
  ])('%s → %s', async (text, language) => {
    expect(await detectLanguage(text)).toBe(language);
  });

  it.each([
    ...['printer jam', 'scanner', 'apple banana orange', 'la impresora no imprime', 'paper stuck tray 2', 'calendar'],
    ...['certificate', 'install visio', 'forgot password', 'virus alert', 'toner low', 'excel macro error', 'cable'],
    ...['laptop slow', 'onedrive sync', 'monitor flicker', 'spam mail', 'headset', 'phone ring'],
  ])('needs evidence for another language than the default: %s', async (text) => {
    expect(await detectLanguage(text)).toBe('en');
  });

  it.each([
    ...['imprimante en panne', 'bourrage papier', 'écran noir', 'souris cassée', 'pas de réseau', 'clavier bloqué'],
    ...['compte verrouillé', 'plus de son', 'mot de passe oublié', 'accès refusé', 'mise à jour', 'ordinateur lent'],
  ])('knows short French: %s', async (text) => {
    expect(await detectLanguage(text)).toBe('fr');
  });

  it('takes a text without evidence for the language that its writer used before', async () => {
    const before = (language: string | undefined) => () => Promise.resolve(language);
    expect(await detectLanguage('scanner', before('fr'))).toBe('fr');
    expect(await detectLanguage('AADSTS50053', before('de'))).toBe('de');
    expect(await detectLanguage('printer jam', before('fr'))).toBe('en');
    expect(await detectLanguage('scanner', before(undefined))).toBe('en');
  });

  it.each(
    [
      '12345',
      'hello',
      'hi',
      'ok',
      'MFA iphone',
      'adobe acrobat',
      'SAP GUI error',
      'no audio jabra',
      'reset pw',
      '???',
    ].concat(['bitlocker', 'jira login', 'usb c dock dell monitor', 'AADSTS50053', 'password', 'OneDrive sync', 'VPN']),
  )('takes what could be anything as the default: %s', async (text) => {
    expect(await detectLanguage(text)).toBe('en');
  });

  it('takes a text in two supported languages as one of them', async () => {
    const text = 'Bonjour team, my printer ne marche plus since this morning';
    expect(['en', 'fr']).toContain(await detectLanguage(text));
  });
});
