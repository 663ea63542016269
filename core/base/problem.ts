// The closed list of what the world can do to us. A problem is a value: a code, the parameters of its sentence, and from
// the table below its HTTP status and its English sentence: what happened, what it means for the sale, what to do.
// Screens translate by code; a code without its German sentence does not compile in ui/text.
import { z } from 'zod';
import { issueTexts } from './issue-text.ts';

type Params = Readonly<Record<string, string | number>>;
interface Entry {
  readonly status: number;
  readonly en: string;
}

export const problems = {
  // what a scanner brings
  ScanUnreadable: { status: 422, en: 'The scan could not be read. The sale goes on. Scan again, or type the code.' },
  ScanTooLong: {
    status: 422,
    en: 'The scanner sent more than {max} bytes. It was dropped and the sale goes on. Scan again; check the scanner if it repeats.',
  },
  ScanUnknown: {
    status: 404,
    en: 'This code is neither a product nor a member of ours. The sale goes on. Try another code.',
  },
  CheckDigitWrong: {
    status: 422,
    en: 'The check digit of {code} is wrong. Nothing was added. Scan again, or type it once more.',
  },
  PaymentCardRefused: {
    status: 422,
    en: 'This looks like a payment card. It was forgotten at once. Please use the loyalty card.',
  },
  ProductUnknown: {
    status: 404,
    en: 'No product has the code {code}. Nothing was added. Type the price to sell it all the same.',
  },
  // members
  MemberUnknown: {
    status: 404,
    en: 'No member is known by this. The sale goes on without. Enrol the customer, or try another way.',
  },
  MemberBlocked: {
    status: 403,
    en: 'This member is blocked. The sale goes on without points. Headquarters can say why.',
  },
  MemberAmbiguous: { status: 409, en: 'Several members share this. Ask for the name and choose one.' },
  MemberExists: {
    status: 409,
    en: 'A member with this phone number is known already. Name the member instead of enrolling again.',
  },
  PhoneInvalid: {
    status: 422,
    en: 'This is not a whole telephone number. Nothing was saved. Type it again with its prefix.',
  },
  NameInvalid: { status: 422, en: 'The first name is empty or longer than {max} characters. Type a shorter one.' },
  EarnOnly: { status: 403, en: 'This identifier only earns. To spend points, use the card or the code of the member.' },
  // the sale
  SaleNotFound: { status: 404, en: 'There is no open sale with this id. Start a new sale.' },
  SaleNotOpen: { status: 409, en: 'The sale is {state}; this cannot be done any more. Start a new sale.' },
  SaleEmpty: { status: 409, en: 'The sale has no lines yet. Scan a product first.' },
  TooManySales: { status: 409, en: '{max} sales are open or held. Finish or cancel one first.' },
  TooManyLines: {
    status: 422,
    en: 'A sale holds at most {max} lines. Nothing was added. Finish this sale and start another.',
  },
  LineNotFound: { status: 404, en: 'This line is not in the sale any more.' },
  QuantityOutOfRange: {
    status: 422,
    en: 'The quantity must be between {min} and {max}. Nothing was changed. Type it again.',
  },
  PriceOutOfRange: {
    status: 422,
    en: 'The price must be between {min} and {max}. Nothing was changed. Type it again.',
  },
  QuoteNotFound: { status: 409, en: 'This quote is not known here. Ask for a new one before paying.' },
  QuoteStale: { status: 409, en: 'The sale has changed since this quote. Ask for a new one before paying.' },
  RewardUnavailable: {
    status: 409,
    en: 'This reward cannot be used in this sale: {reason}. Take it off, or add what is missing.',
  },
  TenderShort: { status: 409, en: 'The payment does not cover what is due. Nothing was recorded. Check the amounts.' },
  VoidTooLate: { status: 409, en: 'Only sales of today can be voided. Make a return instead.' },
  AlreadyVoided: { status: 409, en: 'This sale was voided already. Nothing was changed.' },
  NotRecorded: {
    status: 507,
    en: 'The disk is full: the sale was not recorded and gave no points. Sell on and note it down. Free some space, then pay again.',
  },
  // the door
  BadRequest: { status: 400, en: 'The request was not understood: {detail}. Nothing was changed.' },
  UnsupportedContent: { status: 415, en: 'The body must be JSON (application/json). Nothing was changed.' },
  TooLarge: { status: 413, en: 'The request is larger than {max} bytes. Nothing was changed. Send less.' },
  NotFound: { status: 404, en: 'There is nothing at this address.' },
  Unauthorised: { status: 401, en: 'Who are you? Open the screen from the agent again, or sign in.' },
  Forbidden: { status: 403, en: 'This client may not do that. Pair it with the right it needs.' },
  HostNotOurs: { status: 421, en: 'This address is not ours. Use 127.0.0.1 or localhost.' },
  OriginRefused: { status: 403, en: 'A page of another origin may not talk to this till. Pair it first.' },
  TooManyAttempts: { status: 429, en: 'Too many attempts. Wait {seconds} seconds and try again.' },
  KeyMissing: {
    status: 400,
    en: 'The request changes the journal and needs an Idempotency-Key. Nothing was changed. Send one.',
  },
  KeyReused: {
    status: 409,
    en: 'This Idempotency-Key was used for another request. Nothing was changed. Use a new key.',
  },
  KeyTooOld: {
    status: 410,
    en: 'This Idempotency-Key is older than {days} days. Nothing was changed. Look the sale up instead.',
  },
  Internal: { status: 500, en: 'The agent met a fault of its own. The sale can go on; the log has the details.' },
  // what only a screen can know: that no answer came at all
  AgentSilent: {
    status: 503,
    en: 'The till program does not answer. Nothing recorded is lost. Wait a moment; we try again by ourselves.',
  },
  ServerSilent: { status: 503, en: 'The server does not answer. Nothing was changed. Wait a moment and try again.' },
  // devices
  ScannerUnplugged: {
    status: 503,
    en: 'The scanner at {path} is unplugged. Type codes until it is back; it is picked up by itself.',
  },
  ScannerBusy: {
    status: 503,
    en: 'Another program holds the scanner at {path}. Close that program; we try again by ourselves.',
  },
  ScannerMissing: {
    status: 503,
    en: 'There is no scanner at {path}. Check the cable and the path in the configuration.',
  },
  ScannerForbidden: {
    status: 503,
    en: 'The agent has no right to open the scanner at {path}. Type codes meanwhile; on Linux put its user into the group dialout and start it again.',
  },
  PrinterUnreachable: {
    status: 503,
    en: 'The printer at {address} does not answer. The sale is safe. Check power and cable; it prints when it is back.',
  },
  PrinterSilent: {
    status: 503,
    en: 'The printer took the slip but did not confirm it. Look whether it came out; print a copy if not.',
  },
  PrinterCoverOpen: { status: 503, en: 'The cover of the printer is open. Close it; printing goes on by itself.' },
  PrinterPaperOut: { status: 503, en: 'The printer has no paper. Put in a roll; printing goes on by itself.' },
  PrinterPaperLow: {
    status: 503,
    en: 'The paper of the printer is nearly used up. Slips still print. Keep a roll at hand.',
  },
  PrinterOffline: {
    status: 503,
    en: 'The printer says that it is offline. The sale is safe. Look at its lights and its feed button; it prints when it is back.',
  },
  PrinterFault: {
    status: 503,
    en: 'The printer reports an error, perhaps a jammed cutter. The sale is safe. Clear the jam and switch it off and on.',
  },
  PrinterQueueFull: {
    status: 503,
    en: '{max} slips wait for the printer already. This one was not taken; the sale is safe. Mend the printer, then print a copy.',
  },
  // agent and files
  ConfigInvalid: {
    status: 500,
    en: 'The configuration {file} is wrong at {path}: {detail}. Correct it and start again.',
  },
  PortInUse: {
    status: 500,
    en: 'Port {port} is in use by another program. Close it, or choose another port in the configuration.',
  },
  AgentRunning: { status: 500, en: 'Another agent (process {pid}) works in {folder}. Use that one, or end it first.' },
  ServerRunning: {
    status: 500,
    en: 'Another server works in {folder}. Use that one, or end it first.',
  },
  JournalBroken: {
    status: 500,
    en: 'The journal breaks at record {seq}: {detail}. Keep the file; run "regulars verify" and call support.',
  },
  StoreTooNew: {
    status: 500,
    en: '{file} was written by a newer version ({found}, we know {known}). Install that version again.',
  },
  SqliteTooOld: {
    status: 500,
    en: 'SQLite {found} can lose commits; at least {needed} is needed. Reinstall with npm ci.',
  },
  DiskLow: { status: 503, en: 'Only {mb} MB are free on the disk of the till. Free some space before it is full.' },
  NotEnrolled: {
    status: 503,
    en: 'This till is not enrolled. Get a code at headquarters and run: npm run till -- --enrol URL CODE.',
  },
  ProgrammeInvalid: { status: 422, en: 'The programme is wrong at {path}: {detail}. The one in force stays.' },
  ProgrammeMissing: {
    status: 503,
    en: 'No programme has arrived yet. Sales are recorded without points until it does.',
  },
  // the server and the way to it
  ServerUnreachable: { status: 503, en: 'Headquarters cannot be reached. Sell on; everything is kept and sent later.' },
  ServerNotOurs: {
    status: 502,
    en: 'The server at {url} is not the one this till was enrolled with. Nothing was sent. Call headquarters.',
  },
  JsonTooLarge: {
    status: 413,
    en: 'The JSON has more than {max} {what}. Nothing of it was used. Make it smaller.',
  },
  InputInvalid: { status: 422, en: 'The input cannot be evaluated: at {path}: {detail}. Correct it and try again.' },
  RefundInvalid: { status: 422, en: 'This return cannot be computed: {detail}. Nothing was changed.' },
  ProtocolMismatch: {
    status: 426,
    en: 'Till and server speak different protocol versions (till {till}, server {server}). Sell on; update the older one.',
  },
  MessageInvalid: { status: 400, en: 'A message on the wire was not understood: {detail}. It was dropped.' },
  TillFenced: { status: 403, en: 'Headquarters has shut this till out. Its sales are kept. Call headquarters.' },
  StreamForked: {
    status: 409,
    en: 'The server holds another history of this till than the till itself. Its sales are kept. Call headquarters.',
  },
  DocumentUnsigned: {
    status: 502,
    en: 'The {kind} {version} from headquarters does not carry its signature. It was dropped and the one in force stays. Call headquarters.',
  },
  TlsRequired: {
    status: 400,
    en: 'Headquarters at {url} must be reached by https. Nothing was sent. Give its https address.',
  },
  KeyUnusable: {
    status: 500,
    en: 'The key of this till in {file} cannot be used: {detail}. Put the file back, or enrol the till anew in an empty folder.',
  },
  AlreadyEnrolled: {
    status: 409,
    en: 'The till in {folder} is enrolled already, as {lane} of {store}. Nothing was changed. Use another folder for another till.',
  },
  EnrolCodeWrong: {
    status: 403,
    en: 'This enrolment code is wrong, used or older than {minutes} minutes. Get a new one at headquarters.',
  },
  StoreUnknown: { status: 404, en: 'There is no store "{store}". Known stores: {known}.' },
  SetupLinkWrong: {
    status: 401,
    en: 'This set-up link is wrong or from an earlier start. Open the one that the server printed last.',
  },
  SetupDone: { status: 409, en: 'This server was set up already. Sign in instead.' },
  LoginWrong: { status: 401, en: 'Name or password is wrong. Try again.' },
  PasswordWeak: { status: 422, en: 'The password needs at least {min} characters. Choose a longer one.' },
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

export const problemSchema = z.object({
  code: z.enum(problemCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof problemSchema>;

/** A problem as another version may say it: a code that this one does not know becomes `Internal`, its sentence is ours. */
export const wireProblemSchema = z.object({
  code: z
    .string()
    .max(60)
    .transform((code): ProblemCode => problemCodes.find((known) => known === code) ?? 'Internal'),
  params: problemSchema.shape.params,
});

export function problem(code: ProblemCode, params: Params = {}): Problem {
  return { code, params: { ...params } };
}

/** The English sentence, for logs, command lines and integrators. A missing parameter shows as its name. */
export function sentenceOf({ code, params }: Problem): string {
  return problems[code].en.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? name));
}

/** As `detailOf`, for sentences that name the path themselves. */
export function placeOf(error: z.ZodError): { path: string; detail: string } {
  const [first, ...more] = issueTexts(error).slice(0, 3);
  const others = more.map(({ path, en }) => (path === '' ? en : `${path}: ${en}`));
  return { path: first?.path || 'the top', detail: [first?.en ?? '', ...others].join('; ') };
}

/** What zod found, as path and sentence, for the problems that carry a `detail`. Shows at most three findings. */
export function detailOf(error: z.ZodError): { path: string; detail: string } {
  const found = issueTexts(error).slice(0, 3);
  return {
    path: found[0]?.path || 'the top',
    detail: found.map(({ path, en }) => (path === '' ? en : `${path}: ${en}`)).join('; '),
  };
}
