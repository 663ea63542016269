// Every bound of Regulars in one place, each with its reason. Each is tested at and one past it.

export const limits = {
  /** 10 billion in cents on one line: larger is a typing error, and 500 lines of it still fit a safe integer. */
  moneyMax: 1_000_000_000_000,
  /** No member holds more; larger is a fault upstream. */
  unitsMax: 1_000_000_000_000,
  /** 999 pieces or kilograms a line, in thousandths: what fits a till's screen and beyond what a cashier means. */
  quantityMax: 999_000,
  /** One million major units a line: a car. Above it a price was probably scanned into the price field. */
  unitPriceMax: 100_000_000,
  /** A wholesale trolley has 200; evaluate stays well under its 50 ms at this size. */
  linesPerBasketMax: 500,
  /** Bytes a scanner may send as one scan; a full GS1 DataMatrix has 2,335 characters. */
  scanBytesMax: 4_096,
  /** Characters of a name as printed; a receipt line has at most 48. */
  nameLengthMax: 80,
  categoriesPerLineMax: 20,
  tagsPerLineMax: 20,
  posDiscountsPerLineMax: 10,
  tendersPerSaleMax: 10,
  rewardsChosenMax: 10,
  /** Chains plan campaigns by the hundred; 10,000 is every store its own weekly leaflet for a year. */
  campaignsMax: 10_000,
  rewardsMax: 200,
  couponsMax: 1_000,
  groupsMax: 500,
  /** Indexes of a store and day kept in memory: a till needs one, an audit of a chain one a store. */
  dayIndexesMax: 64,
  /** Groups inside groups; people lose track at three. */
  groupDepthMax: 8,
  /** The tree of goods of a department store has six. */
  categoryDepthMax: 20,
  storesOfProgrammeMax: 2_000,
  categoriesOfProgrammeMax: 20_000,
  /** Tiers, memberships, segments, causes, badges: names that people must keep apart. */
  namesOfProgrammeMax: 200,
  taxCodesMax: 50,
  unitsOfProgrammeMax: 20,
  effectsPerCampaignMax: 10,
  limitsPerCampaignMax: 5,
  fundersPerCampaignMax: 10,
  /** SKUs or categories in one selector: a leaflet's page; more goods get a tag. */
  selectorNamesMax: 1_000,
  selectorBranchesMax: 50,
  conditionBranchesMax: 50,
  /** Leaves of one tree of conditions; a person who reads it has lost the thread long before. */
  conditionsPerTreeMax: 200,
  /** Goods under which one rule stands in the index of a day. */
  indexKeysMax: 2_000,
  /** Kinds of goods that one bundle takes. */
  bundleTakesMax: 10,
  bundleTakeMax: 100,
  /** Levels of JSON in a programme or an input, and levels of conditions alone: a person cannot read ten. */
  jsonDepthMax: 40,
  /** Values in one document: 10,000 campaigns of some hundred each. */
  documentValuesMax: 2_000_000,
  /** Values in one evaluation input: 500 lines of some forty, and 10,000 coupons. */
  inputValuesMax: 60_000,
  /** Coupons that one customer lays on the counter. Stores' apps hold hundreds; more is a script. */
  couponsPerSaleMax: 200,
  /** Rows of what was used before, in one input: some for each campaign that could match. */
  usageMax: 2_000,
  /** Single pieces in one basket that bundles may be formed of; a wholesale trolley beyond it is sold without bundles. */
  bundleUnitsMax: 10_000,
  /** Candidates up to which the best combination is searched over all groups at once (rules.md, property of twelve). */
  choiceJointMax: 12,
  /**
   * Nodes of one search for the best combination: counted, not timed, so that it ends alike on every machine. Up to twelve
   * candidates it suffices to look at all combinations; with more, a cashier waits.
   */
  choiceNodesMax: 50_000,
  choiceNodesManyMax: 20_000,
  /** Nodes of all searches of one evaluation together, and sweeps over groups that are searched one by one. */
  choiceNodesTotal: 200_000,
  choiceSweepsMax: 3,
  /** Cells of the table that bounds the search over pieces: 8 bytes each. */
  choiceTableMax: 200_000,
  /** Thousandths of minor units that one gift of units counts for among combinations: nine billion, and a thousand times it is safe. */
  worthMax: 9_000_000_000_000,
  nudgesMax: 3,
  /** Words of one sentence of an explanation: what a cashier takes in at a glance. */
  sentenceWordsMax: 20,
  /** Bytes of one JSON file or line at the command line: the largest programme in words that people chose. */
  jsonFileBytesMax: 64 * 1024 * 1024,
  /** Days for which a birthday must have been known (rules.md, "Tiers, birthdays, referrals"). */
  birthdayKnownDays: 30,
  /** Minor units of money that a phone number said aloud may spend in one sale (product.md, "Who may do what"). */
  phoneSpendMinor: 500,
  /** Days a unit given back stays usable at least (sync.md section 4, "Refund"). */
  recreditDays: 30,
  /** Values in what a return is computed from: an evaluation input and its evaluation, some hundred a line. */
  refundValuesMax: 200_000,
  /** Coupons that one sale used and everything it gave, together: a counter full of them, and as many again. */
  refundCouponsMax: 400,
  /** Sales open or held at one till at once; a till has one cashier. */
  openSalesMax: 50,
  /** Minutes for which a quote is honoured (rules.md, "What a basket is"). */
  quoteMinutes: 30,
  /** Days for which acknowledged records and idempotency keys stay on the till (sync.md 2.4). */
  journalDays: 35,
  /** Bytes of one HTTP body at the local API: 500 lines of a kilobyte. */
  httpBodyBytesMax: 524_288,
  /** Bytes of one message on the sync socket; socket.io's own default, announced in `welcome`. */
  syncMessageBytesMax: 1_000_000,
  /** Records and compressed bytes in one push (sync.md 2.4). */
  pushRecordsMax: 200,
  pushBytesMax: 65_536,
  /** Bytes of one record's body: 500 lines fit. */
  recordBytesMax: 524_288,
  /** Rows in one transaction of the cache worker, so that a reader never waits long. */
  cacheRowsPerTransaction: 500,
  /** Rows in one answer of the feed: one transaction of the cache, so that rows and `covered` are never seen apart. */
  feedRowsMax: 500,
  /** Records whose index entries may wait in memory: read again after a crash in a few milliseconds. */
  journalTailMax: 256,
  /** Newest records whose chain is checked when a journal is opened (sync.md 2.9); `regulars verify` checks all. */
  journalCheckRecords: 10_000,
  /** Freed when the disk is full, so that the sale in hand can still be recorded (sync.md 2.9). */
  ballastBytes: 64 * 1024 * 1024,
  /** Megabytes free on the till's disk below which screens warn (sync.md 2.9), and how often we look. */
  diskLowMb: 200,
  diskLookMs: 60_000,
  /** Characters of an idempotency key. */
  idempotencyKeyMax: 80,
  /** Milliseconds after which two equal scans of one device are two scans (till.md). */
  doubleReadMs: 400,
  /** Milliseconds of silence that end a scan without its terminator (till.md); below 9600 baud they grow with the byte. */
  scanSilenceMs: 50,
  /** A lost scanner or printer is tried again after the first delay, doubled up to the second: soon back, never a storm. */
  scannerReopenMsMin: 200,
  scannerReopenMsMax: 5_000,
  printerRetryMsMin: 1_000,
  printerRetryMsMax: 15_000,
  /** A printer on the shop's own network that has not taken the connection by then is off. */
  printerConnectMs: 3_000,
  /** Status is answered out of turn, within milliseconds; a clone that is silent for so long never answers it. */
  printerStatusMs: 400,
  /** A printer that takes no byte for so long has stopped; its buffer alone covers seconds of printing. */
  printerStallMs: 10_000,
  /** From the last byte to the answer of `GS r 1`: the longest slip prints in less. */
  printerAnswerMs: 15_000,
  /** While the printer itself says that it waits for paper or its cover, a person is at work: two minutes for a new roll. */
  printerAttentionMs: 120_000,
  /** Slips that wait for one printer; more than a queue of customers means that it is dead. */
  printQueueMax: 50,
  /** Slips that a simulated printer keeps to be looked at. */
  slipsKeptMax: 50,
  /** A wrong code costs an attempt; then the door stays shut for a while. */
  pairAttemptsMax: 5,
  pairMinutes: 2,
  enrolCodeMinutes: 60,
  loginAttemptsMax: 10,
  loginWindowMinutes: 15,
  // ---- the local API: one machine, a handful of clients; the bounds stop a program gone wild, not a fast cashier ----
  /** Minutes in which a one-time key must become a token: a window opens in seconds. */
  apiKeyMinutes: 2,
  /** Keys waiting to be used; a shell mints one a window. The oldest goes first. */
  apiKeysMax: 50,
  /** Screens signed in at once; each start of a window is one. The one that signed in first goes first. */
  apiClientsMax: 100,
  /** Milliseconds for the head of a request and for the whole of it; on loopback both take a few. */
  apiHeadMs: 3_000,
  apiRequestMs: 5_000,
  /** Bytes of all headers together; ours are under one kilobyte. */
  apiHeadBytesMax: 8_192,
  apiConnectionsMax: 200,
  /** Calls a client may make at once and then a second; scans are counted apart, so that no polling starves them. */
  apiCallsAtOnce: 2_000,
  apiCallsPerSecond: 500,
  /** Screens that listen at once, and bytes that one may say: only its token. */
  apiListenersMax: 50,
  apiListenerBytesMax: 4_096,
  /** Views that a listener may lag behind before it is let go; it comes back and gets the newest. */
  apiListenerLagMax: 200,
  // ---- the server: what one process takes on, so that a thousand tills after an outage slow it and do not break it ----
  /** Bytes into which one push may unfold: 200 large baskets, and no bomb. Beyond it the till cuts smaller batches. */
  pushUnzippedBytesMax: 16_777_216,
  /** Records waiting for the writer; beyond it a push is told to come back, before it is unpacked (sync.md 2.7). */
  ingestQueueMax: 20_000,
  /** After so long a till that was told to come back does. */
  ingestRetryMs: 1_000,
  /** Records and milliseconds that share one commit (sync.md 2.5): uncapped, the last of 200 tills waits seconds. */
  groupRecordsMax: 2_000,
  groupMsMax: 20,
  /** Pushes of one till on their way at once (sync.md 2.4). */
  pushInflightMax: 2,
  /** Bytes of rows in one answer of the feed; a document is sent alone, whatever its size. */
  feedBytesMax: 262_144,
  /** Changes within this time are one poke. */
  pokeMs: 250,
  /** A till that connected says who it is within this; else the place is given to another. */
  helloMs: 10_000,
  syncSocketsMax: 20_000,
  /** Messages one socket may send at once and then a second; a till that drains sends a push or two a round trip. */
  syncCallsAtOnce: 200,
  syncCallsPerSecond: 100,
  /** Messages nobody understands, of one address in a minute; then its connections are refused for a minute. */
  garbageAMinuteMax: 10,
  /** Bytes of one HTTP body at the server; its largest request is a password. */
  serverBodyBytesMax: 16_384,
  /** Hours for which a person of headquarters stays signed in: a working day. */
  sessionHours: 12,
  /** Wrong enrolment codes of one address; then its door stays shut for a while. */
  enrolAttemptsMax: 5,
  enrolWindowMinutes: 5,
  /** Days in one answer of figures. */
  figuresDaysMax: 400,
  /** How often the files of programme and assortment are looked at for a change. */
  publishEveryMs: 3_000,
  // ---- the till's way to headquarters: each wait has its end, so that no machine of sync can hang (sync.md 1.3, class C) ----
  /** Milliseconds for one attempt to connect, and for challenge and welcome each. */
  syncConnectMs: 10_000,
  syncGreetingMs: 15_000,
  /** After so long without an answer a push counts as lost (sync.md 2.4); a server under load commits in two seconds. */
  pushAnswerMs: 15_000,
  /** Records of a burst go in one push (sync.md 2.4). */
  pushCoalesceMs: 20,
  /** The outbox looks for records this often even when nothing calls it. */
  pushLookMs: 5_000,
  /** Raw bytes in one push of a till: what a small server unfolds and parses in some ten milliseconds. */
  pushRawBytesMax: 1_000_000,
  /** The feed is asked this often even without a poke; its answer is awaited, and a page is written, for so long. */
  feedEveryMs: 60_000,
  feedAnswerMs: 30_000,
  feedWriteMs: 120_000,
  /** A person waits for it, at a command line. */
  enrolAnswerMs: 20_000,
  /** However long a server asks a till to wait, it looks again after a minute. */
  syncPauseMsMax: 60_000,
} as const;
