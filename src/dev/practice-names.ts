/** The people of the practice in fixtures/practice, all invented: who they are, how much they buy, and what is to be told of each. */

/** What makes a client worth showing; '' for an ordinary one. */
export type Story = '' | 'prospect' | 'lapsed' | 'refunded' | 'late' | 'difficult' | 'staff' | 'account' | 'overdue'

/**
 * One line a client, in the order of the client file: name; category; rank by purchases wanted (0: buys nothing); story; name in
 * Latin letters where the name is not.
 */
export const CLIENT_LINES = `
Meera Shah;vip;2;
Garage Moreau;regular;1;account
Jean-Baptiste Lefèvre;regular;24;
Priya Desai;regular;11;
Élodie Marchand;vip;5;
Oliver Thompson;regular;19;
Dupont SARL;regular;12;overdue
Rajesh Trivedi;regular;28;account
Françoise Perrin;regular;33;
Camille Laurent;employee;36;staff
Lucie Fabre;regular;17;late
Asha Patel;vip;3;account
Thomas Gauthier;regular;46;
Bhavna Joshi;regular;21;
Emily Clarke;regular;40;
Nicolas Dumas;problem;23;difficult
આશા ચૌહાણ;regular;26;;Asha Chauhan
Sylvie Bonnet;regular;52;
Harsh Vora;employee;44;staff
Atelier Brunet;regular;9;account
Margaret Wilson;vip;8;
Paul Roussel;regular;6;
Kiran Solanki;regular;31;
Zoé Renaud;regular;57;
Mathieu Colin;regular;35;account
Jignesh Parmar;regular;48;
Karim Benali;problem;25;late
Sophie Vidal;employee;54;staff
James O’Connor;regular;22;
Anne-Sophie Mercier;vip;4;account
Ashok Mehta;regular;14;
Noémie Fontaine;regular;61;
Dipika Rana;regular;38;
Henri Chevalier;vip;10;
Restaurant Le Vieux Gône;regular;18;account
રમેશ ઠક્કર;regular;29;;Ramesh Thakkar
Clara Dubois;regular;42;
William Hughes;regular;34;account
Gaëlle Picard;regular;65;
Mehul Pandya;problem;50;late
Yannick Leroux;employee;58;staff
Chloé Barbier;regular;30;
Falguni Kapadia;vip;13;
Jean Nashville;regular;27;
Nadia Haddad;regular;20;
Sunita Bhatt;vip;7;account
Antoine Garnier;regular;60;
Grace Bennett;regular;45;
Théo Masson;regular;0;prospect
Hansa Gandhi;regular;37;
Bureau d’études Carnot;regular;16;account
Isabelle Caron;regular;53;
Vikram Dave;regular;15;
Marc-Antoine Roy;problem;39;difficult
નીલા વ્યાસ;regular;43;;Nila Vyas
Pauline Lemoine;regular;62;
Charlotte Evans;regular;0;lapsed
Damien Guillot;regular;49;
Parul Amin;regular;32;
Laurence Noël;regular;0;lapsed
Chetan Zaveri;vip;41;
Sandrine Huet;regular;64;
George Harris;regular;0;prospect
Rekha Contractor;regular;47;
Julien Faure;employee;63;staff
École de danse Lumière;regular;51;account
Amélie Rolland;problem;55;difficult
Daniel Wright;regular;59;
Manisha Kothari;regular;0;prospect
Bernard Tissot;regular;0;lapsed
હેતલ શુક્લ;regular;56;;Hetal Shukla
Victor Salomon;problem;66;late
Harriet Cole;regular;0;refunded
Inès Cordier;regular;0;prospect
Devika Raval;regular;0;prospect
Olivier Maréchal;employee;67;staff
`

export const COMPANIES: ReadonlySet<string> = new Set(
  'Garage Moreau;Dupont SARL;Atelier Brunet;Restaurant Le Vieux Gône;Bureau d’études Carnot;École de danse Lumière'.split(';'),
)

export const STREETS =
  'rue des Lilas;cours du Marché;quai des Platanes;montée des Tisserands;place de la Fontaine;impasse du Mûrier;avenue des Deux-Rives;chemin de l’Œillet'.split(
    ';',
  )

/** Postcode, town, region. One of them begins with a zero, which an import must keep. */
export const TOWNS = [
  ['69001', 'Lyon', 'Métropole de Lyon'],
  ['69003', 'Lyon', 'Métropole de Lyon'],
  ['69004', 'Lyon', 'Métropole de Lyon'],
  ['69006', 'Lyon', 'Métropole de Lyon'],
  ['69007', 'Lyon', 'Métropole de Lyon'],
  ['69100', 'Villeurbanne', 'Métropole de Lyon'],
  ['69300', 'Caluire-et-Cuire', 'Métropole de Lyon'],
  ['69380', 'Chazay-d’Azergues', 'Rhône'],
  ['01700', 'Miribel', 'Ain'],
  ['38200', 'Vienne', 'Isère'],
] as const

export const SOURCES = ['bouche à oreille', 'médecin traitant', 'site web', 'vitrine', 'partenaire', ''] as const
export const OPERATORS = ['Camille', 'Harsh', 'Sophie'] as const

/** What a person wrote into the remarks of a card, quotation marks, semicolons and line breaks included. */
export const REMARKS: Readonly<Record<string, string>> = {
  'Meera Shah': 'Préfère le matin ; jamais avant 9 h',
  'Garage Moreau': 'Facture mensuelle au nom du gérant',
  'Élodie Marchand': 'Dit toujours « comme d’habitude » : voir la fiche "dos"',
  'Lucie Fabre': 'Rappeler la veille par message',
  'Nicolas Dumas': 'Trois retards en mai.\nPrépaiement demandé.',
  'Paul Roussel': '- genou droit, opéré en 2024',
  'Karim Benali': 'Promet de payer "la semaine prochaine"',
  'Henri Chevalier': 'Absent de juin à septembre ; maison de campagne',
  'Sunita Bhatt': 'Parle gujarati et anglais',
  'Amélie Rolland': 'S’énerve à l’accueil,\nrester calme ; prévenir Camille',
  'Harriet Cole': 'Forfait remboursé, a déménagé',
}

/** The day of the last contact where the story needs a certain one: three of class A are neglected, three were just seen. */
export const LAST_SEEN: Readonly<Record<string, string>> = {
  'Paul Roussel': '2026-10-06',
  'Henri Chevalier': '2026-09-08',
  'Vikram Dave': '2026-10-01',
  'Meera Shah': '2026-11-19',
  'Asha Patel': '2026-11-18',
  'Garage Moreau': '2026-11-10',
}

export const AVOID: Readonly<Record<string, string>> = {
  'Asha Patel': 'la hausse de tarif de 2024',
  'Margaret Wilson': 'son ancien kiné',
  'Amélie Rolland': 'les délais de rendez-vous',
}
