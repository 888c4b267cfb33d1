import { useEffect, useState } from 'react';

/** The value once nobody has changed it for so long: for what is dear to ask at every key. An object is another one each time it is made. */
export function useSettled<T extends string | number | object | null>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
