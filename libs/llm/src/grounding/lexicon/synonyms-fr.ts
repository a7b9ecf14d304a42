/** French words that say the same in a help article, a group a line; folded forms are made by the reader. */
export const frenchSynonyms = `
choisir, choisissez, sélectionner, sélectionnez, choix, choisi
cliquer, cliquez, appuyer, appuyez, toucher, touchez, presser
ouvrir, ouvrez, accéder à, aller dans, allez dans, rendez-vous dans, ouverte
supprimer, supprimez, effacer, effacez, retirer, retirez, enlever, enlevez, suppression
activer, activez, mettre en marche, activation
désactiver, désactivez, désactivation
éteindre, éteignez, éteint
allumer, allumez, allumé
couper, coupez, coupé
redémarrer, redémarrez, redémarrage
relancer, relancez, relance
lancer, lancez, exécuter, exécutez, démarrer, démarrez, commencer, commencez
attendre, attendez, patienter, patientez
réessayer, réessayez, essayer de nouveau, tenter à nouveau, nouvelle tentative, nouvel essai
connecter, connectez, se connecter, connexion, reconnecter, reconnectez, se reconnecter
déconnecter, déconnectez, déconnexion
rejoindre, rejoignez, rejoins
rallumer, rallumez
débrancher, débranchez, débranchant
brancher, branchez
saisir, saisissez, saisi, taper, tapez, entrer, entrez
écrire, écrivez, écrit, écrits
vérifier, vérifiez, contrôler, contrôlez, vérification, assurez-vous, s’assurer, confirmer, confirmez
noter, notez, inscrire
indiquer, indiquez, préciser, précisez, donner, donnez, communiquer, communiquez, dire, dites, informer, informez, mentionner, mentionnez, prévenir, prévenez, avertir, avertissez
signaler, signalez, signalement
appeler, appelez, téléphoner, téléphonez, contacter, contactez
demander, demandez, demande
envoyer, envoyez, envoyé, expédier
recevoir, reçoit, reçoivent, reçu, recevez
garder, gardez, conserver, conservez
prendre, prenez, pris
mettre, mettez, mis
placer, placez, installez-vous
installer, installez, installation
changer, changez, changement
modifier, modifiez, modification
remplacer, remplacez
ajouter, ajoutez, ajout, rajouter, rajoutez
fermer, fermez, quitter, quittez
arrêter, arrêtez
télécharger, téléchargez
imprimer, imprimez, impression
lire, lisez
chercher, cherchez, rechercher, recherchez
trouver, trouvez
afficher, affiche, affichez, montrer, montre, apparaître, apparaît
fonctionner, fonctionne, marcher, marche
empêcher, empêche, bloquer, bloque
débloquer, débloquez
verrouiller, verrouillage
déverrouiller, déverrouillage
permettre, permet, autoriser, autorisez
laisser, laissez
tenir, tenez
maintenir, maintenez
composer, composez
partager, partagez
passer, passez, passe
revenir, revient
expirer, expiré
préparer, soyez prêt, préparez-vous, être prêt
vouloir, voulez, souhaiter, souhaitez, voudriez
connaître, connaissez
créer, créez, création
recharger, rechargez, actualiser, actualisez
vider, videz, vidé
annuler, annulez, annulation
ordinateur, pc, poste, machine
ordinateur portable, portable
téléphone, smartphone
mobile, téléphone mobile, portable professionnel
messagerie, boîte mail
e-mail, courriel, mail, courrier électronique
message, mails
nom d’utilisateur, identifiant
service d’assistance, centre de services, support informatique, support, assistance, centre d’assistance, service informatique
collègue, collaborateur
responsable, supérieur, chef, manager
entreprise, société
professionnel, de travail
maison, domicile, chez vous, chez soi
bureau, bureaux
wi-fi, wifi, wi fi
box, routeur
site, site web, page web
application, appli, logiciel, programme
fichier, document
dossier, répertoire
photo, image
pièce jointe, pièces jointes
écran, affichage
fréquent, fréquente, courant, courante, le plus souvent, souvent, généralement, la plupart du temps, habituel, habituelle
immédiatement, tout de suite, aussitôt, sans attendre, sans délai
de nouveau, à nouveau, encore une fois, encore
nouveau, nouvelle, nouvel
mauvais, incorrect, erroné, faux, fausse
ancien, ancienne, anciens, anciennes, vieux
problème, incident, souci
raison, cause, causes
signifier, veut dire, signifie
panne, en panne
sûr, sécurisé
actuel, actuelle, dernière, à jour
premier, première
extérieur, externe
intérieur, interne
inconnu, inconnue
grand, gros, volumineux
complet, complète, entier, entière
même, identique
accord, approbation, autorisation
valable, valide
permanent, définitif
disparaître, disparaît
sonner, sonne
entendre, entend, entendent
voyant, lumière
libre-service, libre service
vol, volé, voler, dérober, dérobé
essai, test, tester, testez
perdu, perdre, égaré
retrouver, retrouvé, retrouvez
bref, brève, court, courte
mac, macos
en même temps, simultanément
à la main, manuellement
tout seul, de lui-même, d’elle-même, automatiquement
réparer, réparez, réparation, résoudre, résolu
nom, noms
s’arrêter, s’arrête
coupure, coupures
régler, réglage, paramètre
micro, microphone
refuser, refuse, rejeter, rejette, décliner
figer, figé, bloqué, planté, ne répond plus
lent, lente, lenteur
avertissement, alerte
par défaut, standard
prise, prise murale, prise de courant
voyage, déplacement, trajet
réponse, répondre, répond
changer, modifier, remplacer
corrompu, endommagé, abîmé, défectueux
échouer, échoue, échec, ne fonctionne pas
résultat, résultats
expliquer, explique, s’expliquent, provenir, provient, dû, due
vouloir, souhaiter
vide, vidé, vider
sans fin, en boucle
rester, reste, demeurer
joindre, joignez, attacher
afficher, indiquer, montrer
relier, reliez, relié, connecter, brancher, branché
cocher, cochez, activer
décocher, décochez, désactiver
`;
