/** What a browser is called among one's sessions. */
import { describe, expect, it } from "vitest";
import { deviceOf } from "@/screens/me/device";

const CHROME = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36";
const EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0";
const SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

describe("a session", () => {
  it("is named by its browser and machine", () => {
    expect(deviceOf(CHROME)).toEqual({ browser: "Chrome", machine: "Android" });
    expect(deviceOf(EDGE)).toEqual({ browser: "Edge", machine: "Windows" });
    expect(deviceOf(SAFARI)).toEqual({ browser: "Safari", machine: "iPhone" });
  });

  it("keeps the name that somebody gave", () => {
    expect(deviceOf("Laptop with Windows")).toBeUndefined();
  });
});
