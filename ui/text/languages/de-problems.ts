// The sentence of every problem in German: what happened, what it means for the sale, what to do. A code that core's closed
// list has and this table has not does not compile, and neither does one that core does not know.
import type { ProblemCode } from '../../../core/base/problem.ts';

export const deProblems: Readonly<Record<ProblemCode, string>> = {
  ScanUnreadable:
    'Der Scan war nicht lesbar. Der Verkauf geht weiter. Scannen Sie noch einmal oder tippen Sie die Nummer.',
  ScanTooLong:
    'Der Scanner hat mehr als {max} Bytes gesendet. Sie wurden verworfen, der Verkauf geht weiter. Noch einmal scannen; bei Wiederholung den Scanner prüfen.',
  ScanUnknown:
    'Dieser Code ist weder ein Artikel noch ein Mitglied. Der Verkauf geht weiter. Versuchen Sie einen anderen Code.',
  CheckDigitWrong:
    'Die Prüfziffer von {code} stimmt nicht. Nichts wurde hinzugefügt. Noch einmal scannen oder neu tippen.',
  PaymentCardRefused:
    'Das sieht nach einer Zahlungskarte aus. Sie wurde sofort vergessen. Bitte die Kundenkarte verwenden.',
  ProductUnknown:
    'Kein Artikel hat die Nummer {code}. Nichts wurde hinzugefügt. Mit eingetipptem Preis geht es trotzdem.',
  MemberUnknown:
    'So ist kein Mitglied bekannt. Der Verkauf geht ohne weiter. Nehmen Sie den Kunden auf oder versuchen Sie es anders.',
  MemberBlocked: 'Dieses Mitglied ist gesperrt. Der Verkauf geht ohne Punkte weiter. Die Zentrale weiß, warum.',
  MemberAmbiguous: 'Mehrere Mitglieder teilen sich das. Fragen Sie nach dem Namen und wählen Sie eines.',
  MemberExists: 'Ein Mitglied mit dieser Telefonnummer gibt es schon. Nennen Sie es, statt es noch einmal aufzunehmen.',
  PhoneInvalid:
    'Das ist keine ganze Telefonnummer. Nichts wurde gespeichert. Tippen Sie sie noch einmal mit der Vorwahl.',
  NameInvalid: 'Der Vorname fehlt oder hat mehr als {max} Zeichen. Tippen Sie einen kürzeren.',
  EarnOnly: 'Damit kann nur gesammelt werden. Zum Einlösen Karte oder Code des Mitglieds verwenden.',
  SaleNotFound: 'Diesen Verkauf gibt es nicht mehr. Beginnen Sie einen neuen.',
  SaleNotOpen: 'Der Verkauf ist {state}; das geht nicht mehr. Beginnen Sie einen neuen Verkauf.',
  SaleEmpty: 'Der Verkauf hat noch keine Zeile. Scannen Sie zuerst einen Artikel.',
  TooManySales: '{max} Verkäufe sind offen oder geparkt. Beenden Sie erst einen.',
  TooManyLines:
    'Ein Verkauf fasst höchstens {max} Zeilen. Nichts wurde hinzugefügt. Schließen Sie ihn ab und beginnen Sie einen neuen.',
  LineNotFound: 'Diese Zeile steht nicht mehr im Verkauf.',
  QuantityOutOfRange:
    'Die Menge muss zwischen {min} und {max} liegen. Nichts wurde geändert. Tippen Sie sie noch einmal.',
  PriceOutOfRange: 'Der Preis muss zwischen {min} und {max} liegen. Nichts wurde geändert. Tippen Sie ihn noch einmal.',
  QuoteNotFound: 'Dieses Angebot ist hier nicht bekannt. Holen Sie vor dem Bezahlen ein neues.',
  QuoteStale: 'Der Verkauf hat sich inzwischen geändert. Sehen Sie auf die Summe und drücken Sie noch einmal.',
  RewardUnavailable:
    'Diese Prämie geht in diesem Verkauf nicht: {reason}. Nehmen Sie sie weg oder ergänzen Sie, was fehlt.',
  TenderShort: 'Die Zahlung deckt den Betrag nicht. Nichts wurde gebucht. Prüfen Sie die Beträge.',
  VoidTooLate: 'Nur Verkäufe von heute lassen sich stornieren. Machen Sie stattdessen eine Rückgabe.',
  AlreadyVoided: 'Dieser Verkauf ist schon storniert. Nichts wurde geändert.',
  NotRecorded:
    'Der Speicher ist voll: Der Verkauf wurde nicht gebucht und gab keine Punkte. Verkaufen Sie weiter und notieren Sie ihn. Schaffen Sie Platz, dann noch einmal kassieren.',
  BadRequest: 'Die Anfrage war nicht zu verstehen: {detail}. Nichts wurde geändert.',
  UnsupportedContent: 'Der Inhalt muss JSON sein (application/json). Nichts wurde geändert.',
  TooLarge: 'Die Anfrage hat mehr als {max} Bytes. Nichts wurde geändert. Senden Sie weniger.',
  NotFound: 'Unter dieser Adresse gibt es nichts.',
  Unauthorised: 'Wer sind Sie? Öffnen Sie den Bildschirm neu aus dem Kassenprogramm oder melden Sie sich an.',
  Forbidden: 'Das darf dieses Gerät nicht. Koppeln Sie es mit dem nötigen Recht.',
  HostNotOurs: 'Diese Adresse ist nicht unsere. Verwenden Sie 127.0.0.1 oder localhost.',
  OriginRefused: 'Eine fremde Seite darf nicht mit dieser Kasse sprechen. Koppeln Sie sie zuerst.',
  TooManyAttempts: 'Zu viele Versuche. Warten Sie {seconds} Sekunden und versuchen Sie es noch einmal.',
  KeyMissing:
    'Die Anfrage ändert das Journal und braucht einen Idempotency-Key. Nichts wurde geändert. Senden Sie einen mit.',
  KeyReused:
    'Dieser Idempotency-Key gehört zu einer anderen Anfrage. Nichts wurde geändert. Verwenden Sie einen neuen.',
  KeyTooOld:
    'Dieser Idempotency-Key ist älter als {days} Tage. Nichts wurde geändert. Suchen Sie stattdessen den Verkauf.',
  Internal: 'Das Kassenprogramm hat einen eigenen Fehler. Der Verkauf kann weitergehen; das Protokoll weiß mehr.',
  AgentSilent:
    'Das Kassenprogramm antwortet nicht. Nichts Gebuchtes geht verloren. Bitte kurz warten; wir versuchen es von selbst weiter.',
  ServerSilent: 'Der Server antwortet nicht. Nichts wurde geändert. Bitte kurz warten und noch einmal versuchen.',
  ScannerUnplugged:
    'Der Scanner an {path} ist abgezogen. Tippen Sie die Nummern, bis er zurück ist; er wird von selbst erkannt.',
  ScannerBusy: 'Ein anderes Programm hält den Scanner an {path}. Schließen Sie es; wir versuchen es von selbst weiter.',
  ScannerMissing: 'An {path} ist kein Scanner. Prüfen Sie das Kabel und den Pfad in der Konfiguration.',
  ScannerForbidden:
    'Das Kassenprogramm darf den Scanner an {path} nicht öffnen. Tippen Sie solange; unter Linux gehört sein Benutzer in die Gruppe dialout, danach neu starten.',
  PrinterUnreachable:
    'Der Drucker an {address} antwortet nicht. Der Verkauf ist sicher. Prüfen Sie Strom und Kabel; er druckt, sobald er wieder da ist.',
  PrinterSilent:
    'Der Drucker hat den Bon genommen, aber nicht bestätigt. Sehen Sie nach, ob er herauskam; sonst eine Kopie drucken.',
  PrinterCoverOpen: 'Der Deckel des Druckers ist offen. Schließen Sie ihn; es druckt von selbst weiter.',
  PrinterPaperOut: 'Der Drucker hat kein Papier. Legen Sie eine Rolle ein; es druckt von selbst weiter.',
  PrinterPaperLow: 'Das Papier des Druckers geht zu Ende. Noch wird gedruckt. Halten Sie eine Rolle bereit.',
  PrinterOffline:
    'Der Drucker meldet sich offline. Der Verkauf ist sicher. Sehen Sie auf Lampen und Vorschubtaste; er druckt, sobald er wieder da ist.',
  PrinterFault:
    'Der Drucker meldet einen Fehler, vielleicht klemmt das Messer. Der Verkauf ist sicher. Beheben Sie es und schalten Sie ihn aus und ein.',
  PrinterQueueFull:
    'Schon {max} Bons warten auf den Drucker. Dieser wurde nicht angenommen; der Verkauf ist sicher. Drucker richten, dann eine Kopie drucken.',
  ConfigInvalid: 'Die Konfiguration {file} ist bei {path} falsch: {detail}. Berichtigen Sie sie und starten Sie neu.',
  PortInUse:
    'Ein anderes Programm benutzt den Port {port}. Schließen Sie es oder wählen Sie in der Konfiguration einen anderen.',
  AgentRunning:
    'In {folder} arbeitet schon ein Kassenprogramm (Prozess {pid}). Verwenden Sie dieses oder beenden Sie es zuerst.',
  JournalBroken:
    'Das Journal bricht bei Eintrag {seq}: {detail}. Behalten Sie die Datei, rufen Sie "regulars verify" auf und verständigen Sie die Hilfe.',
  StoreTooNew:
    '{file} wurde von einer neueren Version geschrieben ({found}, bekannt ist {known}). Installieren Sie diese wieder.',
  SqliteTooOld:
    'SQLite {found} kann Buchungen verlieren; nötig ist mindestens {needed}. Installieren Sie neu mit npm ci.',
  DiskLow: 'Auf dem Speicher der Kasse sind nur noch {mb} MB frei. Schaffen Sie Platz, bevor er voll ist.',
  NotEnrolled:
    'Diese Kasse ist nicht aufgenommen. Holen Sie in der Zentrale einen Code und rufen Sie auf: npm run till -- --enrol URL CODE.',
  ProgrammeInvalid: 'Das Programm ist bei {path} falsch: {detail}. Das geltende bleibt.',
  ProgrammeMissing: 'Noch ist kein Programm angekommen. Bis dahin werden Verkäufe ohne Punkte gebucht.',
  ServerUnreachable:
    'Die Zentrale ist nicht erreichbar. Verkaufen Sie weiter; alles bleibt erhalten und wird später gesendet.',
  ServerNotOurs:
    'Der Server unter {url} ist nicht der, bei dem diese Kasse aufgenommen wurde. Nichts wurde gesendet. Rufen Sie die Zentrale an.',
  JsonTooLarge: 'Das JSON hat mehr als {max} {what}. Nichts davon wurde verwendet. Bitte verkleinern.',
  InputInvalid: 'Die Eingabe kann nicht ausgewertet werden: bei {path}: {detail}. Bitte berichtigen.',
  RefundInvalid: 'Diese Rückgabe kann nicht berechnet werden: {detail}. Nichts wurde geändert.',
  ProtocolMismatch:
    'Kasse und Server sprechen verschiedene Versionen (Kasse {till}, Server {server}). Verkaufen Sie weiter; die ältere Seite braucht das Update.',
  MessageInvalid: 'Eine Nachricht auf der Leitung war nicht zu verstehen: {detail}. Sie wurde verworfen.',
  TillFenced: 'Die Zentrale hat diese Kasse ausgesperrt. Ihre Verkäufe bleiben erhalten. Rufen Sie die Zentrale an.',
  StreamForked:
    'Der Server kennt eine andere Geschichte dieser Kasse als die Kasse selbst. Ihre Verkäufe bleiben erhalten. Rufen Sie die Zentrale an.',
  DocumentUnsigned:
    '{kind} {version} aus der Zentrale trägt nicht deren Unterschrift. Es wurde verworfen, das geltende bleibt. Rufen Sie die Zentrale an.',
  TlsRequired:
    'Die Zentrale unter {url} muss über https erreicht werden. Nichts wurde gesendet. Geben Sie ihre https-Adresse an.',
  KeyUnusable:
    'Der Schlüssel dieser Kasse in {file} ist nicht verwendbar: {detail}. Legen Sie die Datei zurück oder nehmen Sie die Kasse in einem leeren Ordner neu auf.',
  AlreadyEnrolled:
    'Die Kasse in {folder} ist schon aufgenommen, als {lane} von {store}. Nichts wurde geändert. Für eine andere Kasse einen anderen Ordner verwenden.',
  EnrolCodeWrong:
    'Dieser Code ist falsch, verbraucht oder älter als {minutes} Minuten. Holen Sie in der Zentrale einen neuen.',
  ServerRunning: 'In {folder} arbeitet schon ein Server. Verwenden Sie diesen oder beenden Sie ihn zuerst.',
  StoreUnknown: 'Eine Filiale „{store}“ gibt es nicht. Bekannt sind: {known}.',
  SetupLinkWrong:
    'Dieser Einrichtungslink ist falsch oder von einem früheren Start. Öffnen Sie den, den der Server zuletzt angezeigt hat.',
  SetupDone: 'Dieser Server ist schon eingerichtet. Melden Sie sich an.',
  LoginWrong: 'Name oder Passwort ist falsch. Versuchen Sie es noch einmal.',
  PasswordWeak: 'Das Passwort braucht mindestens {min} Zeichen. Wählen Sie ein längeres.',
};
