// What people choose first, in French and in English, without accents and in lower case: passwords seen at the top of
// every leak, the words they are built from, and the vocabulary of a hospital. At least four letters each.

const passwords = `
password passwort passw0rd pass1234 password1 password12 password123 motdepasse motdepass monmotdepasse mdp1234 mdpmdp
azerty azertyui azertyuiop azerty1 azerty12 azerty123 qwerty qwertyui qwertyuiop qwerty1 qwerty123 qwertz qwertzuiop
qsdfgh qsdfghjk qsdfghjklm asdfgh asdfghjk asdfghjkl wxcvbn wxcvbnm zxcvbn zxcvbnm dvorak bepo
letmein welcome welcome1 bienvenue bonjour salut coucou secret topsecret motsecret changeme changezmoi changemoi achanger
admin administrator administrateur administration root superuser superviseur manager guest invite visiteur user utilisateur
test tests testtest essai demo default defaut initial provisoire temporaire temporary temp pass passe master maitre
login logon connexion connect access acces entree ouverture ouvretoi sesame ouvretoisesame opensesame unlock login123
iloveyou jetaime jetaimefort tamere loveme lovely monamour moncoeur amour amoureux cheri cherie doudou loulou loulou1
nounou nounours chouchou chaton chatons poussin poulet poulette bisous bisou calin tendresse princesse princess prince
sunshine monkey dragon football baseball basketball superman batman spiderman pokemon pikachu starwars naruto mario
shadow michael jordan hunter killer ninja mustang trustno1 whatever freedom flower hello hello123 computer internet
windows microsoft google facebook instagram youtube android iphone samsung apple orange free bouygues wanadoo yahoo hotmail
gmail outlook office bureau bureautique imprimante ordinateur ordi clavier souris reseau serveur server wifi internet1
cisco oracle postgres mysql backup sauvegarde support helpdesk assistance technique informatique securite security secure
securise protection protege private prive personnel perso maison famille family bebe enfant enfants maman papa mamie papi
`;

const givenNames = `
marie jean pierre michel andre philippe alain bernard patrick gerard daniel jacques christian nicolas christophe laurent
stephane frederic olivier david sebastien julien thomas alexandre maxime antoine kevin jeremy romain guillaume mathieu
vincent pascal thierry bruno eric franck didier dominique claude francis gilles serge herve yves denis xavier benoit
fabien cedric arnaud anthony florian quentin valentin alexis lucas hugo louis gabriel arthur raphael jules adam leo
nathan enzo theo paul baptiste clement simon martin victor axel noah ethan liam mohamed mehdi karim rachid yanis sofiane
nathalie isabelle sylvie catherine francoise monique christine martine veronique sandrine celine valerie stephanie
sophie caroline virginie aurelie emilie julie laura camille pauline marion melanie charlotte manon lea chloe emma ines
jade louise alice lina sarah clara juliette anais mathilde elodie audrey delphine laetitia karine corinne brigitte
jacqueline jeannine denise nicole annie helene claire anne cecile agnes florence patricia chantal josiane evelyne fatima
aicha nadia samira leila amandine jessica jennifer vanessa cindy morgane oceane justine margaux romane eloise zoe agathe
john james robert william richard joseph charles thomas daniel matthew anthony mark donald steven andrew joshua george
kenneth edward brian ronald jason jeffrey ryan jacob gary eric mary patricia linda barbara elizabeth susan jessica karen
nancy lisa betty margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah rebecca sharon
`;

const places = `
france francais francaise paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims
toulon grenoble dijon angers nimes villeurbanne clermont ferrand lehavre saintetienne lemans brest tours amiens limoges
annecy perpignan metz besancon orleans rouen mulhouse caen nancy argenteuil montreuil roubaix tourcoing avignon poitiers
versailles courbevoie creteil colombes aubervilliers vitry pau cannes antibes calais bourges ajaccio bastia colmar
quimper valence lorient vannes troyes chambery laval niort bayonne cholet saintmalo lens arras douai valenciennes
bretagne normandie alsace lorraine provence corse occitanie aquitaine auvergne bourgogne picardie champagne limousin
guadeloupe martinique reunion mayotte guyane savoie vendee ardeche dordogne europe espagne italie portugal maroc algerie
tunisie london england newyork america canada quebec belgique suisse allemagne london1 chelsea liverpool arsenal
`;

const leisure = `
psgpsg olympique ompsg allezlom allezlesbleus lesbleus zidane zizou mbappe griezmann platini ronaldo messi neymar benzema
foot footballeur rugby tennis judo ballon champion champions equipe barcelone barcelona realmadrid juventus
soleil lune etoile etoiles ciel nuage orage tonnerre arcenciel montagne plage vacances voyage bateau avion voiture
moto renault peugeot citroen ferrari porsche mercedes harley yamaha ducati
chocolat caramel vanille fraise framboise cerise banane citron pomme poire cacahuete nutella bonbon gateau cookie
fromage camembert raclette pastis bordeaux champagne whisky vodka biere pizza burger cafe
chat chats chien chiens lapin cheval chevaux tigre lion lionne loup loups ours panda dauphin papillon coccinelle
abeille tortue minou felix medor rocky rex tintin asterix obelix snoopy garfield titeuf schtroumpf mickey minnie
simpson homer bart goku sangoku vegeta luffy zelda minecraft fortnite callofduty playstation nintendo xbox
guitare piano musique music rock metal rap johnny hallyday goldman nirvana metallica beatles eminem rihanna beyonce
harrypotter hogwarts gandalf frodo matrix avatar titanic terminator jamesbond bond007 starwars1 yoda vador skywalker
liberte egalite fraternite republique marianne napoleon victoire bonheur espoir paix amitie sourire tranquille
rouge bleu bleue vert verte jaune noir noire blanc blanche rose violet marron gris argent diamant diamond gold silver
black white green yellow purple blue
summer winter spring autumn christmas halloween birthday
printemps automne hiver noel paques toussaint anniversaire
lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre january february march april june july
august september october november december
`;

const hospital = `
hopital hopitaux hospital hospitalier clinique clinic ehpad samu smur urgence urgences reanimation chirurgie
chirurgien medecin medecine medical docteur doctor infirmier infirmiere nurse soignant soignante aidesoignante
pharmacie pharma laboratoire labo radiologie imagerie scanner maternite pediatrie geriatrie cardiologie
oncologie psychiatrie neurologie anesthesie accueil secretariat secretaire direction directeur directrice cadre
service services patient patients sante health soins soin bloc blocop garde astreinte internat interne externe
dossier dossierpatient planblanc blouse blouseblanche vaccin covid covid19 corona coronavirus confinement
chu chru ghtght groupement territoire agence regionale ministere cpage sillage orbis dxcare crossway hygie
entreprise societe travail boulot stage stagiaire etudiant formation ecole lycee college universite professeur
compta comptabilite finance achats personnel ressources humaines syndicat cantine parking batiment etage
rssi dsi cyber cybersecurite hacker pirate virus antivirus firewall vpn citrix
`;

/** Words and passwords that are tried first, for an offline check (ASVS 5.0, 6.2.4 and 6.2.12). */
export const commonWords: ReadonlySet<string> = new Set(
  [passwords, givenNames, places, leisure, hospital].flatMap((list) => list.split(/\s+/)).filter((word) => word.length >= 4),
);

/** Rows and columns of keyboards, as fingers walk them. */
export const keyboardWalks: readonly string[] = [
  'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', '1234567890',
  'abcdefghijklmnopqrstuvwxyz', '0123456789', '&e"\'(-e_ca', '!@#$%^&*()',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm', '1aqw2zsx3edc4rfv5tgb6yhn7uj', 'qazwsxedcrfvtgbyhnujm', 'aqwzsxedcrfvtgbyhnuj',
  '1a2z3e4r5t6y7u8i9o0p', 'a1z2e3r4t5y6u7i8o9p0', '1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0', '147258369', '159753',
];
