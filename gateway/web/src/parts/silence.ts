/** Something that may take long, as long as more of it comes: only silence ends it. */

export interface Silence {
  /** Wait for something; gives what says that it is there, or given up. */
  wait: () => () => void;
  /** A part of it came. */
  hear: () => void;
}

/** Call `onSilence` when nothing was heard for so many milliseconds while something is waited for. */
export function listenFor(ms: number, onSilence: () => void): Silence {
  let waiting = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hear = () => {
    clearTimeout(timer);
    timer = waiting > 0 ? setTimeout(onSilence, ms) : undefined;
  };
  const wait = () => {
    waiting += 1;
    hear();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      waiting -= 1;
      hear();
    };
  };
  return { wait, hear };
}
