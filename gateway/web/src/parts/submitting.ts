/** Sending what a small form of a page's own holds: busy while it goes, and what is wrong in words. */
import { useState, type FormEvent } from "react";
import { Problem } from "@/api/problems";
import { useProblemWords } from "./Trouble";

/** `run` sends; what it gives as text was found wrong before anything was sent. */
export function useSubmit(run: () => Promise<string | undefined>) {
  const describe = useProblemWords();
  const [isBusy, setBusy] = useState(false);
  const [says, setSays] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setSays(undefined);
    try {
      setSays(await run());
    } catch (error) {
      setSays(describe(error instanceof Problem ? error : Problem.unreachable(false)));
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, says, submit };
}
