/** The word lists and sentences that stories are made of. Nothing in them is real but the language. */

export const SYLLABLES =
  'ka ro mi tel dra vo sen lu bar ni gor pe sha ul ten ma ris do fen il cor va jun es tor be lan ki ost ar'.split(
    ' ',
  );
export const FIRST_NAMES =
  'Ada Bruno Celia Dario Edda Falk Greta Hugo Ines Joran Kaya Lorin Mira Nilo Oda Pavo Rana Stig Tilda Ugo Vera Wim Yara Zeno Alva Bero Cora Dunja Emil Fleur'.split(
    ' ',
  );
export const ROLES = [
  'transport minister',
  'mayor',
  'harbour master',
  'chief inspector',
  'union leader',
  'hospital director',
  'governor',
  'coach',
  'central bank governor',
  'head of the water board',
  'opposition leader',
  'rescue chief',
  'police commissioner',
  'school principal',
  'company director',
  'farmers’ spokeswoman',
];
export const OUTLET_ENDS = [
  'Herald',
  'Courier',
  'Tribune',
  'Gazette',
  'Post',
  'Observer',
  'Radio',
  'Weekly',
  'Echo',
  'Line',
  'Review',
  'Star',
  'Chronicle',
  'Bulletin',
];
export const THINGS =
  'bridge tunnel harbour dam clinic mine ferry school market library stadium railway airport reservoir quarry bakery museum orchard refinery prison archive lighthouse tramway hostel slaughterhouse cannery observatory courthouse nursery shipyard'.split(
    ' ',
  );
export const PEOPLE =
  'engineers drivers nurses fishermen farmers teachers miners pilots sailors inspectors masons tenants widows recruits bakers divers welders porters surgeons clerks'.split(
    ' ',
  );
export const PARTS =
  'bank roof gate ledger pump cable wall report contract map boiler engine fence register valve ceiling turbine platform staircase furnace'.split(
    ' ',
  );
export const DONE =
  'signed examined repaired measured painted counted sealed tested photographed approved weighed flooded emptied guarded'.split(
    ' ',
  );
export const ADJECTIVES =
  'bitter honest costly careless patient frozen crooked hollow sudden quiet brittle generous stubborn narrow rusty'.split(
    ' ',
  );
export const MATERIALS =
  'copper timber grain diesel cement wool sugar paper salt gravel linen barley asphalt tobacco glass'.split(
    ' ',
  );

/**
 * Sentences: as said, and as others report them. Slots: THING PEOPLE PART DONE ADJ MAT, PLACE, N and M (numbers), NEG.
 * The first indirect form keeps close to the words; the second is a free paraphrase, as from a translation.
 */
export const SENTENCES: readonly { said: string; close: string; free: string }[] = [
  {
    said: 'We will not reopen the THING until N PEOPLE have DONE the PART',
    close: 'the THING would not be reopened until N PEOPLE had DONE the PART',
    free: 'the THING stays closed until the PART has been DONE by N PEOPLE',
  },
  {
    said: 'Every week of the closure costs our PEOPLE N crowns, and the MAT does not wait',
    close: 'every week of the closure was costing the PEOPLE N crowns',
    free: 'PEOPLE lose N crowns a week while the MAT spoils',
  },
  {
    said: 'I counted N PEOPLE at the THING, and not one of them had DONE the PART',
    close: 'there had been N PEOPLE at the THING and none had DONE the PART',
    free: 'of the N PEOPLE at the THING nobody had DONE the PART',
  },
  {
    said: 'The PART was DONE in PLACE by N PEOPLE who were paid in MAT',
    close: 'the PART had been DONE in PLACE by N PEOPLE paid in MAT',
    free: 'N PEOPLE in PLACE took MAT as their pay for having DONE the PART',
  },
  {
    said: 'This THING is a ADJ monument to N years of ADJ promises',
    close: 'the THING was a ADJ monument to N years of ADJ promises',
    free: 'N years of promises had left a ADJ monument, the THING',
  },
  {
    said: 'They told us the PART was ADJ, and then N tonnes of MAT came through it',
    close: 'N tonnes of MAT had come through a PART that was called ADJ',
    free: 'a PART described as ADJ had let through N tonnes of MAT',
  },
  {
    said: 'Nobody from PLACE has ever DONE a THING with fewer than N PEOPLE',
    close: 'nobody from PLACE had ever DONE a THING with fewer than N PEOPLE',
    free: 'a THING needs at least N PEOPLE, whatever PLACE says',
  },
  {
    said: 'Give me N PEOPLE and a ADJ PART, and the THING will run before the frost',
    close: 'with N PEOPLE and a ADJ PART the THING would run before the frost',
    free: 'the THING could be working by the frost, given N PEOPLE and a ADJ PART',
  },
  {
    said: 'My own PEOPLE slept beside the PART for N nights because the MAT was ADJ',
    close: 'PEOPLE had slept beside the PART for N nights because the MAT was ADJ',
    free: 'for N nights PEOPLE lay next to the PART, as the MAT was ADJ',
  },
  {
    said: 'The MAT in that THING is ADJ enough for N PEOPLE and their children',
    close: 'the MAT in the THING was ADJ enough for N PEOPLE and their children',
    free: 'N PEOPLE with families could live on the ADJ MAT in the THING',
  },
  {
    said: 'We have DONE N of the M PEOPLE on the list, and the rest have left for PLACE',
    close: 'N of the M PEOPLE on the list had been DONE and the rest had left for PLACE',
    free: 'all but N of the M listed PEOPLE are on their way to PLACE',
  },
  {
    said: 'A ADJ PART does not fall by itself after N winters',
    close: 'a ADJ PART did not fall by itself after N winters',
    free: 'after N winters somebody must have helped the ADJ PART to fall',
  },
  {
    said: 'You can buy MAT in PLACE for N crowns, so why does our THING pay M',
    close: 'MAT cost N crowns in PLACE while the THING paid M',
    free: 'the THING pays M crowns for MAT that PLACE sells at N',
  },
  {
    said: 'I signed for N crates of MAT and saw a ADJ THING with nothing in it',
    close: 'N crates of MAT had been signed for, and the THING was ADJ with nothing in it',
    free: 'the ADJ THING stood without any of the N crates of MAT',
  },
  {
    said: 'The PEOPLE of PLACE will carry the PART out stone by stone if they must',
    close: 'the PEOPLE of PLACE would carry the PART out stone by stone if they had to',
    free: 'stone by stone, the PART would be taken away by PEOPLE from PLACE',
  },
  {
    said: 'Our THING has N doors and M of them open on a ADJ wall',
    close: 'the THING had N doors, M of which opened on a ADJ wall',
    free: 'behind M of the N doors of the THING there is only a ADJ wall',
  },
  {
    said: 'It took N PEOPLE a ADJ night to find that the PART had never been DONE',
    close: 'it had taken N PEOPLE a ADJ night to find that the PART had never been DONE',
    free: 'only after a ADJ night did N PEOPLE learn the PART was never DONE',
  },
  {
    said: 'There was MAT on the floor of the THING and no one had DONE the PART since spring',
    close: 'there had been MAT on the floor of the THING and no one had DONE the PART since spring',
    free: 'since spring the PART had not been DONE, and MAT lay about the THING',
  },
  {
    said: 'If PLACE wants the MAT it can send N PEOPLE and a ADJ apology',
    close: 'PLACE could send N PEOPLE and a ADJ apology if it wanted the MAT',
    free: 'a ADJ apology and N PEOPLE from PLACE are the price of the MAT',
  },
  {
    said: 'We gave the THING N chances, and it answered with a ADJ PART',
    close: 'the THING had been given N chances and had answered with a ADJ PART',
    free: 'N chances brought nothing from the THING but a ADJ PART',
  },
];

/** Sentences with which the other side answers. */
export const ANSWERS: readonly { said: string; close: string; free: string }[] = [
  {
    said: 'That THING was DONE by our PEOPLE in good faith, and the PART is theirs',
    close: 'the THING had been DONE by PEOPLE in good faith',
    free: 'PEOPLE acted in good faith when they had the THING DONE',
  },
  {
    said: 'There is nothing ADJ about the PART, and N PEOPLE can say so under oath',
    close: 'there was nothing ADJ about the PART',
    free: 'N PEOPLE would swear that the PART is not ADJ',
  },
  {
    said: 'Come to PLACE and count the MAT yourself, it is all there',
    close: 'anyone could come to PLACE and count the MAT',
    free: 'the MAT in PLACE is complete, for anyone to count',
  },
];
