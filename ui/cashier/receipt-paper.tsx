// The slip as it left the printer, from the same document: names to one side, amounts to the other, in the slip's own direction
// of writing. Its code is for the customer's paper, not for this screen, so only its caption stands here.
import type { ReceiptBlock, ReceiptDocument } from '../../core/projection/receipt.ts';
import { directionOf } from '../text/languages.ts';
import css from './receipt-paper.module.css';

export interface ReceiptPaperProps {
  readonly document: ReceiptDocument;
  readonly name: string;
}

export function ReceiptPaper({ document, name }: ReceiptPaperProps): React.ReactElement {
  return (
    <section
      className={css.paper}
      aria-label={name}
      lang={document.language}
      dir={directionOf(document.language)}
      data-testid="receipt"
    >
      {keyed(document.blocks).map(({ key, block }) => (
        <Block key={key} block={block} />
      ))}
    </section>
  );
}

/** Blocks have no names of their own; a slip never changes, so their place will do. */
function keyed(blocks: readonly ReceiptBlock[]): { key: string; block: ReceiptBlock }[] {
  return blocks.map((block, at) => ({ key: `block-${at}`, block }));
}

function Block({ block }: { readonly block: ReceiptBlock }): React.ReactElement | null {
  switch (block.kind) {
    case 'text':
      return (
        <p data-align={block.align} data-strong={block.strong || undefined} data-large={block.large || undefined}>
          {block.text}
        </p>
      );
    case 'columns':
      return (
        <p className={css.columns} data-strong={block.strong || undefined}>
          <span>{block.left}</span>
          <span>{block.right}</span>
        </p>
      );
    case 'rule':
      return <hr />;
    case 'space':
      return <br />;
    case 'qr':
      return <p data-align="center">{block.caption}</p>;
    case 'cut':
      return null;
    default:
      return block satisfies never;
  }
}
