// Loaded by `node -r` before every verb of package.json. On a Node that cannot run this project it says so in a sentence and
// stops, before the first .ts file or native module would crash. Plain old JavaScript on purpose: it must parse anywhere.
'use strict';

var NODE_MAJOR_MIN = 24;
var major = Number(process.versions.node.split('.')[0]);

if (!(major >= NODE_MAJOR_MIN)) {
  process.stderr.write(
    'Regulars needs Node ' +
      NODE_MAJOR_MIN +
      ' or newer; this is Node ' +
      process.versions.node +
      '. "npm ci" brings Node 24 along on Linux, Windows and Intel Macs and the npm scripts then use it; ' +
      'elsewhere (Apple Silicon, or after "npm ci --omit=optional") install Node 24 or newer yourself.\n',
  );
  process.exit(1);
}
