// `npm run chaos`: the chaos tests in their full size, 200 kills anywhere; `npm test` runs them smaller. Words after `--` and
// REGULARS_SEED, REGULARS_KILLS are as there.
process.env['REGULARS_KILLS'] ??= '200';
process.argv.push('test/chaos/');
await import('../run.ts');
