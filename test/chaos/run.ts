// `npm run chaos`: the chaos tests in their full size, 200 kills anywhere and five at each point; `npm test` runs them smaller.
// Words after `--` and REGULARS_SEED, REGULARS_KILLS are as there.
process.env['REGULARS_KILLS'] ??= '200';
process.env['REGULARS_KILLS_A_POINT'] ??= '5';
process.env['REGULARS_SERVER_KILLS'] ??= '5';
process.argv.push('test/chaos/');
await import('../run.ts');
