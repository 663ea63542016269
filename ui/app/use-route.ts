// Which screen is open, behind the # of the address: the page itself is one static file, and reloading stays where one was.
import { useEffect, useState } from 'react';

export function useRoute(): readonly [string, (route: string) => void] {
  const [route, setRoute] = useState(routeNow);
  useEffect(() => {
    const listen = (): void => {
      setRoute(routeNow());
    };
    window.addEventListener('hashchange', listen);
    return () => {
      window.removeEventListener('hashchange', listen);
    };
  }, []);
  return [
    route,
    (next) => {
      location.hash = next;
    },
  ];
}

/** `#/manager&k=…` → `/manager`; anything else is the first screen. */
function routeNow(): string {
  const route = location.hash.slice(1).split('&')[0] ?? '';
  return route.startsWith('/') ? route : '/';
}
