// The time for ages on screen ("3 min ago"), by this machine's clock. Ticks slowly: an age that jumps each second distracts.
import { useEffect, useState } from 'react';

const tickMs = 10_000;

export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ticking = setInterval(() => {
      setNow(Date.now());
    }, tickMs);
    return () => {
      clearInterval(ticking);
    };
  }, []);
  return now;
}
