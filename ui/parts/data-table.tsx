// A plain table of figures: the first column names the row, the others are numbers under one another. Wide ones scroll by
// themselves, never the whole page.
import css from './data-table.module.css';

const firstColumn = [0];

export interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly DataRow[];
  readonly foot?: readonly string[] | undefined;
  /** Columns that hold words, by their place; the rest are numbers. */
  readonly words?: readonly number[];
}

export interface DataRow {
  readonly key: string;
  readonly cells: readonly React.ReactNode[];
}

export function DataTable({ caption, columns, rows, foot, words = firstColumn }: DataTableProps): React.ReactElement {
  const kindOf = (at: number): 'word' | 'number' => (words.includes(at) ? 'word' : 'number');
  return (
    <div className={css.frame} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={column} scope="col" data-kind={kindOf(at)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, at) => (
                <Cell key={columns[at]} head={at === 0} kind={kindOf(at)}>
                  {cell}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {foot.map((cell, at) => (
                <Cell key={columns[at]} head={at === 0} kind={kindOf(at)}>
                  {cell}
                </Cell>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface CellProps {
  readonly head: boolean;
  readonly kind: 'word' | 'number';
  readonly children: React.ReactNode;
}

function Cell({ head, kind, children }: CellProps): React.ReactElement {
  return head ? (
    <th scope="row" data-kind={kind}>
      {children}
    </th>
  ) : (
    <td data-kind={kind}>{children}</td>
  );
}
