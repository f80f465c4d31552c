/** Who is signed in. A session that ends while somebody works is renewed over the page: nothing typed is lost. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "@made/api";
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";
import { client, answer } from "@/api/client";
import { listen } from "@/api/live";
import { Problem } from "@/api/problems";
import { dropDrafts } from "@/forms/drafts";
import { isChosen, speak } from "@/words";
import { bringBack, keepUp, wipe } from "./keeping";
import { SignIn } from "./SignIn";
import { Waiting } from "@/parts/Waiting";
import { Trouble } from "@/parts/Trouble";

export type Me = components["schemas"]["Me"];

interface Session {
  me: Me;
  may: (permission: string) => boolean;
  signOut: () => Promise<void>;
}

const Held = createContext<Session | undefined>(undefined);
const ME = ["get", "/api/me", {}] as const;

export function useSession(): Session {
  const session = use(Held);
  if (!session) throw new Error("nobody is signed in here");
  return session;
}

export function SessionGate({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [isBroughtBack, setBroughtBack] = useState(false);
  const [isEnded, setEnded] = useState(false);

  useEffect(() => {
    void bringBack(queries).finally(() => setBroughtBack(true));
  }, [queries]);

  const asked = useQuery({
    queryKey: ME,
    queryFn: () => answer(client.GET("/api/me")),
    enabled: isBroughtBack,
    staleTime: 60_000,
  });
  const me = asked.data;
  const problem = asked.error instanceof Problem ? asked.error : undefined;

  // Any call that finds the session gone shows the entrance over the page.
  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ query }) => {
        if (query.state.error instanceof Problem && query.state.error.isSignedOut) setEnded(true);
      }),
    [queries],
  );
  useEffect(() => {
    const look = () => setEnded(true);
    addEventListener("cmms:signed-out", look);
    return () => removeEventListener("cmms:signed-out", look);
  }, []);

  useEffect(() => {
    if (!me) return undefined;
    localStorage.setItem("cmms.entered", "yes");
    if (!isChosen()) void speak(me.language, { keep: false });
    const stopKeeping = keepUp(queries, me.id);
    const stopListening = listen(queries);
    return () => {
      stopKeeping();
      stopListening();
    };
  }, [me?.id, queries]); // eslint-disable-line -- another answer about the same person changes nothing here

  const enter = useCallback(
    async (entered: Me) => {
      if (me && me.id !== entered.id) await wipe(queries);
      queries.setQueryData(ME, entered);
      setEnded(false);
      void queries.invalidateQueries({ predicate: (query) => query.queryKey[1] !== "/api/me" });
      dispatchEvent(new Event("cmms:signed-in"));
    },
    [me, queries],
  );
  const signOut = useCallback(async () => {
    await answer(client.POST("/api/logout"));
    await wipe(queries);
    if (me) await dropDrafts(me.id);
    localStorage.removeItem("cmms.entered");
    location.assign("/");
  }, [queries, me]);

  const session = useMemo(
    () => (me ? { me, may: (permission: string) => me.may.includes(permission), signOut } : undefined),
    [me, signOut],
  );

  if (!session) {
    if (problem?.isSignedOut) return <SignIn onEnter={enter} />;
    if (problem) return <Trouble problem={problem} onRetry={() => void asked.refetch()} />;
    return <Waiting />;
  }
  return (
    <Held value={session}>
      {children}
      {isEnded && <SignIn onEnter={enter} isAgain />}
    </Held>
  );
}
