import type { Phrases } from './phrases';

export const french: Phrases = {
  pages: {
    home: 'Nordlicht : fait pour le dehors',
    cart: 'Votre panier',
    checkout: 'Commander',
    account: 'Votre compte',
    help: "Centre d'aide",
    newsletter: "Notre lettre d'information",
  },
  topics: {
    returns: {
      title: 'Comment renvoyer une commande ?',
      searches: ['retour', 'renvoyer', 'remboursement délai'],
      question: "Je voudrais renvoyer un article, mais il n'y avait pas d'étiquette dans le colis.",
      answer: "Pas de souci : l'étiquette vient de partir par e-mail. Le remboursement suit sous trois jours.",
    },
    parcel: {
      title: 'Où est mon colis ?',
      searches: ['colis', 'suivi ne marche pas', 'livraison en retard'],
      question: "Mon colis devait arriver il y a plusieurs jours, le suivi n'a pas bougé depuis lundi.",
      answer: "Je suis désolée. Il est bloqué au dépôt ; j'ai demandé la livraison pour demain.",
    },
    sizes: {
      title: 'Quelle taille choisir ?',
      searches: ['guide des tailles', 'chaussures trop petites', 'taille entre m et l'],
      question: 'Je suis entre deux tailles pour les chaussures. Laquelle prendre ?',
      answer: 'La plus grande, avec nos chaussettes épaisses. Vous pourrez les renvoyer si elles frottent.',
    },
    care: {
      title: 'Laver et réimperméabiliser une veste',
      searches: ['laver veste', 'imperméabiliser', 'sèche-linge'],
      question: "Ma veste de pluie prend l'eau aux épaules. Peut-on la réimperméabiliser ?",
      answer: 'Oui : lavage à 30 degrés sans adoucissant, puis le spray, puis le sèche-linge à chaud.',
    },
    invoice: {
      title: "J'ai besoin d'une facture",
      searches: ['facture', 'numéro de tva', 'facture société'],
      question: "J'ai besoin d'une facture avec notre numéro de TVA pour la dernière commande.",
      answer: 'Elle est dans votre boîte mail. Le numéro est enregistré pour les prochaines commandes.',
    },
    'tent-pole': {
      title: 'Un arceau de tente a cassé',
      searches: ['arceau cassé', 'arceau de rechange', 'réparer tente'],
      question: 'Un arceau a cassé la deuxième nuit. Où trouver un segment de rechange ?',
      answer: 'Le segment est en route, gratuitement. Il arrive dans deux à trois jours.',
    },
  },
  newsletters: {
    season: "L'automne est là : -20 % sur les vestes",
    tents: 'Les nouvelles tentes sont arrivées',
    'care-guide': 'Faites durer votre veste dix ans',
    members: 'Membres du club : 100 jours pour essayer',
  },
  renewal: 'Votre adhésion au Nordlicht Club sera bientôt renouvelée',
  agentHello: 'Bonjour, comment puis-je vous aider ?',
  agentHandsOver: 'Je fais venir une collègue qui connaît mieux ce sujet.',
  customerAgain: "Comme je l'ai déjà écrit : j'ai tout expliqué.",
  customerThanks: "Merci, c'est réglé.",
  reviews: {
    good: ['Une semaine de pluie dans le Vercors, restée au sec.', 'Léger, chaud, rien à redire.'],
    bad: ['La fermeture a lâché au bout d’un mois.', 'Taille petit, et le retour a pris deux semaines.'],
  },
};
