/** One step that is sent by hand, once however often it is pressed: done, kept until there is a line, or refused. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { send } from "@/api/client";
import { Problem } from "@/api/problems";
import { useSession } from "@/app/session";
import { lookAt } from "./looked";
import { putWaiting } from "./sending";

export interface Step {
  operation: string;
  method: string;
  path: string;
  /** The version of what is changed, as the page has it now. */
  version?: number | undefined;
  /** What this is about, as the list of what waits to be sent shows it. */
  about?: string | undefined;
  /** A question only (a preview): nothing is changed, so nothing is read again afterwards. */
  isQuestion?: boolean;
  /** Whether it may wait on this device until there is a line. */
  mayWait?: boolean;
}

export type Ending = { is: "done"; result: unknown } | { is: "kept" } | { is: "refused"; problem: Problem };

export function useStep({ operation, method, path, version, about = "", isQuestion = false, mayWait = !isQuestion }: Step) {
  const { me } = useSession();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const key = useRef(crypto.randomUUID() as string);
  const [looked] = useState(() => lookAt(method, version));

  const refuse = async (problem: Problem, body: unknown): Promise<Ending> => {
    const entry = { key: key.current, account: me.id, operation, method, path, body, version: looked.over(version), at: Date.now(), about };
    if (problem.status === 0 && mayWait && (await putWaiting(entry))) return { is: "kept" };
    if (problem.isSignedOut) dispatchEvent(new Event("cmms:signed-out"));
    // What was refused is another request once it is changed; only one that may have arrived keeps its key.
    if (!problem.isUnreachable) key.current = crypto.randomUUID();
    // What was changed meanwhile is read again behind the form: whoever has seen it presses once more, with what they typed.
    if (problem.status === 412) {
      looked.anew();
      void queries.invalidateQueries();
    }
    return { is: "refused", problem };
  };
  const take = async (body: unknown): Promise<Ending> => {
    setBusy(true);
    try {
      const result = await send(method, path, body, { key: key.current, version: looked.over(version) });
      key.current = crypto.randomUUID();
      looked.anew();
      if (!isQuestion) void queries.invalidateQueries();
      return { is: "done", result };
    } catch (error) {
      return await refuse(error instanceof Problem ? error : Problem.unreachable(false), body);
    } finally {
      setBusy(false);
    }
  };
  return { take, isBusy };
}
