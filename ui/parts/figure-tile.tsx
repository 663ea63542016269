// One figure: its name, the number large, and what puts it in proportion. Used by the manager and by headquarters.
import css from './figure-tile.module.css';

export interface FigureTileProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string | undefined;
  /** The value is words, not a number. */
  readonly words?: boolean;
  readonly tone?: 'plain' | 'warn' | undefined;
}

export function FigureTile({ name, value, note, words = false, tone = 'plain' }: FigureTileProps): React.ReactElement {
  return (
    <div className={css.tile} data-tone={tone}>
      <dt>{name}</dt>
      <dd>
        <b data-words={words || undefined}>{value}</b>
        {note !== undefined && <span>{note}</span>}
      </dd>
    </div>
  );
}

export function FigureTiles({ children }: { readonly children: React.ReactNode }): React.ReactElement {
  return <dl className={css.tiles}>{children}</dl>;
}
