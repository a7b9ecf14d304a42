/** What rules about smoke, shocks, water and injuries look for, English and French. */
export const safetyTerms = {
  smoke: 'smoke, smoking, smokes, smoky, fumee, fume, fumees',
  hot: 'coming, comes, out of, from, server, server room, room, laptop, printer, ups, device, charger, rack, screen, monitor, socket, basement, smell, sort, salle, imprimante, onduleur, prise, bureau, chargeur, portable',
  notsmoke:
    'smoke test*, smoke detector*, tests, smoke screen, no smoke, non fumeur*, detecteur*, fume toute, encre, ink, tests, test',
  fire: 'fire, flames, burning, caught fire, incendie, feu, flammes, flamme, brule, en feu, bruler',
  burnable:
    'room, office, building, floor, printer, server, laptop, charger, cable, kitchen, battery, basement, socket, desk, bin, salle, local, bureau, etage, batterie, batiment, imprimante, chargeur, serveur, cable, prise, cuisine, poubelle, multi socket, multiprise, power strip, laptop s',
  notfire:
    'fire up, fires up, fired up, fire wall*, firewall*, fire drill, fire alarm test, with errors, lately, fire stick, under fire, feu vert, feu rouge, pare feu, dvd, cd, exercice, mot de passe, cpu, calories',
  swollen:
    'swollen, swell*, bulging, bulge*, bloated, hissing, leaking, puffed, gonfle, gonflee, gonfles, gonflent, bombe, bombee, deformee, siffle, puffing, balloon, ballon, gonflent, expanded',
  battery: 'battery, batteries, accu, batterie, batteries, power bank, powerbank, batterie externe',
  shock:
    'electric shock, electrical shock, electric shocks, got a shock, shocked me, got shocked, electrocut*, decharge electrique, choc electrique, electrise*, coup de jus, chataigne',
  notshock: 'how slow, with how, price',
  smell: 'smell*, stink*, odeur, sent, sentir, pue',
  burnt: 'burnt, burn*, smoke, plastic, brule*, roussi, plastique, cramoisi, crame',
  sparks: 'spark, sparks, sparking, sparked, etincelle, etincelles, arcing',
  power:
    'socket, outlet, plug, plugged, power, cable, charger, adapter, power strip, docking, prise, chargeur, cable, multiprise, alimentation, rallonge',
  water:
    'water, dripping, drips, leaking, flood*, wet, pipe burst, burst, eau, fuite, inond*, degoulin*, goutte, gouttes',
  wetplace:
    'ceiling, rack, racks, server room, cabinet, cabinets, power strip, socket, patch panel, plafond, baie, salle serveur*, salle des serveurs, armoire, multiprise, local technique',
  spilled:
    'spilled, spilt, spill, poured, knocked over, renverse, renversee, tombe, verse, knocked a, knocked over, knocked my, dropped, renverser',
  liquid:
    'water, coffee, tea, cola, coke, juice, beer, wine, liquid, latte, cafe, eau, the, jus, biere, vin, soda, liquide, bouteille, glass of water, verre d eau, verre, glass, mug',
  electronics:
    'laptop*, keyboard*, notebook*, computer, pc, macbook, docking station, portable*, clavier*, ordinateur*, poste, pc',
  melted:
    'melted, melting, melts, molten, burned a hole, burnt a hole, fondu, fondue, fond, brulant, brulante, scorched',
  hurt: 'hurt, injured, bleeding, bleeds, unconscious, burned my hand, burnt my hand, blesse, blessee, blesses, saigne, inconscient*, brule la main, broke his arm, broke her arm, broke my arm, broke his, broke her, tres mal, mal au bras, mal a la jambe, fracture',
  somebody:
    'colleague, someone, somebody, himself, herself, myself, foot, hand, finger, head, arm, collegue, quelqu un, je me suis, me suis, main, doigt, pied, tete, s est, bras, jambe, leg, back, dos',
} as const;
