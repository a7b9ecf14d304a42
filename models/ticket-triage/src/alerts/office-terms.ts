/** What people of any office write, also in German and Spanish; a list of `…said` terms is evidence by itself. */
export const officeTerms = {
  // Safety
  despairsaid:
    'kill himself, kill herself, kill myself, end his life, end her life, end my life, does not want to live, doesn t want to live, do not want to live, don t want to live, suicid*, ne veut plus vivre, veux plus vivre, envie de mourir, veut en finir, veux en finir, nicht mehr leben, das leben nehmen, will sich umbringen, no quiere vivir, no quiero vivir, quitarse la vida, quitarme la vida',
  gassaid:
    'gas smell, smell of gas, smells of gas, smell gas, smells like gas, gas leak, odeur de gaz, sent le gaz, fuite de gaz, riecht nach gas, gasgeruch, gas ausgetreten, huele a gas, huele mucho a gas, olor a gas, fuga de gas, escape de gas',
  weaponsaid:
    'death threat*, threatened to kill, threatens to kill, menace de mort, menacee de mort, menaces de mort, mit dem tod, morddrohung*, amenaza de muerte, amenazas de muerte, has a knife, with a knife, pulled a knife, avec un couteau, mit einem messer, con un cuchillo, has a gun, with a gun, mit einer waffe, con una pistola',
  threatened: 'threatened, threatens, threatening, menace, menacee, bedroht, droht, amenaza, amenazo',
  violent:
    'hit, beat, smash, punch, stab, hurt, kill, frapper, taper, tuer, schlagen, verprugeln, pegar, matar, bat, metal bar',
  currentsaid:
    'rauch im, rauch aus, qualm, es brennt, brennt es, feuer im, sale humo, hay humo, huele a quemado, riecht verbrannt, hay fuego, stromschlag, descarga electrica, un calambre, calambrazo, exposed wire*, live wire*, live wires, bare wire*, fils denudes, fil denude, fils a nu, cables pelados, blanke kabel, kabel ist blank, funken',
  trapped:
    'is stuck in the lift, stuck in the elevator, stuck in the lift, trapped, locked in, shut in, pinned, crushed, coince*, enferme*, stecken, steckt, eingeschlossen, atrapad*, encerrad*',
  trap: 'lift, elevator, ascenseur, monte charge, aufzug, fahrstuhl, ascensor, montacargas, cold store, cold room, chambre froide, kuhlraum, camara frigorifica, under the, sous l, sous la, sous le, unter dem, debajo',
  tumbled:
    'fell from, fell off, fallen off, fallen from, slipped, tombe de, tombee de, tombe d, tombee dans, sa chute dans, gesturzt, gefallen, hingefallen, se cayo, se ha caido, collapsed, effondre*, zusammengebrochen, desmay*',
  bodily:
    'ladder, stairs, roof, echelle, escalier, escaliers, leiter, treppe, escalera, escaleras, bleeding, injured, ambulance, ambulancia, krankenwagen, saigne, colleague, collegue, kollege, kollegin, companero, companera',
  exit: 'emergency exit*, fire exit*, fire door*, escape route, issue de secours, sortie de secours, notausgang, fluchtweg, fluchttur, salida de emergencia',
  shut: 'blocked, does not open, doesn t open, won t open, locked, jammed, bloque, bloquee, ne s ouvre plus, ne s ouvre pas, condamnee, blockiert, zugestellt, lasst sich nicht, klemmt, verschlossen, bloqueada, no se abre, cerrada',
  ill: 'headache, headaches, dizzy, nausea, nauseous, fainted, mal a la tete, mal de tete, tete qui tourne, nausee, nausees, kopfschmerzen, kopfweh, schwindlig, mir ist schlecht, uns ist schlecht, mir ist ubel, marea, mareada, mareado, mareos, dolor de cabeza',
  many: 'everybody, everyone, several people, all of us, half of us, tout le monde, plusieurs personnes, nous tous, alle, allen, mehrere, todos, varios, gente',
  // Security
  misusesaid:
    'using my password, used my password, uses my password, with my password, utilise mon mot de passe, mit meinem passwort, con mi contrasena, hackeado, hackeada, hackearon, gehackt, gekapert, hack de mon compte, intrusion',
  login:
    'login, logins, logged in, log in, sign in, sign ins, signed in, connexion, connexions, connecte, angemeldet, anmeldung, eingeloggt, inicio de sesion, inicios de sesion, acceso, accesos',
  elsewhere:
    'asleep, never been, from lagos, from nigeria, from russia, from china, from vietnam, from brazil, from indonesia, depuis la russie, depuis la chine, depuis le bresil, dormais, jamais alle, geschlafen, war nicht ich, war ich nicht, nie dort, aus russland, no fui yo, estaba durmiendo, desde rusia',
  secretword:
    'passwort, kennwort, zugangsdaten, anmeldedaten, code, contrasena, clave, credenciales, mis datos, meine daten, pin',
  handedover:
    'eingegeben, eingetippt, gegeben, vorgelesen, verraten, geschickt, genannt, puse, introduje, escribi, meti, le di, lei, mande, envie, facilite',
  trick:
    'phishing*, betrug*, gefalscht*, falsche, falschen, support, microsoft, am telefon, leer, falsa, falso, estafa*, fraudulent*, soporte, por telefono, del banco',
  trojansaid:
    'trojaner, schadsoftware, losegeld, erpressungs*, virus gefunden, virus eingefangen, troyano*, pide un rescate, piden un rescate, menace non supprimee, threat not removed, could not be removed, me ha entrado un virus, tiene un virus, einen virus',
  devices:
    'laptop, notebook, rechner, diensthandy, handy, telefon, tasche, rucksack, usb stick, stick, ausweis, dienstausweis, portatil, ordenador, movil, mochila, tarjeta de acceso, bolso, tableta, telefono, badge, telephone, ordinateur, tablette, portable, drive, tapes, phone',
  losses:
    'gestohlen, geklaut, im zug verloren, im bus verloren, in der bahn verloren, im taxi verloren, unterwegs verloren, liegen lassen, liegengelassen, verschwunden, robado, robada, robaron, han robado, he perdido, perdi, me deje, olvide, desaparecid*, perte de mon, perte de ma, vol de mon, vol de ma, perdu hier, is missing, went missing, are missing',
  notlosses: 'wallpaper, hilo, uberblick, paket, zuruckgesetzt, connection, verbindung, senal, conexion, icon',
  records:
    'nominas, nomina, datos personales, datos de clientes, salarios, gehaltsliste, gehalter, kundendaten, lohnabrechnungen, personalakte*, patientendaten, bewerbungen, candidats, salaires, bulletins de paie, payslips, bank details, customer data, candidate data',
  wentwrong:
    'por error, equivocad*, falschen, versehentlich, aus versehen, par erreur, mauvais destinataire, wrong person, wrong recipient, accidentally, by mistake, offen im, im internet, im netz, en internet, sur internet, public, publicly, konkurrenz',
  // Law
  lawsaid:
    'lawsuit, a suit against, klageschrift, klage gegen, klage vom, mahnbescheid, demanda judicial, demanda contra, assignation en justice, employment tribunal, industrial tribunal, labour court, prud hommes, arbeitsgericht, court proceedings, take you to court, see you in court, taking legal action, take legal action, mise en demeure, met en demeure, mettent en demeure, wage garnishment, garnishment, acoso laboral, acoso sexual, sexuelle belastigung, sexueller belastigung, sexually harass*, sexual harassment, harcelement moral, harcelement sexuel, right to erasure, right of access, subject access request, droit a l effacement, droit d acces, suppression de mes donnees, effacement de mes donnees, personal data you hold, stored about me, you hold about me, auskunft nach, loschung meiner daten, uber mich gespeichert, borrar mis datos, borren mis datos, datos mios, supresion de mis datos, conteste mon licenciement, saisir la justice, saisir le juge',
  regulator:
    'data protection authority, privacy authority, labour inspector*, cnil, autorite de protection, inspection du travail, datenschutzbehorde, landesdatenschutzbehorde, aufsichtsbehorde, gewerbeaufsicht, staatsanwaltschaft, agencia de proteccion de datos, inspeccion de trabajo',
  wrote:
    'letter, wrote, written, opened, inquiry, inquiries, asks, request*, visit, courrier, ecrit, enquete, demande*, controle, angeschrieben, brief, schreiben, anfrage, prufung, carta, escrito, pide, requiere, inspeccion',
  // People
  ring: 'call me, call me back, phone me, ring me, ring me back, me rappeler, m appeler, rappeler, me telephoner, zuruckrufen, zuruck rufen, mich anrufen, anrufen, ruckruf, me llame, me llamen, llamarme, llameme, llamenme, devuelvan la llamada, devuelva la llamada, phone call with',
  asked:
    'somebody, someone, could you, can you, person, human, jemand, bitte, quelqu un, pourriez vous, pouvez vous, alguien, por favor, persona, puede, pueden',
  personsaid:
    'einem menschen, echten menschen, echter mensch, echte person, echten mitarbeiter, keinen bot, kein bot, kein roboter, persona real, persona de verdad, con una persona, ser humano, de carne y hueso, viva voz, no robot please, no bot please, a human please, anyone with a pulse, anybody with a pulse, de vive voix, tete a tete, vraie personne, une personne en chair, quelqu un derriere, personlich sprechen, auto reply please, not another auto reply',
  // Nobody is in need, and nothing was lost
  calm: 'drill, exercice, ubung, simulacro, poster*, affiche*, plakat*, template, typo, training, e learning, formation, schulung, curso, questionnaire, survey, encuesta, guide, sign, do you have, in general',
} as const;
