// Loaded by `node -r` before every verb of package.json. A Node that is too old hands the verb over to the Node 24 that `npm ci`
// brought (npm 11 puts it first on PATH by itself, npm 10 does not), and where there is none it says so in a sentence and stops,
// before the first .ts file or native module would crash. Plain old JavaScript on purpose: it must parse anywhere.
'use strict';

var NODE_MAJOR_MIN = 24;

if (!(Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN)) {
  var path = require('path');
  var folder = path.join(__dirname, 'node_modules', 'node-' + process.platform + '-' + process.arch, 'bin');
  var newer = path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (require('fs').existsSync(newer)) {
    handOver(newer, folder);
  } else {
    process.stderr.write(
      'Regulars needs Node ' +
        NODE_MAJOR_MIN +
        ' or newer; this is Node ' +
        process.versions.node +
        '. "npm ci" brings one along on Linux, Windows and Intel Macs; elsewhere (Apple Silicon, or after ' +
        '"npm ci --omit=optional") install Node ' +
        NODE_MAJOR_MIN +
        ' or newer yourself.\n',
    );
    process.exit(1);
  }
}

function handOver(newer, folder) {
  // The program itself must not start here; only this file's wait for the other Node goes on.
  require('module').runMain = function () {};
  process.env.PATH = folder + path.delimiter + process.env.PATH;
  var child = require('child_process').spawn(newer, process.argv.slice(1), { stdio: 'inherit' });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      // A terminal sends Ctrl-C to both of us; passed on as well, it would look like a second, impatient one.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  });
  child.on('error', function (error) {
    process.stderr.write('The Node that npm brought does not start: ' + error.message + '\n');
    process.exit(1);
  });
  child.on('exit', function (code, signal) {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
