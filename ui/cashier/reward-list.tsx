// What the customer may say yes to now, at most four and best first: proposed campaigns and rewards, each a large button with
// its digit; what is near; and "not today", which clears the customer's choice with one key.
import type { SaleView, TillView } from '../../core/protocol/till.ts';
import { ActionButton, keepFocus, KeyCap } from '../parts/action-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useText } from '../parts/speech-context.tsx';
import type { Text } from '../text/text.ts';
import { choicesToShow } from './desk-state.ts';
import type { Choice, Wish } from './desk-state.ts';
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
  const shown = choicesToShow(sale, rewardsShownMax);
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
          {shown.map((choice, at) => (
            <ChoiceButton key={choice.id} place={at + 1} choice={choice} view={view} wish={wish} />
          ))}
        </div>
      )}
      <Nudges sale={sale} view={view} max={shown.length > 1 ? 2 : 3} />
      {shown.length > 0 && wave}
    </>
  );
}

interface ChoiceButtonProps extends Omit<RewardListProps, 'notToday' | 'sale'> {
  readonly choice: Choice;
  readonly place: number;
}

function ChoiceButton({ choice, place, view, wish }: ChoiceButtonProps): React.ReactElement {
  const text = useText();
  const { used } = choice;
  return (
    <button
      type="button"
      className={css.reward}
      data-kind={choice.cost ? 'reward' : 'proposal'}
      aria-pressed={used}
      onMouseDown={keepFocus}
      onClick={() => {
        wish({ do: 'reward', reward: choice.id });
      }}
    >
      <Icon name={used ? 'check' : choice.cost ? 'gift' : 'spark'} size="1.6em" />
      <span className={css.name}>
        <b>{text.own(choice.name)}</b>
        <span>{saysOf(choice, view, text)}</span>
      </span>
      <KeyCap keys={rewardKey(place)} />
    </button>
  );
}

function saysOf({ cost, used }: Choice, view: TillView, text: Text): string {
  if (!cost) return text.say(used ? 'customer.agreed' : 'customer.proposal');
  const unit = unitName(view, cost.unit, text.own);
  const price =
    'n' in cost
      ? text.say('customer.cost', { n: cost.n, unit })
      : text.say('customer.costVariable', { n: cost.cap, unit });
  return used ? `${text.say('customer.used')} · ${price}` : price;
}

/** What is near, nearest first, said before payment, where the cashier looks anyway. */
interface NudgesProps extends Pick<RewardListProps, 'view' | 'sale'> {
  /** What fits beside the choices on a small screen. */
  readonly max: number;
}

function Nudges({ view, sale, max }: NudgesProps): React.ReactElement | null {
  const text = useText();
  if (sale.nudges.length === 0) return null;
  return (
    <ul className={css.nudges} role="status">
      {sale.nudges.slice(0, max).map((nudge) => (
        <li key={`${nudge.by.kind}-${nudge.by.id}`} className={css.nudge} data-testid="nudge" data-kind={nudge.kind}>
          <Icon name="spark" />
          <span>{nudgeText(nudge, view, text)}</span>
          {sale.nudges.length === 1 && <Way nudge={nudge} sale={sale} />}
        </li>
      ))}
    </ul>
  );
}

type Nudge = SaleView['nudges'][number];

function nudgeText({ kind, missing, unit, name: by }: Nudge, view: TillView, text: Text): string {
  const name = text.own(by);
  switch (kind) {
    case 'money':
      return text.say('customer.nudgeMoney', { amount: text.money(missing, view.currency), name });
    case 'quantity':
      return unit === null || unit === 'piece'
        ? text.say('customer.nudgePieces', { n: missing / 1000, name })
        : text.say('customer.nudgeMeasure', { n: missing / 1000, unit, name });
    case 'units':
      return text.say('customer.nudgeUnits', { n: missing, unit: unitName(view, unit ?? '', text.own), name });
  }
}

/** How much of a reward's price is there already. */
function Way({ nudge, sale }: Pick<RewardListProps, 'sale'> & { readonly nudge: Nudge }): React.ReactElement | null {
  const cost = sale.rewards.find(({ id }) => nudge.by.kind === 'reward' && id === nudge.by.id)?.cost;
  if (!cost) return null;
  const price = 'n' in cost ? cost.n : cost.step;
  return <progress max={price} value={Math.max(0, price - nudge.missing)} aria-hidden="true" />;
}
