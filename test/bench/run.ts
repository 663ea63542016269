// `npm run bench -- NAME [--json] [--small]`: runs one bench and prints its table, or with --json one object as the last
// line. Figures, not judgements: it exits 0 whatever they are.
import { parseArgs } from 'node:util';
import type { BenchResult, BenchRow, BenchSize, Spread } from './bench-result.ts';
import { benchCheckout } from './checkout.ts';
import { benchRules } from './rules.ts';

const benches: Readonly<Record<string, (size: BenchSize) => Promise<BenchResult>>> = {
  checkout: benchCheckout,
  rules: benchRules,
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const read = readArguments(args);
  const run = benches[read?.name ?? ''];
  if (!read || !run) {
    const names = Object.keys(benches).join(', ');
    process.stderr.write(`Usage: npm run bench -- NAME [--json] [--small]\nNAME is one of: ${names}\n`);
    return 2;
  }
  const result = await run({ small: read.small, tell: (progress) => process.stderr.write(`${progress}\n`) });
  process.stdout.write(read.json ? `${JSON.stringify(result)}\n` : tableOf(result));
  return 0;
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, small: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    return positionals.length === 1 ? { name: positionals[0], ...values } : null;
  } catch {
    return null;
  }
}

function tableOf(result: BenchResult): string {
  const names = [...result.rows.map(({ name }) => name), ...Object.keys(result.ratios)];
  const width = Math.max(...names.map((name) => name.length)) + 1;
  const head = `${''.padEnd(width)}${'p50'.padStart(9)}  ${'least – most'.padEnd(17)}${'p99'.padStart(9)}  least – most`;
  const lines = [`${result.bench}: ${result.size}`, result.machine, `Times in ${result.unit}.`, '', head];
  lines.push(...result.rows.map((row) => rowText(row, width)), '');
  for (const [name, value] of Object.entries(result.ratios))
    lines.push(`${name.padEnd(width)}${value.toFixed(2).padStart(9)}`);
  return `${[...lines, '', ...result.notes].join('\n')}\n`;
}

function rowText({ name, p50, p99 }: BenchRow, width: number): string {
  return `${name.padEnd(width)}${spreadText(p50)}${spreadText(p99)}`.trimEnd();
}

function spreadText({ median, least, most }: Spread): string {
  return `${median.toFixed(3).padStart(9)}  ${`${least.toFixed(3)} – ${most.toFixed(3)}`.padEnd(17)}`;
}
