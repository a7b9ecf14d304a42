/**
 * Words of a draft that need no support: grammar, politeness and the joints between steps, English and French, folded.
 * Nothing here names a thing, an amount, an order in time or a denial; those are judged where they stand.
 */
export const functionWords = new Set(
  // English grammar
  (
    'a about again all also an and any are as at be because been being between both but by can could did during ' +
    'each either else every few for from further had has have having he her here hers him his how i if in into is it its ' +
    'itself just like may me might more most must my now of on once one or other our ours out over please s ' +
    're ve ll d t shall she should so some such than back let able that the their theirs them then there these they this those through to too ' +
    'under until up upon us very was we were what when where whether which while who whom whose why will with within would ' +
    'yes yet you your yours yourself are via onto across along among am whatever whichever whenever ' +
    // English joints and politeness
    'still already even even simply first next finally afterwards afterward meanwhile otherwise therefore thus hence ' +
    'following follow step steps again anew way case sure please kindly thank thanks note instead rather also additionally ' +
    'need needs needed require requires required necessary want wants like well anyway etc likely cannot don doesn isn aren didn won hasn haven hadn wasn weren wouldn couldn shouldn possible possibly perhaps maybe less than least minimum maximum fewer below above example eg ie instance approximately roughly here goes ' +
    // French grammar, folded
    'ai au aux avec avez avoir c ca car ce ceci cela ces cet cette ceux celui celle celles chaque chez ci comme d dans de des ' +
    'depuis donc dont du elle elles en encore est et etant etait ete etes etre eu eux fait faire il ils j je jusqu jusque ' +
    'l la le les leur leurs lors lorsque lui m ma mais me mes moi mon notre nos nous on ont ou par parmi pendant ' +
    'peu peut peuvent plus pour pouvez puis qu quand que quel quelle quelles quels qui quoi s sa se sera ses si sien soi soit ' +
    'son sont sous sur ta tandis tant te tel telle tes toi ton tous tout toute toutes tres tu un une va vers voici voila vos ' +
    'votre vous y ayant serait seront soyez ainsi alors vont ont selon chacun chacune autre autres vers lequel laquelle ' +
    // French joints and politeness
    'deja ensuite enfin apres avant abord autrement etape etapes suivant suivante suivantes suivants merci veuillez svp bien ' +
    'sinon aussi egalement simplement toutefois cependant pensez notez faut falloir devoir doit doivent devez dois possible necessaire moins minimum maximum exemple environ lieu plutot jusque afin sauf besoin'
  ).split(' '),
);

/** Verbs of any step: they name nothing, so they need no support, but denying one denies the step. Folded. */
export const softWords = new Set(
  (
    'use uses used using make makes making made do does done doing try tries trying go goes going gone put puts putting get gets take takes taking ' +
    'see sees seeing seen find finds finding look looks looking come comes coming become becomes seem seems exist exists contain contains ' +
    'involve know knows remember notice wish plan intend decide help helps ensure proceed begin ' +
    'simple easy easily good better best recommended important useful available certain specific particular relevant respective ' +
    'corresponding appropriate mentioned described similar various main thing things something situation option ' +
    'part moment question fact kind tip usually actually ' +
    'voir voyez trouver trouvez regarder regardez prendre prenez prend obtenir obtenez venir vient devenir sembler semble exister existe contenir ' +
    'contient savoir savez vouloir aider aide veiller veillez suivre suivez continuer simple facile facilement important utile disponible certain ' +
    'correspondant concerne concernee approprie similaire facon maniere chose situation fait moment partie question ' +
    'another almost nearly really actually completely entirely properly carefully currently accident accidentally normally ' +
    'presque vraiment completement entierement correctement soigneusement actuellement ' +
    'utiliser utilisez utilise utilisent utilisant utilisee utilises essayer essayez faire faites fais mettre mettez procedez proceder'
  ).split(' '),
);

/** Groups of synonyms (their first words) that say how often, how soon or once more, which changes no step. */
export const softConcepts = new Set([
  '=frequent',
  '=immediately',
  '=again',
  '=de nouveau',
  '=mean',
  '=signifier',
  '=means',
  '=fréquent',
  '=immédiatement',
]);

/** What a named part of a screen is ("the Sync button"): as the name says, so after it they need no support. Folded. */
export const screenWords = new Set(
  (
    'button buttons tab tabs menu menus field fields box option options setting settings page pages window windows icon key keys folder folders ' +
    'app section list dialog ' +
    'bouton boutons onglet menu champ case option options page fenetre icone dossier dossiers application'
  ).split(' '),
);
