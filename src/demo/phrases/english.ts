import type { Phrases } from './phrases';

export const english: Phrases = {
  pages: {
    home: 'Nordlicht: made for outside',
    cart: 'Your cart',
    checkout: 'Checkout',
    account: 'Your account',
    help: 'Help centre',
    newsletter: 'Our newsletter',
  },
  topics: {
    returns: {
      title: 'How do I return an order?',
      searches: ['return', 'send back', 'refund how long'],
      question: 'I would like to send one of the things back, but there was no label in the box.',
      answer: 'No problem: I have just mailed you the label. The refund follows within three days of its arrival.',
    },
    parcel: {
      title: 'Where is my parcel?',
      searches: ['parcel', 'tracking not working', 'delivery late'],
      question: 'My parcel should have been here days ago. The tracking has not moved since Monday.',
      answer: 'I am sorry. It is stuck in the depot; I have asked the carrier to bring it tomorrow.',
    },
    sizes: {
      title: 'Which size fits me?',
      searches: ['size chart', 'boots too small', 'size between M and L'],
      question: 'I am between two sizes with the boots. Which one should I take?',
      answer: 'Take the larger one, with our thicker socks. You can return them if they rub.',
    },
    care: {
      title: 'Wash and re-proof a jacket',
      searches: ['wash jacket', 'waterproof again', 'tumble dry'],
      question: 'My rain jacket soaks through at the shoulders. Can I make it waterproof again?',
      answer: 'Yes: wash it at 30 degrees without softener, then the spray from our care kit, then warm in the dryer.',
    },
    invoice: {
      title: 'I need an invoice',
      searches: ['invoice', 'vat number', 'bill for company'],
      question: 'I need an invoice with our VAT number on it for the last order.',
      answer: 'It is in your inbox now. I have saved the number for the next orders, too.',
    },
    'tent-pole': {
      title: 'A tent pole broke',
      searches: ['tent pole broken', 'spare pole', 'repair tent', 'pole segment length'],
      question: 'A pole of my tent broke on the second night. Where do I get a spare segment?',
      answer: 'The segment is on its way to you, free of charge. It arrives in two to three days.',
    },
  },
  newsletters: {
    season: 'Autumn is here: 20 % off jackets',
    tents: 'The new tents have arrived',
    'care-guide': 'Make your jacket last ten years',
    members: 'For club members: try it for 100 days',
  },
  renewal: 'Your Nordlicht Club membership renews soon',
  agentHello: 'Hello, how can I help?',
  agentHandsOver: 'I will bring in a colleague who knows more about this.',
  customerAgain: 'As I wrote before: I have explained all this already.',
  customerThanks: 'Thank you, that helped.',
  reviews: {
    good: ['Kept me dry for a week in the Lake District.', 'Light, warm, worth every penny.'],
    bad: ['The zip gave up after a month.', 'Runs small, and the return took two weeks.'],
  },
};
