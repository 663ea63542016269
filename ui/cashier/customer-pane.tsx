// The customer: who it is by first name and two digits, what they hold and how old that is, what they can use in this sale now,
// and what is missing for the next. Without a customer it says how to name one.
import type { MemberView, SaleView, TillView } from '../../core/protocol/till.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { useText } from '../parts/speech-context.tsx';
import { useNow } from '../parts/use-now.ts';
import type { DeskState, Wish } from './desk-state.ts';
import { keyMap } from './key-map.ts';
import { RewardList } from './reward-list.tsx';
import css from './customer-pane.module.css';

export interface CustomerPaneProps {
  readonly view: TillView;
  readonly sale: SaleView | null;
  readonly state: DeskState;
  readonly wish: (wish: Wish) => void;
}

export function CustomerPane({ view, sale, state, wish }: CustomerPaneProps): React.ReactElement {
  const member = sale?.member ?? null;
  if (!sale || !member) return <Nobody wish={wish} />;
  return (
    <section className={css.pane} data-testid="customer">
      <Who member={member} wish={wish} />
      <div className={css.body}>
        <Balances member={member} />
        <InThisSale sale={sale} />
        <RewardList sale={sale} notToday={state.notToday === sale.saleId} wish={wish} view={view} />
      </div>
    </section>
  );
}

function Nobody({ wish }: Pick<CustomerPaneProps, 'wish'>): React.ReactElement {
  const text = useText();
  return (
    <section className={css.nobody} data-testid="nobody">
      <Icon name="person" size="3rem" />
      <h2>{text.say('customer.none')}</h2>
      <p>{text.say('customer.ask')}</p>
      <div className={css.ways}>
        <ActionButton
          grow
          label={text.say('customer.phone')}
          keys={keyMap.phone}
          onPress={() => {
            wish({ do: 'open', panel: 'phone' });
          }}
        />
        <ActionButton
          grow
          label={text.say('customer.enrol')}
          keys={keyMap.enrol}
          onPress={() => {
            wish({ do: 'open', panel: 'enrol' });
          }}
        />
      </div>
    </section>
  );
}

function Who({ member, wish }: { readonly member: MemberView } & Pick<CustomerPaneProps, 'wish'>): React.ReactElement {
  const text = useText();
  return (
    <div className={css.who}>
      <div>
        <h2>{member.firstName}</h2>
        <p>
          {member.last2 !== '' && <span>{text.say('customer.endsIn', { last2: member.last2 })}</span>}
          {member.visits > 0 && <span>{text.say('customer.visits', { n: member.visits })}</span>}
        </p>
      </div>
      <ActionButton
        tone="quiet"
        stack
        label={text.say('customer.off')}
        keys={keyMap.takeOff}
        onPress={() => {
          wish({ do: 'take-off' });
        }}
      />
    </div>
  );
}

function Balances({ member }: { readonly member: MemberView }): React.ReactElement {
  const text = useText();
  const now = useNow();
  return (
    <div className={css.balances}>
      {member.balances.map((balance) => (
        <p key={balance.unit}>
          <b>{text.number(balance.n)}</b> {text.own(balance.name)}
          {balance.usable < balance.n && member.right === 'spend' && (
            <span>{text.say('customer.usableNow', { n: balance.usable, all: balance.n })}</span>
          )}
        </p>
      ))}
      <small>
        {member.asOfMs === null
          ? text.say('customer.asOfNever')
          : text.say('customer.asOf', { age: text.ago(member.asOfMs, now) })}
      </small>
      {member.right === 'earn' && <p className={css.earnOnly}>{text.say('customer.earnOnly')}</p>}
    </div>
  );
}

function InThisSale({ sale }: { readonly sale: SaleView }): React.ReactElement | null {
  const text = useText();
  if (sale.earned.length === 0 && sale.spent.length === 0) return null;
  return (
    <ul className={css.moves}>
      {sale.earned.map((each) => (
        <li key={each.unit} data-testid="earned">
          <span>{text.say('customer.earns')}</span>
          <b>{`+${text.number(each.n)} ${text.own(each.name)}`}</b>
        </li>
      ))}
      {sale.spent.map((each) => (
        <li key={each.unit} data-testid="spent">
          <span>{text.say('customer.spends')}</span>
          <b>{`−${text.number(each.n)} ${text.own(each.name)}`}</b>
        </li>
      ))}
    </ul>
  );
}
