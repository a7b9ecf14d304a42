import type { SupportedLanguage } from './supported-languages.js';

/*
 * Words of support desks by the language that they are written in: those of the demo articles and tickets that are at
 * least eight times as frequent in one language as in the other, and those that are at home in both.
 */
const english = `
  able about above abroad accept accepted accepts according account accounts across activated ad adapter add
  added additional address addresses adds admin administrator advanced advice affected affects after afternoon
  afterwards again against ages ago agreed agreement ahead airplane airport alarm alert alerts all allow
  allowed allows almost alone along already also although always am an and announcement annoyance annoying
  another answer answering answers antenna any anybody anyone anything anyway anywhere apart app appear
  appears appointments approval approvals approve approved apps are area around arrives arrow as aside ask
  asked asking asks assigned assignment at attach attached attachment attachments attempt attempts audit
  auditor auditors authorised authority autocad automatic available away awkward back background backup bad
  badly bag bank bar bars batteries battery be bearable because become been beep beeps before begin begins
  begun behalf behind being believe belongs below bench bent beside best better between bid big bigger bin bit
  bitlocker black blind blinking blinks block blocked blocker blocks blue board book booked booking bookings
  border borrow borrowed boss both bother bottom bounce branch break breaks brick bring brings broken browser
  browsers building built burnt business busy but button buy by cabinet cable calendar calendars call
  callbacks called caller callers calling calls came camera can cancel cancelling cannot canteen caps card
  cards carrier carries carry cartridge cert certain certificate certificates chance change changed changes
  changing channel characters charger charges charging chat chats check checked checks chip choice choose
  chooses chosen circle claims classic clean cleaned cleaning cleanup clear cleared click clicked clicking
  clicks clock close closed closes closing cloth cloud clumsy coffee cold colleague colleagues collect colour
  colours come comes comfort coming command common company compare complains complete completely compressed
  computer computers concerned concerns conference confidential confirm confirmed connect connected connecting
  connection connector consultant content contract contractor contracts control controller convenient copier
  copies copy corner correctly cosmetic cost costs could couldn council count counted counter country couple
  course cover covers cpu cracked crackles crash crashes create credentials crew crisis crm cross crossed
  cupboard curious current customer customers customs cut cuts daily damage damaged dangerous dark data
  database day days dead deadline deal dealt default defective delay delegate deleted deleting delivery demo
  department depends desk desks desktop device devices dial dialog did didn dies difference different digit
  digits directly director dirty disabled disappeared disappears disconnect disconnects disk disks dispatch
  display displays distribution disturb divert do docking does doesn doing domain don done dongle door doors
  dots down download downloaded downloading downloads draft dragged drama drawer drawing drawings drink drive
  driver drivers drives dropped drops drum dry due duplex during dust duty each ear earlier early eats echo
  edit eight either elevation else emails emergency employee emptied empty enable enabled encrypted encryption
  end ended ends english enough enter entered entire entries entry envelope envelopes erp error esc ethernet
  even evening event ever every everybody everyone everything everywhere exactly exam example exchange exist
  exists expired explains explorer extend extension external extra factor fail failed fails failure fair fake
  fall falling fan far fault feed feeder feeds feels fell fetch few field fields fifteen figures files filing
  fill filled filter final find finds fine finish firm firmware first fit fits five fix fixed flashing flat
  flickering flickers flight floor focus folder folders follow footer for foreign forever forget forgotten
  form former forms formulas forty forward forwarded forwarding found free freeze frequent fresh friday from
  front frozen full function funny fuser future gas gate gateway gave gear general get gets getting ghz gift
  give given gives glad glass go goes going gone good goods got granted graphics great green greeting grey
  greyed group groups guest guests had half hand handed handful handle hands handy hang hangs happened happens
  happy hard hardly harmless has have having he head headed headset headsets health hear heard hearing hears
  heat held help helps her here hidden hides history hit hold holding holds holiday home hospital hot hotel
  hotline hotspot hour hours house how hp hr hundred hurry hurt icon idea identity idle if ignores immediately
  important in inbox including incoming incomplete index indexed indexing info input ins inside inspection
  installed instead insurance interface internal interview interviews into invalid invitation invitations
  invite invited invoice invoices irritating is isn issued it item items its itself jam job jobs join joined
  joining joins jump jumps junk just keep keeps kept key keyboard keychain keys kicks knew know known knows
  lab label labels lan land landlord lands lap laptop laptops large last lasts late later latest layout lead
  least leave leaves leaving left less let lets letter letters level licence licences lid lies life light
  lights like limit limited line lines link linked links liquid list listed listen lists little live ll load
  loading loads loan location lock locked locks log logged logging login logins longer look looked looking
  looks loose lorry lose loses losing lost lot lots loud loudspeaker lovely lower lunch lying macro made
  mailbox mailboxes mailing maintenance make makes manage management manager managers manual many map mapped
  mark marked match matter matters may maybe mean means meant meantime meanwhile measure medical medication
  meeting meetings member members memory mentions merely metal method mic microphones middle mine miss missed
  missing mistake model money monitor monitors month months more morning most mostly mouse move moved moves
  moving much multifunction must mute my myself name names near nearly need needed needing needs neighbour
  neighbouring neither networks never new newer newsletters next nice night no nobody noise none noon nor
  normally not notebook nothing notice noticed now nowhere nslookup nuisance number numbers odd of off offer
  offered offers office officer official offline often ok okay old older once one ones online only onto open
  opened opening opens or order ordered orders original other others otherwise ought our ours out outage
  outbox outdated outgoing outlets output outside over overnight own owner packing paid pain pair pale panel
  paper papers parcel partner parts pass passed passing password passwords past paste path pattern pay payment
  payroll pdfs people percent percentage perfectly perhaps period permanent permission permissions permitted
  person personal phishing phone phones phoning pick picked picking picks picture pictures pile piling places
  plain plane planned plant play plays please plenty plug plugged pm points policy poor pop pops portal
  portals post power powerpoint predecessor prefer preferences prepared present presentation press pressed
  pressing pressure previous price print printed printer prints privacy private probably problem process
  produces product profile program programs project prompt prompts proper properly properties property prove
  provider pull pulled purple purpose push pushed put quality quarantine quarter quick quiet quit quite quote
  radio ran rang ransom rather re reach reachable reached reaches reacts read reader reading reads ready real
  really reason rebuild recall receipts receive received receiver recently reception recipient recipients
  recognised reconnect record recorded recover recovery red refused refuses register registered registering
  registration regular rejected rejects reload remaining remains remote remotely remove removed renamed
  renewed repair repeat repeats replace replaced replacement replacing replies reply report reporting reports
  requests required requires reset resolved rest restart restarted restarting restarts restore restored result
  results resume return returned returns review right rights ring ringing rings road roaming role roll rolled
  room rooms round router row rule rules run running runs runtime rush safety said salary sales same sample
  sap sat save saved saving saw say saying says scam scanned scanning school scope scrap screen screens
  screenshot scroll search searched seat seconds secure see seeing seems seen sees select selected send sender
  senders sending sends sent separate serious serve server servers set setting settings setup several shared
  sharing she sheet sheets shift ship shop short shortcut should shoulder show showed showing shown shows shut
  shuts side sided sides sign signed signing signs silent silly similar simply since single sit sits sitting
  sleep slot slow slowly slows small smaller smears smell smells so socket sockets solved some somebody
  someone something sometimes somewhere soon sorry sorted sound space spam spare speak speaker speakerphone
  speakers speed spider spill spilled spins spot spreadsheet spring stack staff stage stand standing stands
  standstill start started starter starting starts state status stay stays step steps stick sticker sticks
  still stolen stopped stops storage store stored straight strange stranger stress strip stuck stuff subject
  submit subscription success successor such suddenly suits summer supplier suppliers supposed sure suspicious
  swallows swap swapped switch switched switches swollen symbol symbols symptoms sync systems tab table tables
  tablet tabs take taken takes taking talk talking tap target task tasks tax team technical technician
  telephone tell telling tells template templates temporary ten tender text than that the their them then
  there these they thing things think thinks third thirds thirty this those though thought thousands threat
  threats three through thrown throws thursday ticked tidy till time timeout times title titles to today
  together told tomorrow tone tonight too took toolbar tools top topic torch torn touch touched towel trackpad
  trade traffic trainee training transfer travel travelling tray trial trick tried tries trip trojan trouble
  truck trucks try trying turn turned turns twenty twice two type typed types typing ugly unable under
  underside understand undoing uninstall unit unknown unless unlicensed unlock unlocked unplug unplugged
  unplugging unreachable unsaved until up update updates upload ups us used user users uses using usual
  usually vanished ve verify very video view viewer visible visit visitor visitors voice voicemail volume
  wages wait waiting waits wake walk wall want wanted wants ward warehouse warm warning was waste watch water
  way we weak wear webcam website websites wednesday week weekend weeks weird welcome well went were wet what
  whatever whatsoever when whenever where whether which while white who whoever whole whose why wifi will
  window wipe wiped wired wireless wish with within without won wondering words work workbook worked working
  works workstations worn worse would write writes writing written wrong wrote xa year years yellow yesterday
  yet you your yours yourself zero zoom`;

const french = `
  abord accepte accord accueil accumulent accès actif activer activez administrateur adresse affichage affiche
  affichent afficher affiché afin agaçant ai aide ailleurs aimerais ainsi ajouter ajoutez alerte alertes
  alimentation allumé alors analyse ancien ancienne anciennes anciens annonce années apparaît appareil
  appareils appel appeler appelez appels appelé approbation appuie appuyez après arrivent arrivé arrêt arrête
  arrêter arrêtée assistance astreinte atelier atteint attend attendant attendent attendez attendre attente au
  aucun aucune aujourd aurai aurez aussi aussitôt automatique automatiques autorisez autre autres aux avais
  avance avancées avant avec avertissement avez avion avis avoir avons aéroport banque barre batterie beaucoup
  besoin bien bip blanc blanche blocage bloque bloquer bloqué bloquée boisson bon boucle bout bouton boutons
  boîte boîtier branche branchez bruit bureau café calcul capot capte car caractères carte cartes cartouche
  cas casque ce cela celui ces cesse cet cette ceux changement changer changez changé chaque chargeur chemin
  cherchez chez chiffres choisi choisissez cible cinq classeur classeurs clavier clic clients clignote clique
  cliquez cliqué clé clés coincé collègue collègues commandes comme commence comment commun comparez complet
  complète complètement compléments compris compte concerne confidentialité confirmez congés connecte
  connecter connectez connecté connexion connexions contrat contre conversations copie copieur correspondants
  corriger coulé coupe coupez coupures coupé courrier cours crois croix câble câbles côté dans de dedans
  dehors demain demande demandez demi depuis dernier derniers dernière derrière des dessus destinataire deux
  deuxième devant devient directement disparu disque distance dit dites dix dois doit domicile donc donne
  donnez donné données dont dossier dossiers droits du dure dès débranchez débranché débrouille décochez
  déconnectez défaut défectueux définir déjà démarrage démarrer dépanne désactivez eau effacé elle emplacement
  empêche encore enlever enregistre enregistrement enregistrer enregistrez enregistré enregistrés entend entre
  entreprise entrée envoi envoie envoyer envoyé envoyés erreur espace essayé est et eux exemple existe expiré
  explique explorateur expéditeur expéditeurs externe externes faire fais fait faites faudrait fausse faut
  faux façon fenêtre fenêtres ferme fermer fermez fermé fichier fichiers fil fin fixe flèche fois fonction
  fonctionne fonctionnent font formation forme formules fournisseur fr fréquente garde garder gardez genre
  gens gestionnaire graphique grave grisée gros groupe grésille général gérer gênant haut heure heures horloge
  hors hui hâte ici icône identifiant identification identité il ils image immédiatement importe impossible
  impression imprimante imprimantes imprime imprimer imprimez inconnu indique indiquez indiquée indésirable
  informations informatique installez installé installées instant introuvable invité ira jamais jaune je jeudi
  joindre joint jointe jour jours jusqu juste la laisse laissez lancez le lecteur lecteurs lent les lettre
  lettres leur lien lieu ligne limite liquide lire liste logiciel loin lui là ma maintenant maintenez mais
  maison maj mal manque manuel marche marchent matin matériel mauvais menace menaces mercredi mes messagerie
  micro micrologiciel midi mis mise mises modifier modèle moi moins mois moitié mon monde moniteurs montre mot
  mots mouillé muet mémoire méthode même navigateur ne nettoyage ni noir nom nombre non normalement nos notez
  notre nous nouveau nouveaux nouvel nouvelle nuit nulle numéro occasion offre offres ont opérateur ordinateur
  ordre ou oublié outil ouvert ouverte ouverture ouvre ouvrent ouvrez ouvrir où paie panne panneau papier par
  paramètres parce partage partent parti partir pas passe passent passez pendant pense perd perds perdu
  personne personnes petit petite peu peur peut peux pilote pièce pièces plein pleine plupart plus plusieurs
  plutôt portable portail porte poste posé pour pourtant pouvez premier premières prend prendre prends
  prennent presque presse pris prise privé privée problème prochain prochaine produit professionnel projet
  propre propriétés provoque prétend prêt publicité puis pénible qu quand quart quatre que quel quelqu quelque
  quelques qui quoi rallumez rapport reconnecter reconnexion redémarrage redémarrez redémarré refuse refusé
  refusés regardez rejoignez relancer remarqué remis remise remplacer rendre renversé renvoi responsable reste
  restent resté retard retirez retour retrouve retrouver revenu reviennent revient reçois reçoit reçoivent
  reçu rien rouge règle règles réagit réclame réglages réinitialisation réinitialiser réparation répond
  répondeur réponse réponses réseau résultat réunion sa sac sais saisi saisissez salle sans savoir se secondes
  secours secteur semaine semaines semble sera serait sers serveur ses session seul seule seulement si
  signalez signifie société soir soit son sonne sont sortie sortir souci souris sous souvent stockage suffit
  suis suite support suppression supprimer supprimez supprimés sur surtout symboles symptômes système sécurité
  sûr tablette tant tape tapez tapé temps texte tient tombe tombent touche touches touchez touché toujours
  tourne tous tout toute toutes traiter transmettre travail travaille travailler tribunal trois trop trouve
  trouvé trouvés très téléchargement téléphone téléphonique télétravail un une utilisateur utilisateurs
  utilise utiliser utilisez utilisé va validation validez veille venir verrouille verrouillé vers vide vidé
  vidéo vient vieux violet virement vocale voir voisine voit voix volé vos votre voudrais voulais voulez vous
  voyant vraie vu vérifications vérifiez ça échap échec écran écrans écrit écrivez éléments équipe étage était
  étapes éteint étiquette été êtes être`;

const both = `
  aadsts absence absent access accident acrobat action activation active adobe air alt android antivirus
  application applications archive arrive article assistant authenticator badge bios blank bluetooth box
  budget buttons cache case cases cause causes centre charge chose chrome client cmd code codes com
  confirmation contact contacts containers continue conversation cookies court ctrl date dates delete denied
  details dhcp direct disconnected dns dock document documents double edge email en err esim exact excel
  export extensions fax fi file fileserver finder finished firefox flushdns force forgot format four freezes
  globe hall hardware high id impact incident information install installation installer internet intranet ip
  ipconfig iphone ipv language lens library local logo long low mac macbook machine machines macos macros mail
  mails main mb me medium mention menu message messages microphone microsoft minute minutes mobile mode moment
  net network normal note notes notifications on onedrive option options orange outlook page pages part
  patience patient patients pause pc pdf personnel photo photos pin ping place plan planning plans point
  police port ports possible printers printing pro probe problems production protection proxy pst public qr
  question queue release renew request robot safe scan scanner scanners scans second secret security service
  services sessions share sharepoint signal signature silence sim simple site sites six size slots softphone
  software sort sos source spooler stable station stock stop subjects suggestion surface system taxi teams
  telephony terminal test ticket toner tool train true tunnel udp usb use vendor version virus vpn web wi
  windows word yes zip`;

const words = (text: string) => text.trim().split(/\s+/);

/** Whose word it is; null for a word of both. A word that is not in it says nothing of either. */
export const deskWords: ReadonlyMap<string, SupportedLanguage | null> = new Map([
  ...words(english).map((word) => [word, 'en'] as const),
  ...words(french).map((word) => [word, 'fr'] as const),
  ...words(both).map((word) => [word, null] as const),
]);
