// The rewards that can be used now, at most four and best first, each a large button with its digit; what is missing for the
// next one; and "not today", which clears the customer's choice with one key.
import type { SaleView, TillView } from '../../core/protocol/till.ts';
import { ActionButton, keepFocus, KeyCap } from '../parts/action-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useText } from '../parts/speech-context.tsx';
import { rewardsToShow } from './desk-state.ts';
import type { Wish } from './desk-state.ts';
import { rewardKey, rewardsShownMax } from './key-map.ts';
import { unitName } from './customer-pane.tsx';
import css from './reward-list.module.css';

export interface RewardListProps {
  readonly view: TillView;
  readonly sale: SaleView;
  readonly notToday: boolean;
  readonly wish: (wish: Wish) => void;
}

export function RewardList({ view, sale, notToday, wish }: RewardListProps): React.ReactElement | null {
  const text = useText();
  const shown = rewardsToShow(sale, rewardsShownMax);
  const wave = (
    <ActionButton
      tone="quiet"
      label={text.say(notToday ? 'customer.showRewards' : 'customer.notToday')}
      keys={rewardKey(0)}
      onPress={() => {
        wish({ do: 'not-today' });
      }}
    />
  );
  if (notToday && shown.length > 0) return wave;
  return (
    <>
      {shown.length > 0 && (
        <div className={css.list} role="group" aria-label={text.say('customer.rewards')}>
          {shown.map((reward, at) => (
            <RewardButton key={reward.id} place={at + 1} reward={reward} sale={sale} view={view} wish={wish} />
          ))}
        </div>
      )}
      <NextReward sale={sale} view={view} />
      {shown.length > 0 && wave}
    </>
  );
}

interface RewardButtonProps extends Omit<RewardListProps, 'notToday'> {
  readonly reward: SaleView['rewards'][number];
  readonly place: number;
}

function RewardButton({ reward, place, sale, view, wish }: RewardButtonProps): React.ReactElement {
  const text = useText();
  const used = reward.state === 'used';
  const unit = unitName(view, sale, reward.cost.unit, text.own);
  return (
    <button
      type="button"
      className={css.reward}
      aria-pressed={used}
      onMouseDown={keepFocus}
      onClick={() => {
        wish({ do: 'reward', reward: reward.id });
      }}
    >
      <Icon name={used ? 'check' : 'gift'} size="1.6em" />
      <span className={css.name}>
        <b>{text.own(reward.name)}</b>
        <span>
          {used ? `${text.say('customer.used')} · ` : ''}
          {text.say('customer.cost', { n: reward.cost.n, unit })}
        </span>
      </span>
      <KeyCap keys={rewardKey(place)} />
    </button>
  );
}

/** The nearest reward that only units are missing for, with how far the customer is. */
function NextReward({ view, sale }: Pick<RewardListProps, 'view' | 'sale'>): React.ReactElement | null {
  const text = useText();
  const [next] = sale.rewards
    .filter((reward) => reward.state === 'unavailable' && reward.reason === 'too-few-units')
    .toSorted((a, b) => a.missing - b.missing);
  if (!next) return null;
  const unit = unitName(view, sale, next.cost.unit, text.own);
  return (
    <div className={css.next} data-testid="next-reward">
      <span>{text.own(next.name)}</span>
      <b>{text.say('customer.missing', { n: next.missing, unit })}</b>
      <progress max={next.cost.n} value={Math.max(0, next.cost.n - next.missing)} aria-hidden="true" />
    </div>
  );
}
