// How many days back the table looks: a week, two, or all that a till keeps.
import { ActionButton } from '../parts/action-button.tsx';
import { useText } from '../parts/speech-context.tsx';

const choices = [7, 14, 35] as const;

export interface DaysSwitchProps {
  readonly days: number;
  readonly onChange: (days: number) => void;
}

export function DaysSwitch({ days, onChange }: DaysSwitchProps): React.ReactElement {
  const text = useText();
  return (
    <div role="group" style={{ display: 'flex', gap: '0.3rem' }}>
      {choices.map((choice) => (
        <ActionButton
          key={choice}
          label={text.say('figures.days', { n: choice })}
          tone={choice === days ? 'main' : 'plain'}
          pressed={choice === days}
          onPress={() => {
            onChange(choice);
          }}
        />
      ))}
    </div>
  );
}
