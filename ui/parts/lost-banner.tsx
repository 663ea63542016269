// Over everything while the agent does not answer: what happened, that nothing is lost, and that it comes back by itself.
import { Notice } from './notice.tsx';
import { useText } from './speech-context.tsx';
import css from './lost-banner.module.css';

export function LostBanner({ sinceMs }: { readonly sinceMs: number }): React.ReactElement {
  const text = useText();
  return (
    <div className={css.banner}>
      <Notice tone="bad" urgent>
        <strong>{text.say('lost.title')}</strong> {text.say('lost.body')}{' '}
        {text.say('lost.tryingSince', { time: text.time(sinceMs) })}
      </Notice>
    </div>
  );
}
