/** Units and what else is counted, with the word that stands for all its spellings. Folded. */
export const units: ReadonlyMap<string, string> = new Map(
  `second: second seconds sec secs seconde secondes
  minute: minute minutes min mins
  hour: hour hours h hr hrs heure heures
  day: day days jour jours
  week: week weeks semaine semaines
  month: month months mois
  year: year years an ans annee annees
  percent: percent % pourcent
  kilobyte: kb kilobyte kilobytes ko kilooctets
  megabyte: mb megabyte megabytes mo megaoctets
  gigabyte: gb gigabyte gigabytes go gigaoctets
  terabyte: tb terabyte terabytes
  megabit: mbit mbits mbps mbit/s
  gigabit: gbit gbits gbps
  millimetre: mm millimetre millimetres
  centimetre: cm centimetre centimetres centimeter centimeters
  metre: metre metres meter meters m
  kilometre: km kilometre kilometres
  euro: euro euros € eur
  dollar: dollar dollars $ usd
  pound: pound pounds £ gbp
  digit: digit digits chiffre chiffres
  character: character characters caractere caracteres
  hertz: hz
  gigahertz: ghz`
    .split('\n')
    .flatMap((line) => {
      const [unit = '', spellings = ''] = line.trim().split(': ');
      return spellings.split(' ').map((spelling) => [spelling, unit] as const);
    }),
);

/** Numbers written as words, English and French, folded. "One" is an article too and counts only before a unit. */
export const numberWords: ReadonlyMap<string, string> = new Map(
  `0 zero
  1 single
  2 two deux
  3 three trois
  4 four quatre
  5 five cinq
  6 six
  7 seven sept
  8 eight huit
  9 nine neuf
  10 ten dix
  11 eleven onze
  12 twelve douze
  13 thirteen treize
  14 fourteen quatorze
  15 fifteen quinze
  16 sixteen seize
  17 seventeen
  18 eighteen
  19 nineteen
  20 twenty vingt
  30 thirty trente
  40 forty quarante
  50 fifty cinquante
  60 sixty soixante
  70 seventy
  80 eighty
  90 ninety
  100 hundred cent
  1000 thousand mille`
    .split('\n')
    .flatMap((line) => {
      const [number = '', ...words] = line.trim().split(' ');
      return words.map((word) => [word, number] as const);
    }),
);

/** Articles and ones that count as 1 before a unit: "an hour". */
export const ones: ReadonlySet<string> = new Set(['one', 'a', 'an', 'un', 'une']);
