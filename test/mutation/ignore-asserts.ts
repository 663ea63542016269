// What Stryker leaves as it is: our assertions. They say what can never be, so no test can reach their other side; leaving them in
// would reward code without them.

interface SyntaxPath {
  readonly node: { readonly type: string; readonly callee?: { readonly name?: string } };
}

/** The name and the form that Stryker looks for in a plug-in; it judges each node and leaves out all that lies below it. */
export const strykerPlugins = [{ kind: 'Ignore', name: 'asserts', value: { shouldIgnore: ignoreAsserts } }];

export function ignoreAsserts({ node }: SyntaxPath): string | undefined {
  const called = node.type === 'CallExpression' ? node.callee?.name : undefined;
  return called === 'assert' || called === 'unreachable' ? 'an assertion says what can never be' : undefined;
}
