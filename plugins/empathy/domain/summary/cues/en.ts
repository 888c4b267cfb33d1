import type { Cues } from './cues';

const unit = '(?:minutes?|mins?|hours?|hrs?|(?:business |working )?days?|weeks?|months?)';
const number = '(?:\\d+(?:\\s*(?:-|to|or)\\s*\\d+)?|an?|one|two|three|four|five|six|seven|ten|a few|a couple of)';
const day =
  '(?:today|tonight|tomorrow|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:next|this) (?:week|month|morning|afternoon|evening))';
const month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*';
const date = `(?:the )?(?:\\d{1,2}(?:st|nd|rd|th)(?: of ${month})?|\\d{1,2} ${month}|${month} \\d{1,2}(?:st|nd|rd|th)?|\\d{4}-\\d\\d-\\d\\d|\\d{1,2}(?::\\d\\d)? ?(?:am|pm))`;

/** `transfer you` alone may be about money. */
const handsOver = ['i will', "i'll", 'we will', "we'll", "i'm going to", 'i am going to', 'let me']
  .flatMap((who) =>
    [
      'hand you',
      'transfer you to',
      'transfer you over',
      'transfer you now',
      'connect you',
      'put you through',
      'pass you',
    ].flatMap((what) => [`${who} ${what}`, `${who} ~ ${what}`]),
  )
  .join(', ');

/** English. */
export const en: Cues = {
  asks: `can you, could you, would you, can i, could i, may i, i want, i need, i'd like, i would like, we'd like, we would like, we need, please, how do, how can, how long, how much, where is, where's,
    where do, where can, when will, when does, when can, what is, what's, what does, what if, which, why, is there, is it possible, do you, does the, i have a question, have a problem, i'm having, i am having,
    trying to, was wondering, wondering if, looking for, hoping to, wanted to, waiting for, haven't received, have not received, never arrived, hasn't arrived, doesn't work, does not work, not working, broken, missing,
    wrong, damaged, charged, overcharged, refund, cancel, return it, stopped working, got an email, got the wrong, i received, i ordered, i bought, my order, my account, my subscription, an issue`,
  hasTried: `i tried, i have tried, i've tried, we tried, i already, i've already, i have already, i restarted, i reinstalled, i changed, i called, i cleared, i unplugged, i reset, i did that, i have done, i've done, as you described, as described,
    did not help, didn't help, didn't work, did not work, doesn't help, still the same, still not working, still doesn't, no luck, same error, same result, nothing happens, nothing happened`,
  does: `i have, i've, i just, we have, we've, i sent, i checked, i looked, i found, i can see, i see that, has been, have been, was sent, i'm sending, i am sending, i refunded, i issued, i escalated, i can escalate, i can offer, i can send, i can give,
    i cancelled, i canceled, i updated, i changed, i reset, i forwarded, i let, i notified, please try, try to, try, please restart, please click, please go, please check, please follow, please open, you can, you could, you need to,
    have you tried, did you try, follow these, here is, here's, log out, clear your, reinstall, restart, unplug, unfortunately, we cannot, we can't, i cannot, i can't, i am unable, i'm unable, not possible, isn't possible, cannot accept,
    can't accept, it looks like, it seems, the reason, that means, our policy, the policy, you are eligible, you're eligible, not eligible, we do not, we don't, the system`,
  promises: `i will, i'll, we will, we'll, i'm going to, i am going to, we're going to, we are going to, you will get, you will receive, you'll get, you'll receive, you will be, you should receive, you should get, you should see, will be sent, will be shipped, will be refunded,
    will be delivered, will be credited, will be processed, will be, will arrive, will call, will contact, will reach out, will take, will get back, get back to you, getting back to you, call you back, they will, they'll, he will, she will, the team will, should arrive, can expect,
    i promise, we promise, make sure, rest assured, guarantee, you have my word`,
  handsOver,
  isNoPromise: `will that be, will there be, will you, you will need, you'll need, you will have to, you'll have to, will not be able, won't be able, will not, won't, i will need, i'll need, we will need, we'll need, i will be happy, i'll be happy, i will be glad, i'll be glad,
    i will be right, i'll be right, i'd be happy, i will ask, i'll ask, i will try, i'll try, i will have to, i'll have to, we will have to, we'll have to, if you will, will help you, i will help, i'll help, will be able to help, i will assist, i'll assist, that will be, that'll be,
    will be all, i'll take a look, i will answer, i'll answer, i will check, i'll check, let me, make sure you, please make sure, make sure that you, to make sure`,
  asksBack: `may i have, can i have, could i have, can i get your, could i get your, may i get your, give me your, provide me, provide your, would you give, you would give, verify your, confirm your, your full name, account id, your username,
    your email address and, your zip code, can you tell me your, could you tell me your, i'd just need, i just need, i need your, do you have your, and your`,
  isSmallTalk: `thanks for trying to, hi, hello, hey, good morning, good afternoon, good evening, how are you, how can i help, how may i help, how can i assist, what can i do for you, thanks, thank you, thx, you're welcome, you are welcome, no problem, great day, nice day, good day, great night, good night, have a great, have a nice,
    have a good, have a wonderful, take care, bye, goodbye, anything else, best regards, kind regards, pleasure, my pleasure, thanks for contacting, thank you for contacting, thanks for reaching out, that's it, that is all, that's all, nice to meet, sorry to hear, i understand, of course, sure, no worries, one moment, just a moment`,
  time: new RegExp(
    `\\b(?:(?:by|before|until|on|within|in|for|no later than|at the latest by) )?(?:the )?(?:end of (?:the |this )?(?:day|week|month)|${day}|${number} ${unit}|${date})(?: at the latest)?\\b`,
    'i',
  ),
};
