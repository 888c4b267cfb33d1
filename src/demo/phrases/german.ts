import type { Phrases } from './phrases';

export const german: Phrases = {
  pages: {
    home: 'Nordlicht: für draußen gemacht',
    cart: 'Warenkorb',
    checkout: 'Kasse',
    account: 'Mein Konto',
    help: 'Hilfe',
    newsletter: 'Newsletter',
  },
  topics: {
    returns: {
      title: 'Wie sende ich etwas zurück?',
      searches: ['retoure', 'zurückschicken', 'geld zurück wann'],
      question: 'Ich möchte einen Artikel zurückschicken, im Paket lag aber kein Etikett.',
      answer: 'Kein Problem, das Etikett ist gerade per E-Mail unterwegs. Das Geld kommt drei Tage nach Eingang.',
    },
    parcel: {
      title: 'Wo ist mein Paket?',
      searches: ['paket', 'sendungsverfolgung', 'lieferung zu spät'],
      question: 'Mein Paket sollte schon vor Tagen da sein, die Sendungsverfolgung steht seit Montag.',
      answer: 'Das tut mir leid. Es liegt im Depot fest; ich habe die Zustellung für morgen veranlasst.',
    },
    sizes: {
      title: 'Welche Größe passt mir?',
      searches: ['größentabelle', 'schuhe zu klein', 'größe zwischen m und l'],
      question: 'Ich liege bei den Stiefeln zwischen zwei Größen. Welche soll ich nehmen?',
      answer: 'Die größere, mit den dicken Socken. Wenn sie reibt, senden Sie sie einfach zurück.',
    },
    care: {
      title: 'Jacke waschen und imprägnieren',
      searches: ['jacke waschen', 'imprägnieren', 'trockner'],
      question: 'Meine Regenjacke wird an den Schultern nass. Kann ich sie wieder dicht bekommen?',
      answer: 'Ja: bei 30 Grad ohne Weichspüler waschen, imprägnieren, dann warm in den Trockner.',
    },
    invoice: {
      title: 'Ich brauche eine Rechnung',
      searches: ['rechnung', 'ust-id', 'rechnung firma'],
      question: 'Ich brauche für die letzte Bestellung eine Rechnung mit unserer USt-ID.',
      answer: 'Sie ist jetzt in Ihrem Postfach. Die Nummer ist auch für künftige Bestellungen hinterlegt.',
    },
    'tent-pole': {
      title: 'Eine Zeltstange ist gebrochen',
      searches: ['zeltstange gebrochen', 'ersatzstange', 'zelt reparieren'],
      question: 'In der zweiten Nacht ist eine Zeltstange gebrochen. Woher bekomme ich ein Segment?',
      answer: 'Das Segment ist kostenlos unterwegs zu Ihnen und in zwei bis drei Tagen da.',
    },
  },
  newsletters: {
    season: 'Der Herbst ist da: 20 % auf Jacken',
    tents: 'Die neuen Zelte sind da',
    'care-guide': 'So hält Ihre Jacke zehn Jahre',
    members: 'Für Clubmitglieder: 100 Tage testen',
  },
  renewal: 'Ihre Mitgliedschaft im Nordlicht Club verlängert sich bald',
  agentHello: 'Guten Tag, wie kann ich helfen?',
  agentHandsOver: 'Ich hole eine Kollegin dazu, die sich damit besser auskennt.',
  customerAgain: 'Wie gesagt: Das habe ich alles schon erklärt.',
  customerThanks: 'Danke, das hat geholfen.',
  reviews: {
    good: ['Eine Woche Dauerregen im Allgäu und trocken geblieben.', 'Leicht, warm, jeden Euro wert.'],
    bad: ['Nach einem Monat ist der Reißverschluss hin.', 'Fällt klein aus, und die Retoure dauerte zwei Wochen.'],
  },
};
