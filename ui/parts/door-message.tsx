// A page with one message in its middle, for what comes before a screen: connecting, not signed in, set up, sign in.
import css from './door-message.module.css';

export interface DoorMessageProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly children?: React.ReactNode;
  /** Comes after a moment only: what is over by then was not worth a message. */
  readonly later?: boolean;
}

export function DoorMessage({ title, lines, children, later = false }: DoorMessageProps): React.ReactElement {
  return (
    <main className={css.door} data-later={later || undefined}>
      <section>
        <h1>{title}</h1>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {children}
      </section>
    </main>
  );
}
