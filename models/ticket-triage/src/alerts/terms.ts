import { officeTerms } from './office-terms.js';
import { safetyTerms } from './safety-terms.js';

/** What rules look for, mostly English and French. */
export const terms = {
  ...safetyTerms,
  ...officeTerms,
  // Takes evidence back: somebody asks in advance, learns, or reports without having done it.
  hypothetical:
    'how do i, how to, how can i, how do we, in case, if i, if my, if a, if someone, when i clicked, what should i do when, what do i have to do if, gets stolen, get stolen, gets lost, training, course, guide, handbook, policy, awareness, comment signaler, comment activer, comment reconnaitre, comment eviter, en cas de, que faire si, que dois je faire si, que faire quand, formation, politique, sensibilisation',
  harmless:
    'did not click*, didn t click*, not click*, without click*, without open*, did not open, didn t open, did not enter, never clicked, n ai pas clique, pas clique, sans cliquer, n ai rien ouvert, n ai pas ouvert, deleted it',
  // Passwords
  secret:
    'password*, passcode, passwort, credential*, login details, my login, my details, our details, my pin, my code*, the code, username, user name, company account, mot de passe, mots de passe, identifiants, mes codes, mon code, codes d acces, digit code, authenticator code, office login, microsoft login, the pin, date of birth, son mot de passe, le code',
  gave: 'typed, typed in, entered, gave, given, told, filled in, filled out, submitted, sent, shared, replied, answered, pasted, disclosed, put in, put my, logged in, signed in, saisi, saisie, entre, donne, donnes, envoye, tape, communique, transmis, repondu, rempli, connecte, dicte, put her, put his, read out',
  published: 'posted, sent, shared, published, pasted, mailed, emailed, envoye, publie, partage, poste, colle, affiche',
  lure: 'fake, phish*, scam*, fraud*, spoof*, looked like, look like, turns out, turned out, weird, strange, odd, suspicious, dodgy, vanished, parcel, delivery, hamecon*, arnaque*, faux, fausse, ressemblait, suspect*, douteu*, bizarre, etrange, colis, livraison, escroc*, not real, not ours, not our, never asked, unknown, inconnu*, louche, google form, wrong domain',
  caller:
    'called, rang, phoned, on the phone, caller, call from, a appele, m a appele, appele, au telephone, se faisait passer, pretended, telephone, a caller, support call, soi disant, supposed, so called',
  clicked:
    'clicked, clicked on, opened, tapped, followed, downloaded, enabled, ran, clique, ouvert, telecharge, execute, active',
  bait: 'phish*, scam*, suspicious, dodgy, fake, malicious, fraud*, hamecon*, suspect*, frauduleu*, douteu*, malveillant*, arnaque*',
  fell: 'fell for, fallen for, fall for, been phished, got phished, was phished, been scammed, got scammed, tricked by, taken in by, fait avoir, fait pieger, me suis fait pieger, ete victime, victime d, tombe dans',
  remote:
    'anydesk, teamviewer, remote access, remote control, my screen, my computer, my pc, my laptop, quick assist, la main, mon poste, mon ecran, controle a distance',
  stranger: 'stranger, scam*, from the bank, unknown, fake, fraud*, inconnu*, arnaque*, escroc*, faux, microsoft',
  approved: 'approved, accepted, confirmed, pressed approve, allowed, valide, accepte, approuve, confirme',
  signin:
    'sign in, sign ins, signin*, login*, log in, logged in, logged on, connexion*, session*, prompt, push, mfa request, notification, mfa, authentification, sign on',
  notme:
    'not me, wasn t me, was not me, isn t me, not mine, didn t start, did not start, never started, pas moi, n etait pas moi, n etais pas moi, had not logged in, hadn t logged in, without thinking, not logged in anywhere, did not request, didn t request, pas demandee, pas faite, n avais pas fait*, rien demande',
  mistake:
    'by mistake, mistakenly, accidentally, by accident, accident, wrong person, wrong recipient*, wrong address, wrong customer, wrong client, team channel, to everyone, whole team, par erreur, par accident, mauvaise personne, mauvais destinataire, toute l equipe, a tout le monde',
  macros: 'macro, macros',
  // Accounts
  account: 'account, accounts, mailbox, profile, compte, comptes, boite mail, messagerie, boite aux lettres',
  hacked:
    'hacked, compromised, taken over, hijacked, broken into, pirate, piratee, pirates, compromis, usurpe, detourne, hack, hacker, hackers, semble compromise, misused',
  mails: 'email*, mail, mails, messages, courriel*, mailing*',
  unsent:
    'i never sent, i did not send, i didn t send, i haven t sent, i have not sent, i never wrote, i did not write, i didn t write, in my name, je n ai jamais envoye*, je n ai pas envoye*, je n ai pas ecrit*, a mon nom, en mon nom',
  receive: 'receive*, get, getting, got, from me, going out, sent, recoi*, recu*, partent, envoye*, part',
  somebodyelse: 'somebody else, someone else, a stranger, quelqu un d autre, un inconnu, une autre personne, hacker*',
  tookover:
    'someone changed, somebody changed, someone has changed, somebody has changed, someone reset, quelqu un a change, quelqu un a modifie, a ete change sans, was changed without',
  rule: 'rule, forward*, regle, transfert, redirection',
  uncreated:
    'did not create, didn t create, didn t set, did not set, never created, never set, pas cree*, jamais cree*, didn t make it, did not make, i didn t make, n ai pas cree',
  // Malware
  ransom: 'ransom*, bitcoin*, cryptolocker, rancon*',
  held: 'file, files, document*, note, screen, encrypted, asking, pay, drive, server, demand*, fichier*, chiffre*, reclame, poste, ecran, ordinateur*',
  virus:
    'virus, viruses, trojan*, malware, spyware, worm, keylogger, cheval de troie, logiciel malveillant, maliciel*, emotet, cryptominer, rootkit, ransomware',
  caught:
    'have a, got a, is a, there s a, there is, on my, on the, found, detected, caught, infected, quarantine*, sur mon, sur le, sur ma, infecte*, detecte*, trouve*, attrape, je pense, i think, reports, on three, on two, on several, sur deux, sur trois, sur plusieurs, signale',
  scanner: 'scanner, scan, update, updated, definition*, license, licence, mise a jour, mis a jour',
  infected: 'infected, infecte, infectee, infectes, verseucht',
  computer:
    'computer, pc, pcs, laptop*, machine, notebook*, workstation, macbook, server, ordinateur*, portable*, poste, postes, serveur',
  pointer: 'mouse, cursor, pointer, souris, curseur, pointeur',
  itself: 'by itself, on its own, by themselves, alone, toute seule, tout seul, toutes seules',
  uncanny:
    'virus, window, windows, hacked, typing, types, opens, someone, somebody, pirate*, fenetre*, s ouvre*, quelqu un',
  stick: 'usb, usb stick, stick, thumb drive, flash drive, cle usb',
  found: 'found, trouve, trouvee, picked up, ramasse*',
  spooky:
    'car park, parking, flashing, window, antivirus, virus, trojan, popup*, defender, plugged, branche, street, rue',
  // Devices
  device:
    'laptop, laptops, notebook, notebooks, computer, pc, pcs, macbook, phone, iphone, mobile, smartphone, tablet, ipad, badge, security key, token, bag, backpack, handbag, briefcase, hard drive, surface, ordinateur, ordinateurs, portable, portables, telephone, smartphones, tablette, cle de securite, sac, sacoche, disque dur, mallette, usb drive, usb key, memory stick, rucksack, cle usb',
  stolen:
    'stolen, stole, robbed, nicked, snatched, grabbed, took my, was taken, pinched, burglar*, break in, vole, volee, voles, volees, derobe, derobee, cambriol*, arrache, pique mon, broke into, voler, force ma voiture, force la voiture, fait voler',
  lost: 'lost my, lost our, lost the, lost a, i lost, ve lost, have lost, are lost, is lost, got lost, mislaid, misplaced, perdu mon, perdu ma, perdu le, perdu la, perdu notre, perdu un, egare, can t find my, cannot find my, can not find my',
  notdevice:
    'number, settings, data, contacts, bag is, mouse pad, connection, charger, cable, sacoche, reglages, icon, app, list, icone, liste, outlook, intune, model, update, image, password',
  left: 'left, forgot, forgotten, oublie, laisse',
  outside:
    'taxi, cab, train, bus, plane, tram, metro, subway, uber, airport, restaurant, pub, bar, station, avion, gare, aeroport, tgv, rer, ferry, boat, beach, cafeteria, trainstation, tramway, avion, parking, hotel',
  burglary: 'break in, broke in, burglar*, burgled, cambriol*',
  gone: 'gone, missing, disappeared, vanished, disparu*, introuvable, impossible de le retrouver',
  // Data
  personal:
    'salary list, salaries, payroll, personal data, personnel file*, customer list, client list, customer data, client data, data of clients, data of customers, contracts, confidential, medical, liste des salaires, salaires, donnees personnelles, donnees de clients, confidentiel*, liste des clients, fichier clients, contrats, donnees medicales, passport*, job applications, candidatures, bonus, primes, passeport*',
  sent: 'sent, mailed, emailed, forwarded, shared, uploaded, gave, envoye*, partage*, transmis*, transfere*, publie*',
  open: 'publicly, public, visible, anybody, anyone, on the internet, online, tout le monde, en ligne, sur internet, accessible a tous, accessibles',
  copy: 'in cc, bcc, in copy, copie cachee, copie visible, en copie, cci',
  recipients: 'recipients, addresses, each other, destinataires, adresses',
  instead: 'instead, by mistake, mistake, accident*, au lieu, visible*, erreur, see each',
  folder: 'folder, file, files, dossier, fichier, fichiers, document*',
  outsiders: 'outside, externally, external, everyone, public, exterieur, externe, externes, l exterieur',
  leak: 'data leak, data breach, leak of data, fuite de donnees, violation de donnees',
  happened: 'we have, there is, happened, had, report, discovered, noticed, il y a, nous avons, signaler, constate',
  // Payments
  boss: 'ceo, cfo, boss, director, managing director, president, chairman, pdg, directeur, directrice, patron, daf, dg, president de',
  money:
    'gift card*, transfer, wire, bank transfer, payment, payment request, vouchers, virement*, paiement*, carte cadeau, cartes cadeaux, apple card*, itunes card*, google play card*, steam card*',
  fishy:
    'urgent*, urgence, secret, confidentiel*, confidential, discret*, real, legit*, strange, odd, weird, suspicious, not ours, never wrote, bizarre, etrange, suspect*, arnaque, without telling, telling anyone, sans en parler, ne pas en parler',
  bankaccount: 'bank account, bank details, iban, account number, rib, coordonnees bancaires, compte bancaire',
  changed: 'changed, change, new, different, other, nouveau, nouvelle, change, modifie*, autre',
  doubtful:
    'odd, weird, strange, suspicious, fraud*, scam*, fake, is that real, is this real, arnaque*, soupconne*, suspect*, bizarre, etrange, fraude*, escroquerie, louche, genuine, is it true, est ce vrai, legit',
  paid: 'paid, payed, transferred, wired, paye, payee, vire, regle, effectue',
  swindle:
    'fake invoice*, false invoice*, fausse facture*, fausses factures, scam*, fraud*, never wrote, never sent, never asked, arnaque*, escroc*, escroquerie, fraude*, faux, not from him, not from her, was not from, faux mail, faux email, faux courriel',
  // Law
  court:
    'subpoena*, court order, search warrant, lawsuit, litigation, being sued, sued, sue us, legal hold, requisition judiciaire, requisition, assignation, mandat, commission rogatoire, poursuites judiciaires',
  concerns:
    'receive*, we, mailbox, mails, email*, data, keep, kept, lawyer, against, letter, got, recu, nous, boite, conserver, avocat, juge, serve*',
  privacylaw: 'gdpr, rgpd, article 15, article 17, dsgvo, data protection authority, cnil, data protection act',
  claim:
    'request, requests, requested, asks, ask, asked, demand*, delete, erase, all the data, hold about, letter, complaint, authority, days, droit, droits, exerce, efface*, courrier, plainte, lettre, jours',
  theirdata: 'personal data, their data, his data, her data, donnees personnelles, ses donnees, leurs donnees',
  erase:
    'delete*, erase*, right to, access to, copy of, efface*, suppression, supprim*, acces a, copie de, erased, supprimer, tout supprimer, forget',
  party:
    'somebody, someone, customer, client, person, applicant, ex employee, former employee, une personne, un client, un candidat, ancien salarie, demands, exige, applicant, candidate, candidat, candidate, candidats',
  datasubject: 'data subject, data subjects, personne concernee',
  access: 'request*, access, demande*, acces',
  abuse:
    'harass*, bullied, bullying, mobbing, sexual, sexually, discriminat*, racist, racism, sexist, harcel*, discrimin*, raciste*, sexiste*, sexuel*, touching me, touches me, calls me names, insults me, because of my religion, because of my origin, because of my skin, because i am a woman, because i m a woman, attouchement*, m insulte, humili*, threatens me, menace',
  victim:
    'me, i, my, report, complaint, complain, manager, boss, colleague, chef, je, moi, mon, ma, signaler, plainte, collegue, subis, victime, patron',
  authority:
    'police, prosecutor, court, judge, detective, customs officer, gendarm*, procureur, tribunal, juge, huissier, parquet, public prosecutor, tax office, public authority, inspection du travail',
  wants:
    'want*, demand*, ask*, access, here, letter, request*, seize*, veut, veulent, exige*, demande*, saisir, reclame*',
  evidence:
    'laptop*, mailbox*, data, mails, email*, employee*, computer*, phone*, logs, ordinateur*, boite*, donnees, salarie*, acces, messagerie, log files, log, journaux, dossiers, files, records',
  // People
  human:
    'human, human being, real person, live person, actual person, living person, real human, vraie personne, humain, humaine, vrai humain, etre humain, personne reelle, actual employee, real employee, vrai interlocuteur, un interlocuteur',
  wish: 'let, want, talk, speak, call, get, need, give, please, can, rather, je veux, veux, parler, rappeler, appeler, souhaite, voudrais, passez, merci, svp, could, would like, s il vous plait, plait',
  nothuman: 'human resources, ressources humaines, human error',
  nobot:
    'no bot, no bots, no robot, no robots, not a bot, not a robot, stop with the robot, pas de robot, pas de bot, pas de robots, no automated, no automatic, automated answer*, automated repl*, automated response*, instead of sending articles, instead of articles, robot repl*, sans robot, with a machine, to a machine, avec une machine, avec un robot, with a bot, to a bot, with a robot',
  insist:
    'want, please, again, not, stop, someone, somebody, person, human, agent, phone, call, real, svp, veux, quelqu un, humain, personne, writing, talking, number, not, n ecris pas, parler, discute',
  nomore:
    'plus de reponse automatique, plus de reponses automatiques, marre des reponses automatiques, assez des reponses automatiques, pas de reponse automatique, pas de reponses automatiques',
  callme:
    'call me, phone me, ring me, call me back, give me a call, m appeler, me rappeler, rappelez moi, appelez moi, me telephoner',
  politely:
    'somebody, someone, please, let, quelqu un, merci, pouvez vous, peut il, pourriez vous, une personne, vraie',
  cannot:
    'cannot, can t, nobody, unable, no one, when people, customers, ne peut pas, ne peuvent, n arrive*, personne ne, plus m appeler',
  talkto:
    'talk to, speak to, speak with, talk with, parler a, parler avec, discuter avec, echanger avec, parler au, parler directement a',
  anybody:
    'person, someone, somebody, agent, technician, human, quelqu un, une personne, un technicien, un conseiller, un agent, technicien, conseiller',
  broken: 'microphone, micro, headset, casque, teams, hear, voice, entend, son',
  connectme:
    'give me an agent, get me someone, get me somebody, get me a person, get me an agent, put me through, passez moi un, passez moi quelqu un, mettez moi en relation, mettez moi en contact',
  signedin: 'logged in, signed in, entered, typed, put in my, me suis connecte, connecte, saisi, rempli, filled in',
  unmasked:
    'not real, wasn t real, was not real, not ours, wasn t ours, n etait pas la notre, n est pas la notre, domain was, now i see, turned out, turns out, looked fake, was fake, faux site, fausse page, fausse',
  remotetool: 'anydesk, teamviewer, remote tool, remote access, quick assist, prendre la main, prise en main',
  pretender:
    'supposed, so called, pretended, soi disant, pretendu, stranger, inconnu, scammer, arnaqueur, not from us, unknown',
  using:
    'somebody is using, someone is using, someone uses, somebody uses, quelqu un utilise, someone else uses, quelqu un se sert',
  weirdmail:
    'spam, strange mail*, strange email*, weird mail*, weird email*, odd mail*, mails etranges, mails bizarres, messages etranges, pourriel*',
  frommine:
    'from my address, from my account, my work mail, from me, my mailbox send*, my account send*, depuis mon adresse, depuis mon compte, de mon adresse, de ma boite',
  emitted:
    'send, sends, sending, sent, get, call me, receive*, envoye*, envoie, m appellent, recoivent, from my address, from my account',
  inboxrule: 'inbox rule, mail rule, outlook rule, forwarding rule, regle de messagerie, regle de boite, une regle',
  allfiles:
    'all documents, all files, all my files, all the files, all our files, my files all, tous les documents, tous mes fichiers, tous les fichiers, tous mes documents',
  mangled:
    'are called, strange ending*, new ending, extension, end in, renamed, readme, se terminent, crypt, locked, encrypted, finissent, chiffres, illisibles',
  scarepage: 'call this number, call a number, call the number, appeler un numero, appeler ce numero',
  locked: 'locked, blocked, virus, infected, bloque*, verrouille*, infecte*',
  crack: 'crack, keygen, cracked, pirated, crackee, version piratee',
  aftermath: 'defender, antivirus, switched off, mines, popups, pop ups, since, depuis, slow, lent',
  goneaway:
    'has disappeared, a disparu, is gone, are gone, was gone, n y est plus, n y sont plus, fell out, have disappeared, ont disparu',
  rivals: 'competitor, competitors, concurrent, concurrents, the press, a journalist, la presse',
  wentout: 'went to, sent, went, forwarded, mailed, partie, parti, envoye*, emailed',
  nologin:
    'without login, without a login, without logging in, without password, without a password, public link, sans mot de passe, sans connexion, sans authentification, lien public',
  store: 'sharepoint, folder, share, onedrive, file, files, site, dossier, fichier, fichiers, partage, scans',
  reachable: 'open*, accessible*, visible*, on a, reach*, read, ouvert*, consultable*',
  attached: 'attached, joint, attache, pasted',
  crowd: 'whole company, everyone, everybody s, all staff, toute la societe, tout le monde, a tous, entire company',
  current: 'electricity, tingle*, sens du courant, du courant, picotement*, fourmillement*, zap',
  touch: 'touch, touching, touched, touche, en touchant',
  stored:
    'stored about, have about, know about, hold on, have stored, avons sur, savons sur, stocke sur, information about',
  lawyer: 'attorney, lawyer, lawyers, solicitor, avocat, avocate, avocats, dispute, litige, proces, litigation',
  keepall:
    'nothing may be deleted, not delete, may not be deleted, must be kept, must not be deleted, rien effacer, rien supprimer, conserver, keep all, preserve, nothing is deleted',
  reachsomebody:
    'reach somebody, reach someone, reach a person, joindre quelqu un, joindre une personne, joindre un technicien',
  number: 'number, numero, how, comment, want, veux, need',
  discuss: 'discuss this, discuss it, en discuter, en parler, explain it, explain this, l expliquer',
  byphone: 'by phone, on the phone, par telephone, au telephone, de vive voix, in person, face to face',
} as const;

/** The name of a list. */
export type TermList = keyof typeof terms;
