import type { Cues } from './cues';

const unit = '(?:Minuten?|Stunden?|(?:Werk|Arbeits)?tagen?|(?:Werk|Arbeits)?tage?|Wochen?|Monaten?)';
const number =
  '(?:\\d+(?:\\s*(?:-|bis)\\s*\\d+)?|einer|einem|ein|eine|zwei|drei|vier|fünf|sechs|sieben|zehn|wenigen|ein paar)';
const day =
  '(?:heute|morgen|übermorgen|(?:nächsten |kommenden |diesen )?(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|(?:nächste|kommende|diese)[rn]? Woche|(?:Wochen|Monats)ende)';
const month = '(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)';

/** German. */
export const de: Cues = {
  asks: `können sie, könnten sie, könnt ihr, kann ich, könnte ich, darf ich, ich möchte, wir möchten, ich will, ich brauche, wir brauchen, ich hätte gern, ich würde gern, bitte, wie kann, wie lange, wie viel, wo ist, wo bleibt, wo finde, wann kommt, wann wird, wann, was ist, was bedeutet, welche, warum, gibt es, ist es möglich,
    ich habe eine frage, ich habe ein problem, ich versuche, ich warte, nicht angekommen, nicht erhalten, noch nicht, funktioniert nicht, funktioniert ~ nicht, geht nicht, kaputt, defekt, fehlt, falsch, beschädigt, abgebucht, erstattung, kündigen, zurückgeben, umtauschen, stornieren, meine bestellung, mein konto, meine rechnung, ich habe ~ bestellt, ich habe ~ erhalten`,
  hasTried: `ich habe schon, ich habe bereits, habe ich schon, habe ich bereits, schon versucht, bereits versucht, habe ~ versucht, habe ~ neu gestartet, habe ~ neu installiert, habe ~ geändert, habe ~ angerufen, wie beschrieben, hat nicht geholfen, hat ~ nicht geholfen, hilft nicht, immer noch nicht, immer noch der gleiche, gleicher fehler, nichts passiert, ohne erfolg`,
  does: `ich habe, wir haben, habe ich, haben wir, wurde ~ verschickt, wurde, wurden, ich sehe, ich schicke ihnen, ich sende ihnen, anbei, hier ist, hier finden sie, bitte versuchen, versuchen sie, bitte starten, starten sie, bitte klicken, klicken sie, bitte öffnen, öffnen sie, bitte prüfen, prüfen sie, bitte folgen, gehen sie auf,
    sie können, sie könnten, haben sie ~ versucht, leider, nicht möglich, ist ~ möglich, können wir nicht, kann ich nicht, ich kann ihnen, ich biete, es sieht so aus, der grund, storniert, erstattet, weitergeleitet, zurückgesetzt`,
  promises: `ich werde, wir werden, werde ich, werden wir, sie bekommen, sie erhalten, erhalten sie, bekommen sie, wird ~ verschickt, wird ~ geliefert, wird ~ erstattet, wird ~ zugestellt, wird ~ gutgeschrieben, wird sich, ich melde mich, wir melden uns, melde ich mich, melden wir uns, meldet sich, ich rufe sie, rufe ~ zurück, rufen ~ zurück, wir schicken, ich schicke,
    schicken wir, wir senden, senden wir, ich sende, kümmere mich, kümmern uns, ich sorge dafür, ich verspreche, wir versprechen, versprochen, sollte ~ ankommen, sollte ~ da sein, wird ~ ankommen, kommt ~ bei ihnen an, ist ~ bei ihnen, gebe ~ bescheid, geben ~ bescheid, garantiere*`,
  handsOver: `ich verbinde sie, wir verbinden sie, verbinde ich sie, ich werde sie ~ verbinden, werde ich sie ~ verbinden, wir werden sie ~ verbinden, ich übergebe sie, übergebe ich sie, ich werde sie ~ übergeben, werde ich sie ~ übergeben, wir werden sie ~ übergeben, ich gebe sie ~ weiter,
    ich leite sie ~ weiter, leite ich sie ~ weiter, ich werde sie ~ weiterleiten, werde ich sie ~ weiterleiten, ich stelle sie ~ durch`,
  isNoPromise: `werden sie, werde ich ~ brauchen, dafür brauche ich, ich werde ~ nicht, wir werden ~ nicht, werden wir ~ nicht, ich versuche, wir versuchen, bekommen sie ~ fehlermeldung, erhalten sie ~ fehlermeldung, sobald sie, schicken sie, senden sie, kann ich sonst`,
  asksBack: `ihren namen, ihre bestellnummer, ihre kundennummer, ihre e-mail-adresse, ihr geburtsdatum, nennen sie mir, geben sie mir bitte, teilen sie mir bitte, ich brauche noch, ich benötige noch, bestätigen sie mir`,
  isSmallTalk: `hallo, guten tag, guten morgen, guten abend, hi, moin, servus, wie kann ich ihnen helfen, wie kann ich helfen, was kann ich für sie tun, danke, vielen dank, dankeschön, gern geschehen, gerne, kein problem, schönen tag, schönen abend, schönes wochenende, auf wiedersehen, tschüss, freundliche grüße, viele grüße, sonst noch, verstehe, natürlich, selbstverständlich, einen moment, alles klar`,
  time: new RegExp(
    `(?<!\\p{L})(?:(?:bis|am|innerhalb von|innerhalb|binnen|in|spätestens|vor|ab|noch)\\s)*(?:zum |zur |den |der )?(?:${day}(?: (?:früh|mittag|abend|nachmittag))?|${number} ${unit}|\\d{1,2}\\. ?(?:${month}|\\d{1,2}\\.(?:\\d{2,4})?)|\\d{1,2}(?::\\d\\d)? Uhr)(?!\\p{L})`,
    'iu',
  ),
};
