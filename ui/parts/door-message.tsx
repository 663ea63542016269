// A page with one message in its middle, for what comes before a screen: connecting, not signed in, set up, sign in.
import css from './door-message.module.css';

export interface DoorMessageProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly children?: React.ReactNode;
}

export function DoorMessage({ title, lines, children }: DoorMessageProps): React.ReactElement {
  return (
    <main className={css.door}>
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
