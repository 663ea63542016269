// The house in tables: rooms, the steps inside them, and where the outside comes in. These tables are the law, not a list of
// exceptions to it: what they do not name is not allowed, and a new room, step or package gets its line here, with its reason.

/** Room → rooms it may import besides itself. `agent/electron` is a room of its own: it starts the agent, it does not know it. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  sdk: ['core'],
  agent: ['core'],
  'agent/electron': ['core'],
  'sync-server': ['core'],
  ui: ['core', 'sdk'],
  demo: ['core', 'sdk', 'agent', 'sync-server', 'fixtures'],
  fixtures: [],
  test: ['core', 'sdk', 'agent', 'agent/electron', 'sync-server', 'ui', 'demo', 'fixtures'],
};

/**
 * Room → its steps from the lowest up, each the folders and top-level files that stand on it. A file may import its own folder
 * and any lower step; two names on one step stand side by side and do not know one another.
 */
export const STEPS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  core: [
    ['base'],
    ['catalogue'],
    ['member'],
    ['basket'],
    ['programme'],
    ['rules'],
    ['sale'],
    ['journal'],
    ['ledger'],
    ['projection'],
    ['protocol'],
  ],
  agent: [
    ['till'],
    ['config', 'system', 'log', 'watch-disk'],
    ['storage', 'devices', 'sync', 'api'],
    ['cli', 'open-devices'],
    ['start-agent'],
    ['entry'],
  ],
  'sync-server': [['config', 'system', 'log'], ['store'], ['intake', 'feed', 'jobs'], ['socket', 'http'], ['main']],
  ui: [['text'], ['parts'], ['cashier', 'display', 'manager', 'hq', 'member'], ['app'], ['link'], ['main']],
};

/** The part of core that the SDK is a client of; the rest of core is not for a POS. */
export const SDK_SEES = /^core\/protocol\/(till\/|till[-.])/;

export interface Door {
  /** Folders in each of which at most one file may name the package: one door. */
  readonly one?: readonly string[];
  /** Folders in which every file may. */
  readonly many?: readonly string[];
}

const NODE_ROOMS = ['agent/', 'sync-server/', 'demo/', 'test/'];
const SCREENS = ['ui/'];
const TESTS = ['test/'];
const BUNDLES = ['ui/', 'sdk/', 'agent/electron/', 'test/'];
const HTTP = ['agent/api/', 'sync-server/http/'];

/** Package (or `@scope/*`) → who may name it. A package without a line here may be named by nobody. */
export const DOORS: Readonly<Record<string, Door>> = {
  zod: { many: ['core/', 'agent/', 'sync-server/', 'ui/link/', 'demo/', 'test/'] },
  '@noble/hashes': { many: ['core/', 'test/'] },
  '@noble/curves': { many: ['core/', 'test/'] },
  'better-sqlite3': { one: ['agent/storage/', 'sync-server/store/', 'test/support/'], many: ['test/bench/'] },
  'socket.io-client': { one: ['agent/sync/', 'ui/link/', 'sdk/', 'test/support/'] },
  'socket.io': { one: ['agent/api/', 'sync-server/socket/', 'test/support/'] },
  fastify: { many: HTTP },
  '@fastify/*': { many: HTTP },
  'fastify-type-provider-zod': { many: HTTP },
  pino: { one: ['agent/', 'sync-server/'] },
  'libphonenumber-js': { one: ['agent/', 'sync-server/'] },
  serialport: { many: ['agent/devices/', 'test/support/'] },
  '@serialport/*': { many: ['agent/devices/', 'test/support/'] },
  'node-thermal-printer': { many: ['agent/devices/', 'test/agent/devices/'] },
  // Draws the QR of an interpreted slip, and reads it back in tests.
  qr: { many: ['agent/devices/', 'test/'] },
  electron: { many: ['agent/electron/', 'test/agent/electron/', 'test/end-to-end/'] },
  'electron-builder': { many: TESTS },
  '@electron/fuses': { many: ['agent/electron/', 'test/'] },
  react: { many: [...SCREENS, 'test/'] },
  'react-dom': { many: [...SCREENS, 'test/'] },
  '@mantine/*': { many: SCREENS },
  i18next: { many: SCREENS },
  'react-i18next': { many: SCREENS },
  vite: { many: BUNDLES },
  '@vitejs/plugin-react': { many: BUNDLES },
  vitest: { many: TESTS },
  'fast-check': { many: TESTS },
  'playwright-core': { many: TESTS },
  '@sparticuz/chromium': { many: TESTS },
  pngjs: { many: TESTS },
  // Of Node's own modules, these have a door; the rest are open to every room that runs in Node.
  'node:child_process': { many: ['agent/cli/', 'agent/electron/', 'demo/', 'test/'] },
  'node:sqlite': {},
  'node:timers': {},
  'node:timers/promises': { many: ['demo/', 'test/'] },
  'node:*': { many: NODE_ROOMS },
};

/** The files that read the real clock and throw the real dice; everyone else is given them. */
export const CLOCK_AND_DICE = [
  /^(agent|agent\/electron|sync-server|sdk|ui)\/system\.ts$/,
  /^ui\/link\//,
  /^ui\/(.*\/)?use-[a-z0-9-]+\.tsx?$/,
  /^demo\//,
  /^test\//,
];

/** Where money and units are decided: the same bits must come out on every machine, in every language, for years. */
export const DECIDING = /^core\/((programme|rules|sale|ledger|basket)\/|base\/money\.ts$)/;

/** The one file that divides; each of its functions names its rounding. */
export const DIVIDES = 'core/base/money.ts';

/** The top level and why each entry is there. */
export const TOP_LEVEL: Readonly<Record<string, string>> = {
  'core/': 'room',
  'agent/': 'room',
  'sync-server/': 'room',
  'ui/': 'room',
  'sdk/': 'room',
  'demo/': 'room',
  'fixtures/': 'room',
  'test/': 'room',
  'package.json': 'the verbs and the dependencies',
  'package-lock.json': 'the dependencies, by hash',
  'tsconfig.json': 'the solution',
  'tsconfig.base.json': 'what all rooms’ projects share',
  'electron-builder.yml': 'what is packed, and its fuses',
  'require-node.cjs': 'the sentence for a Node that is too old; every verb loads it first',
  'README.md': 'the way in',
  LICENSE: 'Apache-2.0',
  'CHANGELOG.md': 'what users notice',
  '.ci/': 'what a clean machine runs',
  '.gitignore': 'git',
  '.gitattributes': 'git',
  '.npmrc': 'npm',
  '.editorconfig': 'editors',
  '.oxlintrc.json': 'lint',
  '.prettierrc': 'format',
  '.prettierignore': 'format',
};

/** Every folder that must say in a README of a page what it is for. */
export const FOLDERS_WITH_README = [
  ...Object.keys(ROOMS),
  ...Object.entries(STEPS).flatMap(([room, steps]) => steps.flat().map((name) => `${room}/${name}`)),
  ...[
    'tidy',
    'stories',
    'contracts',
    'simulation',
    'chaos',
    'upgrade',
    'end-to-end',
    'bench',
    'mutation',
    'support',
  ].map((name) => `test/${name}`),
];

export function roomOf(path: string): string | undefined {
  const rooms = Object.keys(ROOMS).filter((room) => path.startsWith(`${room}/`));
  return rooms.toSorted((a, b) => b.length - a.length)[0];
}

/** `vite.config.ts` and its like are files of a tool: they run in Node and export what the tool demands. */
export function isToolConfig(path: string): boolean {
  return path.endsWith('.config.ts');
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}
