import { defineScript } from './ready-script';

/** Around contact itself: searching, waiting, being handed on, being disappointed. */
export const contact = [
  defineScript({
    key: 'searching-without-success',
    words: {
      en: {
        title: 'Searched our help in vain',
        opening: 'I can see that you have already searched our help for an answer, so we start from there.',
        body: '{{#sentence}}You looked for “{{situation.query}}”: is that still what it is about?{{else}}Tell me in a word or two what you were looking for.{{/sentence}} I will go through it with you step by step and stay until it works.',
      },
      'zh-Hans': {
        title: '自助查找未果',
        opening: '我看到您已经在帮助中心查找过答案，我们就从这里继续。',
        body: '{{#sentence}}您搜索了“{{situation.query}}”，现在要解决的还是这个问题吗？{{else}}请用一两句话告诉我您想找什么。{{/sentence}}我会一步一步陪您处理，直到问题解决。',
      },
      de: {
        title: 'Hat vergeblich in der Hilfe gesucht',
        opening: 'Ich sehe, dass Sie schon in unserer Hilfe gesucht haben; dort machen wir weiter.',
        body: '{{#sentence}}Sie haben nach „{{situation.query}}“ gesucht: Geht es noch darum?{{else}}Sagen Sie mir bitte in ein, zwei Worten, wonach Sie gesucht haben.{{/sentence}} Ich gehe es Schritt für Schritt mit Ihnen durch und bleibe, bis es funktioniert.',
      },
    },
  }),
  defineScript({
    key: 'article-did-not-help',
    words: {
      en: {
        title: 'An article did not help',
        opening: 'Thank you for telling us that our article did not help you.',
        body: 'At which step did it stop being right for you? I will answer your case here, and pass on what is missing to the colleague who writes these pages.',
      },
      'zh-Hans': {
        title: '帮助文章没有用',
        opening: '感谢您告诉我们那篇帮助文章没有解决您的问题。',
        body: '请问您是在哪一步遇到困难的？我先在这里为您解答，也会把缺少的内容转告给编写文章的同事。',
      },
      de: {
        title: 'Ein Artikel half nicht',
        opening: 'Danke, dass Sie uns gesagt haben, dass unser Artikel nicht geholfen hat.',
        body: 'Ab welchem Schritt passte er nicht mehr zu Ihrem Fall? Ich beantworte Ihre Frage hier und gebe weiter, was im Artikel fehlt.',
      },
    },
  }),
  defineScript({
    key: 'handed-over-twice',
    words: {
      en: {
        title: 'Passed on more than once',
        opening: 'You have been passed from one colleague to the next, and that stops with me.',
        body: 'I have read what you told the others, so you need not tell it again. I will say back to you in one sentence what I understood; please correct me where I am wrong. Then I keep this case, also if I have to ask somebody inside.',
      },
      'zh-Hans': {
        title: '被多次转接',
        opening: '您已经被转接了好几次，从现在起由我负责到底。',
        body: '您之前说的内容我都看过了，不用再重复。我先用一句话说说我的理解，有不对的地方请您纠正。之后即使需要内部咨询，也由我来跟进，不会再把您转走。',
      },
      de: {
        title: 'Mehrfach weitergereicht',
        opening: 'Sie wurden von einem zum nächsten gereicht; das endet bei mir.',
        body: 'Ich habe gelesen, was Sie den anderen geschrieben haben, Sie müssen es nicht wiederholen. Ich fasse in einem Satz zusammen, was ich verstanden habe; korrigieren Sie mich bitte, wo ich falsch liege. Danach bleibt der Fall bei mir, auch wenn ich intern nachfragen muss.',
      },
    },
  }),
  defineScript({
    key: 'repeat-contact',
    words: {
      en: {
        title: 'Third contact in a week',
        opening: 'This is not the first time this week that you had to contact us.',
        body: '{{#sentence}}It was about {{situation.subjects}}.{{/sentence}} Before I answer, I want to be sure that I treat the cause and not the next symptom: is there anything in our earlier answers that did not hold? I will note it in the case so that nobody asks you again.',
      },
      'zh-Hans': {
        title: '一周内第三次咨询',
        opening: '这已经不是您本周第一次联系我们了。',
        body: '{{#sentence}}之前涉及：{{situation.subjects}}。{{/sentence}}在回复之前，我想先确认真正的原因：我们之前的答复里，有哪些没有做到？我会记录在案，不会再让您重复说明。',
      },
      de: {
        title: 'Dritter Kontakt in einer Woche',
        opening: 'Sie mussten sich diese Woche schon mehrmals bei uns melden.',
        body: '{{#sentence}}Es ging um {{situation.subjects}}.{{/sentence}} Bevor ich antworte, möchte ich die Ursache treffen und nicht nur das nächste Symptom: Was an unseren bisherigen Antworten hat nicht gehalten? Ich halte es im Fall fest, damit Sie niemand noch einmal fragt.',
      },
    },
  }),
  defineScript({
    key: 'waiting-for-answer',
    words: {
      en: {
        title: 'Waited too long for an answer',
        opening: 'You have waited too long for this answer, and I am sorry.',
        body: 'I am on your case now and have read it from the start. If I need more time for a part of it, I will tell you which part and when you hear from me next.',
      },
      'zh-Hans': {
        title: '等待回复过久',
        opening: '让您等了这么久才收到回复，非常抱歉。',
        body: '我已经接手您的问题，并从头看了一遍。如果其中某一部分需要更多时间，我会告诉您是哪一部分，以及什么时候给您答复。',
      },
      de: {
        title: 'Zu lange auf Antwort gewartet',
        opening: 'Sie haben zu lange auf diese Antwort gewartet, und das tut mir leid.',
        body: 'Ich habe Ihren Fall jetzt übernommen und von Anfang an gelesen. Wenn ich für einen Teil länger brauche, sage ich Ihnen, für welchen, und wann Sie wieder von mir hören.',
      },
    },
  }),
  defineScript({
    key: 'no-first-reply',
    words: {
      en: {
        title: 'Nobody had replied yet',
        opening: 'Your message has been with us for a while without any reply, which should not have happened.',
        body: '{{#sentence}}I have it in front of me: “{{situation.subject}}”.{{/sentence}} I take it from here. Has anything changed since you wrote?',
      },
      'zh-Hans': {
        title: '尚未首次回复',
        opening: '您的消息已经发来一段时间，却一直没有人回复，这本不该发生。',
        body: '{{#sentence}}您的问题“{{situation.subject}}”我已经看到。{{/sentence}}接下来由我负责处理。请问自您留言之后，情况有变化吗？',
      },
      de: {
        title: 'Noch niemand hat geantwortet',
        opening: 'Ihre Nachricht liegt schon eine Weile ohne Antwort bei uns; das hätte nicht passieren dürfen.',
        body: '{{#sentence}}Ich habe sie vor mir: „{{situation.subject}}“.{{/sentence}} Ich übernehme jetzt. Hat sich seit Ihrer Nachricht etwas geändert?',
      },
    },
  }),
  defineScript({
    key: 'reopened-case',
    words: {
      en: {
        title: 'Solved, and then it was not',
        opening: 'We told you that this was solved, and it was not.',
        body: 'I am looking at what we did then, so that we do not do the same again. What do you see now: the very same as before, or something new? I will close the case only after you have said that it works.',
      },
      'zh-Hans': {
        title: '问题未真正解决',
        opening: '我们曾告诉您问题已解决，但其实没有。',
        body: '我正在查看当时的处理方式，避免再走一遍老路。您现在看到的情况和之前完全一样，还是有新的变化？在您确认可以正常使用之前，我不会关闭这个问题。',
      },
      de: {
        title: 'War gelöst und ist es nicht',
        opening: 'Wir haben Ihnen gesagt, das sei gelöst, und das war es nicht.',
        body: 'Ich sehe mir an, was wir damals getan haben, damit wir nicht dasselbe noch einmal tun. Was sehen Sie jetzt: genau das wie vorher oder etwas Neues? Ich schließe den Fall erst, wenn Sie gesagt haben, dass es geht.',
      },
    },
  }),
  defineScript({
    key: 'harsh-words',
    words: {
      en: {
        title: 'Angry or disappointed',
        opening: 'I understand that this has cost you time and patience.',
        body: 'I will not explain it away. First I tell you what I can do right now, then what I cannot and why. If you would rather talk than write, tell me when and on which number, and I will arrange it.',
      },
      'zh-Hans': {
        title: '情绪激动或失望',
        opening: '我理解，这件事耗费了您的时间和耐心。',
        body: '我不会找借口。我先说现在能做什么，再说做不到的部分和原因。如果您更愿意通话，请告诉我方便的时间和号码，我来安排。',
      },
      de: {
        title: 'Verärgert oder enttäuscht',
        opening: 'Ich verstehe, dass Sie das Zeit und Geduld gekostet hat.',
        body: 'Ich rede es nicht klein. Zuerst sage ich Ihnen, was ich sofort tun kann, dann, was nicht und warum. Wenn Sie lieber sprechen als schreiben, nennen Sie mir Zeit und Nummer, und ich richte es ein.',
      },
    },
  }),
  defineScript({
    key: 'recovery-after-low-rating',
    words: {
      en: {
        title: 'Recovery after a low rating',
        opening: 'You rated our last conversation badly, and I would like to put right what went wrong.',
        body: '{{#sentence}}You wrote: “{{situation.comment}}”.{{/sentence}} I have read the conversation. What should we have done differently, and what is still open for you? I will answer you myself.',
      },
      'zh-Hans': {
        title: '低分后的补救',
        opening: '您对上次的服务评价较低，我想把没做好的地方补上。',
        body: '{{#sentence}}您提到：“{{situation.comment}}”。{{/sentence}}我已经看过那次对话。您觉得我们哪里应该做得不一样？还有哪些问题没有解决？我会亲自答复您。',
      },
      de: {
        title: 'Wiedergutmachung nach schlechter Bewertung',
        opening:
          'Sie haben unser letztes Gespräch schlecht bewertet, und ich möchte in Ordnung bringen, was schieflief.',
        body: '{{#sentence}}Sie schrieben: „{{situation.comment}}“.{{/sentence}} Ich habe das Gespräch gelesen. Was hätten wir anders machen sollen, und was ist für Sie noch offen? Ich antworte Ihnen selbst.',
      },
    },
  }),
  defineScript({
    key: 'bad-rating-last-time',
    words: {
      en: {
        title: 'Was unhappy last time',
        opening: 'The last time you were with us, we did not do well.',
        body: 'I would like this time to be different. I will tell you first what I understood, then what I do, and ask you at the end whether it is right. What is it about today?',
      },
      'zh-Hans': {
        title: '上次不满意',
        opening: '上一次的服务我们做得不够好。',
        body: '这次我希望有所不同：我先说明我的理解，再告诉您我会怎么做，最后请您确认是否解决。请问今天是什么问题？',
      },
      de: {
        title: 'War beim letzten Mal unzufrieden',
        opening: 'Beim letzten Mal haben wir es nicht gut gemacht.',
        body: 'Diesmal soll es anders sein. Ich sage Ihnen zuerst, was ich verstanden habe, dann, was ich tue, und frage am Ende, ob es stimmt. Worum geht es heute?',
      },
    },
  }),
  defineScript({
    key: 'silent-after-complaint',
    channel: 'email',
    words: {
      en: {
        title: 'Silent since a complaint',
        opening: 'You told us that you were not content, and we have not heard from you since.',
        body: 'I do not want to sell you anything. I would like to know whether the matter was ever settled for you. If not, a reply to this message reaches me, and I will look into it.',
      },
      'zh-Hans': {
        title: '投诉后沉默',
        opening: '您曾反映对我们不满意，之后我们一直没有您的消息。',
        body: '这封邮件不是推销。我只想知道，那件事最后为您解决了吗？如果没有，直接回复即可，我会来处理。',
      },
      de: {
        title: 'Still seit einer Beschwerde',
        opening:
          'Sie hatten uns gesagt, dass Sie nicht zufrieden waren, und seither haben wir nichts von Ihnen gehört.',
        body: 'Ich möchte Ihnen nichts verkaufen. Ich möchte wissen, ob die Sache für Sie je geklärt wurde. Wenn nicht: Eine Antwort auf diese Nachricht erreicht mich, und ich kümmere mich darum.',
      },
    },
  }),
  defineScript({
    key: 'high-value-at-risk',
    words: {
      en: {
        title: 'A valued customer may leave',
        opening: 'You have been with us for a long time, and lately we have not made it easy for you.',
        body: 'I would rather hear it from you than guess: what has to change for you to stay gladly? I will write down what you say, answer what I can decide myself, and tell you plainly what I cannot.',
      },
      'zh-Hans': {
        title: '高价值客户可能流失',
        opening: '您一直支持我们，而最近我们却没能让您省心。',
        body: '与其猜测，我更想听您说：我们需要改变什么，您才愿意继续选择我们？您说的我都会记下来；我能决定的当场答复，不能决定的也会如实告诉您。',
      },
      de: {
        title: 'Ein guter Kunde könnte gehen',
        opening: 'Sie sind schon lange bei uns, und zuletzt haben wir es Ihnen nicht leicht gemacht.',
        body: 'Ich möchte es lieber von Ihnen hören als raten: Was muss sich ändern, damit Sie gern bleiben? Ich schreibe auf, was Sie sagen, beantworte, was ich selbst entscheiden kann, und sage offen, was nicht.',
      },
    },
  }),
];
