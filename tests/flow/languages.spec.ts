import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TicketView, ticketViewSchema } from '@driftdesk/contracts';
import { accessDesk } from '../support/access-desk.js';
import { type PreparedDesk, preparedDesk } from '../support/prepared-desk.js';

describe('tickets in several languages', () => {
  let desk: PreparedDesk;
  beforeAll(async () => void (desk = await preparedDesk({ environment: { LLM_PROVIDER: 'extractive' } })));
  afterAll(() => desk.remove());

  async function submit(body: Record<string, unknown>): Promise<TicketView> {
    const reply = await desk.call('POST', '/v1/tickets', body, { prefer: 'wait=30' });
    expect(reply.status).toBe(200);
    return ticketViewSchema.parse(reply.body);
  }

  function citedLanguages({ answer, passages }: TicketView): string[] {
    const cited = new Set(answer?.citations.map(({ n }) => n));
    return [...new Set(passages.filter((_, index) => cited.has(index + 1)).map(({ language }) => language))];
  }

  it('quotes a French article for a French ticket, with a French lead', async () => {
    const ticket = await submit({
      body: 'Bonjour, mes documents restent bloqués dans la file d’impression et rien ne sort de l’imprimante.',
    });
    expect(ticket).toMatchObject({ status: 'answered', language: 'fr' });
    expect(citedLanguages(ticket)).toEqual(['fr']);
    expect(ticket.answer?.text).toMatch(/^Extrait de la base de connaissances, mot pour mot :\n- /);
  });

  it('quotes an English article for a French ticket when there is no other, and says so in French', async () => {
    const created = await desk.call('POST', '/v1/knowledge/documents', {
      title: 'Zyxel Kestrel 9000 label printer shows error K77',
      language: 'en',
      queue: 'printing',
      body: '## Symptoms\n- The Zyxel Kestrel 9000 label printer shows error K77.\n\n## Steps\n1. Hold the blue button of the Kestrel 9000 for five seconds.\n2. Feed a new roll of labels into the Kestrel 9000.',
    });
    expect(created.status).toBe(201);
    const ticket = await submit({
      subject: 'Imprimante Zyxel Kestrel 9000, erreur K77',
      body: 'Bonjour, mon imprimante Zyxel Kestrel 9000 affiche error K77, elle ne sort plus de labels. Merci',
    });
    expect(ticket).toMatchObject({ status: 'answered', language: 'fr' });
    expect(citedLanguages(ticket)).toEqual(['en']);
    expect(ticket.answer?.text.split('\n').slice(0, 3)).toEqual([
      'Ces extraits sont en anglais, car aucun article n’a été trouvé dans votre langue.',
      'Extrait de la base de connaissances, mot pour mot :',
      expect.stringContaining('Hold the blue button of the Kestrel 9000 for five seconds.'),
    ]);
  });

  it.each([
    ['de', 'Mein VPN bricht alle paar Minuten ab, seit ich heute im Homeoffice arbeite. Was kann ich tun?'],
    ['es', 'Buenos días, la impresora de la segunda planta no imprime nada desde ayer por la mañana.'],
    ['ja', 'プリンターで紙が詰まりました。どうすればいいですか。'],
  ])('quotes nothing but marked English, or hands over: %s', async (language, body) => {
    const ticket = await submit({ body });
    expect(ticket.language).toBe(language);
    if (ticket.status === 'answered') {
      expect(citedLanguages(ticket)).toEqual(['en']);
      expect(ticket.answer?.text).toMatch(
        /^These excerpts are in English, because no article was found in your language\.\n/,
      );
    } else {
      expect(ticket).toMatchObject({ status: 'needs_human', detail: expect.any(String) });
      expect(['out_of_scope', 'no_supporting_passage', 'not_confident', 'language_not_supported']).toContain(
        ticket.reason,
      );
    }
  });

  it.each(['hello', 'MFA iphone', 'adobe acrobat', 'SAP GUI error', '0x80070035', '???'])(
    'takes a text that says too little for the default language: %s',
    async (body) => {
      expect((await submit({ body })).language).toBe('en');
    },
  );

  it('takes a ticket in two languages as one of them, and answers in that one', async () => {
    const ticket = await submit({
      subject: 'VPN drops',
      body: 'Hello, mon VPN se coupe toutes les cinq minutes depuis ce matin. The VPN connection drops every few minutes at home.',
    });
    expect(['en', 'fr']).toContain(ticket.language);
    expect(ticket.status).toBe('answered');
    expect(citedLanguages(ticket)).toEqual([ticket.language]);
  });

  const stuck = 'Mes documents restent bloqués dans la file d’impression et rien ne sort de l’imprimante.';

  it('believes the requester about the language, also when he is wrong', async () => {
    expect(await submit({ body: stuck, language: 'fr' })).toMatchObject({ status: 'answered', language: 'fr' });
    const ticket = await submit({ body: stuck, language: 'de' });
    expect(ticket.language).toBe('de');
    if (ticket.status === 'answered') {
      expect(citedLanguages(ticket)).toEqual(['en']);
      expect(ticket.answer?.text).toMatch(/^These excerpts are in English/);
    } else {
      expect(ticket.status).toBe('needs_human');
    }
  });

  it.each(['english', 'EN', 'e', '', 'fr-FR'])('refuses what is no language code: “%s”', async (language) => {
    const reply = await desk.call('POST', '/v1/tickets', { body: stuck, language });
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body)).toContain('two-letter ISO 639-1 code');
  });
});

describe('a requester who is known', () => {
  it('writes in the language of their own earlier tickets when the text does not tell', async () => {
    const { desk, ada, bob } = await accessDesk();
    try {
      const languageOf = async (body: string, { headers }: typeof ada) => {
        const { body: submitted } = await desk.call('POST', '/v1/tickets', { body }, headers);
        return (await desk.call('GET', `/v1/tickets/${submitted.id}`, undefined, headers)).body.language;
      };
      expect(await languageOf('scanner', ada)).toBe('en');
      for (const body of ['Mon imprimante ne marche plus', 'Je ne peux plus me connecter au VPN']) {
        expect(await languageOf(body, ada)).toBe('fr');
      }
      expect(await languageOf('scanner', ada)).toBe('fr');
      expect(await languageOf('printer jam', ada)).toBe('en');
      expect(await languageOf('scanner', bob)).toBe('en');
    } finally {
      await desk.remove();
    }
  });
});
