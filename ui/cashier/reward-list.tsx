// The rewards that can be used now, at most four and best first, each a large button with its digit; how far it is to
// the next one; and "not today", which clears the customer's choice with one key.
import type { SaleView, TillView } from '../../core/protocol/till.ts';
import { ActionButton, keepFocus, KeyCap } from '../parts/action-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useText } from '../parts/speech-context.tsx';
import { rewardsToShow } from './desk-state.ts';
import type { Wish } from './desk-state.ts';
import { rewardKey, rewardsShownMax } from './key-map.ts';
import { unitName } from './unit-name.ts';
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
            <RewardButton key={reward.id} place={at + 1} reward={reward} view={view} wish={wish} />
          ))}
        </div>
      )}
      <Nudge sale={sale} view={view} />
      {shown.length > 0 && wave}
    </>
  );
}

interface RewardButtonProps extends Omit<RewardListProps, 'notToday' | 'sale'> {
  readonly reward: SaleView['rewards'][number];
  readonly place: number;
}

function RewardButton({ reward, place, view, wish }: RewardButtonProps): React.ReactElement {
  const text = useText();
  const used = reward.state === 'used';
  const unit = unitName(view, reward.cost.unit, text.own);
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

/** How far it is to the nearest reward, said before payment, where the cashier looks anyway. */
function Nudge({ view, sale }: Pick<RewardListProps, 'view' | 'sale'>): React.ReactElement | null {
  const text = useText();
  const [nudge] = sale.nudges;
  if (!nudge) return null;
  const unit = unitName(view, nudge.unit, text.own);
  const cost = sale.rewards.find((reward) => reward.id === nudge.reward)?.cost.n ?? nudge.missing;
  return (
    <div className={css.nudge} role="status" data-testid="nudge">
      <Icon name="spark" />
      <span>{text.say('customer.nudge', { n: nudge.missing, unit, reward: text.own(nudge.name) })}</span>
      <progress max={cost} value={Math.max(0, cost - nudge.missing)} aria-hidden="true" />
    </div>
  );
}
