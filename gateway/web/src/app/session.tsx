/** Who is signed in. A session that ends while somebody works is renewed over the page: nothing typed is lost. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@made/api";
import { createContext, lazy, Suspense, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { client, answer } from "@/api/client";
import { listen } from "@/api/live";
import { Problem } from "@/api/problems";
import { isChosen, speak } from "@/words";
import { beginAnew, hearEnding } from "./ending";
import { bringBack, keepUp, wipe } from "./keeping";
import { dropKey, heldKey, takeKey } from "./key";
import { endSession, hearLeaving, isSignOutOwed, keepEnding, leaveDevice } from "./leaving";
import { Waiting } from "@/parts/Waiting";
import { Trouble } from "@/parts/Trouble";

/** Whoever is signed in does without it: it is fetched beside the code only where nobody was (public/early.js), and kept on the device. */
const SignIn = lazy(() => import("./SignIn"));

export type Me = components["schemas"]["Me"];

interface Session {
  me: Me;
  may: (permission: string) => boolean;
  signOut: () => Promise<void>;
}

const Held = createContext<Session | undefined>(undefined);
const ME = ["get", "/api/me", {}] as const;
/** Longer than this nobody who signs out waits before the screen: the server is told later. */
const FAREWELL_MS = 3_000;

export function useSession(): Session {
  const session = use(Held);
  if (!session) throw new Error("nobody is signed in here");
  return session;
}

export function SessionGate({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [isBroughtBack, setBroughtBack] = useState(false);
  const [isEnded, setEnded] = useState(false);
  const [left, setLeft] = useState<"leaving" | "owed" | undefined>(isSignOutOwed() ? "owed" : undefined);
  const isKnown = useRef(false);

  useEffect(() => {
    void bringBack(queries).finally(() => setBroughtBack(true));
    // Whoever left in another tab is gone here too: loaded anew, the page knows nothing of them.
    return hearLeaving(() => location.assign("/"));
  }, [queries]);
  useEffect(() => (left === "owed" ? keepEnding(() => setLeft(undefined)) : undefined), [left]);

  const asked = useQuery({
    queryKey: ME,
    queryFn: () => askWhoItIs(isKnown),
    enabled: isBroughtBack && !left,
    staleTime: 60_000,
  });
  const me = asked.data;
  const problem = asked.error instanceof Problem ? asked.error : undefined;

  // Any call that finds the session gone shows the entrance over the page.
  useEffect(() => hearEnding(queries, () => setEnded(true)), [queries]);

  useEffect(() => {
    if (!me) return undefined;
    localStorage.setItem("cmms.entered", "yes");
    if (!isChosen()) void speak(me.language, { keep: false });
    void takeKey(me.id);
    const stopKeeping = keepUp(queries, me.id);
    const stopListening = listen(queries);
    return () => {
      stopKeeping();
      stopListening();
    };
  }, [me?.id, queries]); // eslint-disable-line -- another answer about the same person changes nothing here

  const enter = useCallback(
    async (entered: Me) => {
      const before = me?.id ?? (await heldKey())?.account;
      if (before && before !== entered.id) {
        // What stands on the page and in its memory is somebody else's: only a page loaded anew has none of it.
        await wipe(queries);
        await dropKey();
        return location.assign("/");
      }
      isKnown.current = true;
      await beginAnew(queries, () => {
        queries.setQueryData(ME, entered);
        setEnded(false);
        setLeft(undefined);
      });
    },
    [me, queries],
  );
  const signOut = useCallback(async () => {
    if (!me) return;
    setLeft("leaving");
    await leaveDevice(queries, me.id);
    // A page loaded anew has nothing in its memory; without a line there may be none to load.
    if (await endSession(FAREWELL_MS)) location.assign("/");
    else setLeft("owed");
  }, [queries, me]);

  const session = useMemo(
    () => (me ? { me, may: (permission: string) => me.may.includes(permission), signOut } : undefined),
    [me, signOut],
  );

  if (left === "leaving") return <Waiting />;
  if (left) return <SignIn onEnter={enter} isOwed />;
  if (!session) {
    if (problem?.isSignedOut) return <SignIn onEnter={enter} />;
    if (problem) return <Trouble problem={problem} onRetry={() => void asked.refetch()} />;
    return <Waiting />;
  }
  return (
    <Held value={session}>
      {children}
      <Suspense>{isEnded && <SignIn onEnter={enter} isAgain />}</Suspense>
    </Held>
  );
}

/** Ask who is signed in. When a page finds at its first question that the session it was left in is over, what it brought back is not for
 * whoever sits before it now: the key goes, and the page begins anew without it. */
async function askWhoItIs(isKnown: { current: boolean }): Promise<Me> {
  try {
    const me = await answer(client.GET("/api/me"));
    isKnown.current = true;
    return me;
  } catch (error) {
    if (error instanceof Problem && error.isSignedOut && !isKnown.current && (await heldKey())) {
      await dropKey();
      location.reload();
      return new Promise(() => undefined);
    }
    throw error;
  }
}
