/**
 * Makes `languages/en/world-names.json`: given names outside the United States by gender.
 *
 *     npm install --no-save @faker-js/faker && npm run build && node training/names.mjs
 *
 * The names are those of the locales of @faker-js/faker (MIT), spelled as the resolver compares names, and those of
 * `BY_HAND`. A name that both women and men bear anywhere is left out.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { allLocales } from '@faker-js/faker';
import { foldedWord } from '../dist/speaker/transliteration.js';

const FOLDER = new URL('../languages/en/', import.meta.url);
const FILE = new URL('world-names.json', FOLDER);
/** Locales whose names are written in syllables, which are other names or words alone. */
const SYLLABLES = /^(?:vi|zh|ko|ja|th|eo|base|en_BORK|en_HK|en_AU_ocker)/u;

/** Every word of the other lists: "Judge", "Miss" and "The" are names somewhere. */
const words = new Set();
const collect = (value) => {
  if (typeof value === 'string') for (const [word] of value.toLowerCase().matchAll(/\p{L}+/gu)) words.add(word);
  else if (value && typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) {
      if (!Array.isArray(value)) collect(key);
      collect(one);
    }
  }
};
for (const file of readdirSync(FOLDER))
  if (!/^(?:given-names|world-names|outlets|agencies|other-names|person-nouns)/u.test(file))
    collect(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')).entries);

/** Names that are titles elsewhere. */
const TITLES = new Set(['abba', 'dame', 'miss', 'sheikh', 'mulla', 'emir']);

/** Scripts whose names are not spelled in Latin letters by rule. */
const UNSPELLED = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{M}'’ -]/u;

/** Common given names of countries for which the package has no locale; general knowledge. */
const BY_HAND = {
  male: `
    abai adilet aidar aibek almaz altynbek anuar arman askar askat azamat aziz bakyt bakytzhan baurzhan bekzat berdi
    bolat daniyar dastan dauren dosym erbol erkin erlan ermek galym ilyas kairat kanat kasym kuanysh kubat kuban
    kurmanbek madi maksat marat medet mirlan murat nurbek nurlan nursultan olzhas otabek rakhat rasul ruslan rustam
    sadyr sanzhar saparmurat serdar serik sultan talant temir timur tolegen ulan umar yerlan yermek zhanybek
    akaki archil avtandil badri besik bidzina davit gela giga giorgi gocha irakli jaba kakha kakhaber koba lado lasha
    levan malkhaz mamuka merab mikheil nodar otar paata revaz shalva tamaz temur tornike vakhtang vano zaza zurab zviad
    aram ararat armen artak ashot gagik garegin gevorg hayk hovhannes karen karapet khachatur levon mher nikol robert
    samvel serzh suren tigran vahan vardan vazgen
    abdelaziz abdelfattah abdelkader abdellah abdul abdulaziz abdulla abdulrahman adel adnan ahmad ahmed akram ali
    amir amr anwar ashraf ayman aziz bashar bassam bilal boutros essam fadi fahad faisal faris farouk fayez fouad
    ghassan habib hadi hamad hamdi hamid hamza hani haroun hasan hassan hatem hisham hosni hossam hussein ibrahim
    idris ihab imad ismail issam jaber jalal jamal jassim kamal karim khaled khalid khalifa khalil maher mahmoud
    majid mansour marwan mazen mehdi mohamed mohammad mohammed mokhtar moussa muammar mubarak mustafa nabih nabil
    nader naguib naif naji nasser nawaf omar osama othman qais rachid rafik ramadan rami rashid riad saad sadiq
    saeed saleh salim salman sami samir saud sayed selim sharif suleiman taha tamer tarek tariq tawfik walid waleed
    wael yahya yasser yassin yousef youssef yusuf zakaria zayed ziad
    abbas abdollah akbar alireza amin amirhossein arash ardeshir bahram behrouz behzad darius ebrahim esmail farhad
    farid fereydoun gholam hamidreza hashem heydar hojjat hossein iraj jafar javad kambiz kamran kazem khosrow
    mahdi majid manouchehr masoud mehrdad mohsen mojtaba morteza mostafa nader naser omid parviz qasem ramin reza
    rouhollah saman shahram siamak siavash vahid yadollah
    abdullah asadullah ashraf atiq aziz fazal ghani gul gulbuddin habibullah haibatullah hamdullah hamid hayatullah
    hibatullah imran inayatullah ismail jalaluddin khalilullah khawaja mawlawi mirwais mullah najibullah nasrullah
    nawaz nisar qari rahmatullah saifullah shahbaz shahid sirajuddin suhail tariq wali yaqoob zabihullah zahir zia
    abiy addis alemu bekele berhanu demeke getachew girma haile hailemariam kassa kebede meles mengistu mulatu redwan
    tadesse tamrat taye tedros teferi tesfaye workneh yohannes zenawi isaias
    abubakar adamu adewale aminu atiku babagana babatunde bello bola chidi chike chinedu chukwuemeka danjuma emeka
    femi goodluck ifeanyi ikechukwu kayode kunle lamido muhammadu musa nasiru nnamdi obinna okechukwu olusegun
    olu rotimi sani segun seun tunde uche umaru usman yakubu yemi
    kofi kojo koku komla kwabena kwadwo kwaku kwame kwasi kweku kwesi nana yaw akwasi
    alassane amadou aliou bakary blaise boubacar cheikh dembele djibril faustin guillaume ibrahima idrissa issoufou
    ousmane laurent mahamadou mahamat mamadou modibo moussa sekou seydou souleymane thierno yaya youssouf
    cyril jakaya julius kagiso kgalema mandla mangosuthu mbongeni mosiuoa nelson sipho siyabonga thabo themba tito
    vusi zakes emmerson morgan tendai tapiwa tendekai yoweri uhuru odhiambo otieno kipchoge njoroge mwangi kamau
    akihiko akira daisuke fumio haruki hideki hiroshi hirofumi ichiro jiro junichiro katsuya kazuo kenji kenta koichi
    koji makoto masahiro masaki naoki naoto nobuo osamu ryota satoshi shigeru shinichi shinji shinzo shigeki taro
    takashi takeshi takuya tetsuro tomohiro toshimitsu yasuo yoshihide yoshihiko yoshiro yoichi yukio yuji yuriko
    agus ahmad anwar ariffin azmin bambang budi darmawan djoko eko gatot hadi hishammuddin joko khairy mahathir
    muhyiddin najib ngurah prabowo retno susilo tengku wayan wiranto yudi zahid
    anutin chaiyaphum prayut prawit somchai srettha suthep thaksin thanathorn
    asif atal bhupinder chandrababu dinesh ganesh gautam gopal gotabaya hardeep jagan jairam kamal karu kishore
    lal mahesh mahinda manmohan mithun mohan mukesh nagendra narendra naveen nitin palaniappan pinarayi pramod
    prakash prithvi rahul rajesh rajnath raju ram ramesh ranil ravi ravindra ruwan sachin sanath sanjay sarath
    satish shashi shiv shivraj siddharth sitaram sonal sudhir sunil suresh tilak udaya ujjal uttam venkaiah vijay
    vikram vinod yogendra yogi
    atiu apisai epeli frank henare iosefa ioane isikeli josefa josaia jone kalolaine kelepi laisenia manasseh mataio
    penaia ratu semisi sione sitiveni siaosi tevita tomasi tuilaepa viliame voreqe
    bjarne egil eirik gudmund halvor henrik hilmar håkon jorn kjell leif oddmar odd ole oystein rune sigurd sindre
    sverre terje tor torbjorn torsten trygve vidar birk
    andris aivars arturs egils guntis imants janis juris karlis maris raimonds valdis algirdas antanas arvydas
    gitanas gintaras jonas juozas kestutis linas mindaugas petras rimantas saulius vytautas aivar andrus eerik
    hannes heiki indrek jaak jaan kaspar margus mart priit rein siim sven taavi tarmo toomas urmas
    elia theodorus
    josphat kiprono kipkemboi kiplagat cheruiyot ochieng onyango omondi kariuki githinji mutua musyoka kioko barasa
    wafula juma hamisi ebo adebayo oluwaseun bongani tinashe farai tatenda abebe haile mulugeta tekle berhane
    abdirahman abdullahi mohamud warsame jama hirsi drissa ansu naresh arvind govind krishnan venkatesh srinivas
    senthil murugan thilak nimal chaminda lasantha rezaul shafiqul aminul nazrul mizanur habibur mujibur ziaur tanvir
    farhan imtiaz pervez rovshan vugar vahagn tavita semi ilaisa setareki`,
  female: `
    aida aigerim aigul ainur aisulu aizhan akmaral aliya asel asem assel ayman balzhan bibigul cholpon dana dariga
    dilbar dilnoza dinara elmira feruza gulbahor gulmira gulnara gulnaz gulshat guzal jamila kamila klara lola madina
    makhabat malika meruert mavluda nargiza nazgul nigora nilufar roza sabina saltanat saodat saule shakhnoza shirin
    togzhan zamira zarina zhanar zhanna zhibek zulfiya
    eka ekaterine eteri ketevan khatuna lali lela maka manana maia mzia nana nanuli natia nato nino nona rusudan
    salome tamar tea teona tinatin tsotne
    anahit ani arpine gayane hasmik hripsime karine lilit lusine mane mariam nare naira narine satenik shushan
    siranush sona zabel
    aisha amal amina amira asma ayesha aziza bouthaina dalal dalia dina doaa esraa faiza farah fatima fatma fatou
    fayza ghada habiba hala hanan hanin heba hind houda huda iman inas jamila jihan khadija khaola khawla laila lamia
    latifa layla leila lina lubna maha maisa malak manal mariam maryam maysa mona muna nabila nada nadia naima nahla
    najat najla najwa nawal nayla nour noura rabab rabia rana randa rania rasha reem rima rola ruba safa sahar salma
    samah samia samira sanaa sara sawsan shaima sherine siham soad souad suad suha tahani taghreed wafa widad zaha yasmin
    yasmine zahra zainab zaynab zeinab
    azadeh azar bahareh elaheh elham fariba farah farideh farzaneh fatemeh forough golnaz golshifteh haleh leyla
    mahin mahnaz mahsa mahvash maryam masoumeh mina mitra mojgan nasrin narges nazanin niloufar parvin parisa
    roya sepideh setareh shahla shirin shohreh simin soheila tahereh zahra zohreh
    benazir bushra fauzia fawzia hina khushal malala maleeha maryam nadia nargis palwasha rangina robina sherry sima
    zarifa zubaida
    almaz aster birtukan birtukane fetlework hirut liya mekdes meaza sahlework selam senait tirunesh tsehay tsion
    aisha adaeze aminat amaka bimpe bisi bolanle bukola chiamaka chidinma chinwe chioma funke funmilayo folake hauwa
    ifeoma ijeoma kemi ngozi nkechi nneka oby obiageli olayinka oluremi onyeka ronke sade titi toyin uju yetunde
    zainab gifty
    abena adjoa adwoa afia afua akosua akua ama araba efua ekua esi akos esinam
    adja aissata aissatou aminata assetou awa bineta coumba djeneba fanta fatoumata hawa kadiatou kadidia mariama
    maimouna mariam nafissatou ndeye oumou rokia safiatou salimata sira
    bongiwe busisiwe lerato lindiwe mmusi naledi nkosazana nomvula nosiviwe ntombi palesa refilwe thandeka thandi
    thandiwe thuli tumi zanele zindzi zodwa joice grace wangari wanjiru wambui akinyi achieng atieno njeri
    akiko ayako chieko emi fumiko haruka hiromi kaori kazuko keiko kumiko makiko mariko mayumi michiko midori miho
    misako mitsuko naoko noriko reiko renho sachiko sanae sayaka setsuko tomoko yoko yoshiko yuki yukiko yumi yuriko
    megawati puan retno siti sri yenny azalina nurul wan dewi ratna indah lestari puteri
    paetongtarn sudarat yingluck
    aruna aparna brinda chandrika deepa droupadi geeta gita hema indira jayalalithaa jaya kalpana kamala kanimozhi
    kavita kiran lakshmi lalita latha madhuri mamata maneka mayawati meenakshi meera mehbooba mridula nalini namrata
    nirmala padma padmini pooja pratibha priya priyanka radha rajani rekha renu rina ritu rohini sarojini savitri
    sharmila sheikh sheila shobha sita smriti sonia sudha sujata sunita sushma swati uma usha vasundhara vidya
    adi ana fiame hinemoa kalesi lanieta litia lupe mele mereana mereseini nanaia salote siale sina sinalei tupou
    vasiti
    astrid bente berit bjorg bodil elin gro gunhild guri haldis hege helle hilde idun ingeborg ingrid jorunn kari
    kirsti kjersti liv mette oddny ragnhild randi runa sidsel sigrid silje siv solveig solvei tone torunn tove trine
    turid unn vigdis
    aija aiste ausra baiba dace dalia daiva egle evika iveta ieva ingrida inga inguna irena jurate kaja kadri katrin
    kersti laimdota liene lina liina linda loreta maarja mailis ruta rasa rita sandra sanita siret urve vaira viktorija
    vilija zane
    farzana rumana shabnam rukhsana tahmina rehana sultana sharmin rubina shazia saima sadia uzma taslima malini
    dilrukshi samanthi anoma nyambura adhiambo awino chebet jepkosgei cherono mwende mumbua hiwot tigist genet meseret
    hodan ayan ifrah maryan yaa nomsa ogulgerek jennet sevinj aysel khatia araksi nune ruzanna`,
};

const names = { male: new Set(), female: new Set() };
const add = (gender, name) => {
  const key = foldedWord(name.normalize('NFC'));
  if (key.length < 3 || UNSPELLED.test(name) || /[^a-z'-]/u.test(key) || words.has(name.toLowerCase())) return;
  names[gender].add(key);
};
for (const [locale, { person }] of Object.entries(allLocales)) {
  if (SYLLABLES.test(locale)) continue;
  const given = person?.first_name ?? {};
  for (const gender of ['male', 'female']) for (const name of given[gender] ?? []) add(gender, name.split(' ')[0]);
}
// What is written by hand is sure of its gender.
const byHand = { male: new Set(), female: new Set() };
for (const gender of ['male', 'female'])
  for (const name of BY_HAND[gender].trim().split(/\s+/u)) byHand[gender].add(foldedWord(name));
const other = { male: 'female', female: 'male' };
const listOf = (gender) =>
  [...new Set([...names[gender], ...byHand[gender]])]
    .filter((name) => !TITLES.has(name) && !names[other[gender]].has(name) && !byHand[other[gender]].has(name))
    .sort()
    .join(' ');
const entries = { male: listOf('male'), female: listOf('female') };
const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/@faker-js/faker/package.json', import.meta.url), 'utf8'),
);
const source = `Given names of the locales of @faker-js/faker ${version} (MIT), with common ones of countries that it has no locale for by hand (training/names.mjs makes the file and holds those); names of both genders left out. In the spelling by which names are compared (src/speaker/transliteration.ts): without accents, from Cyrillic by BGN/PCGN.`;
writeFileSync(FILE, `${JSON.stringify({ source, entries }, null, 2)}\n`);
console.log(`${entries.male.split(' ').length} male, ${entries.female.split(' ').length} female`);
