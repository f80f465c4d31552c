/** Files on their way: what is said before sending, and the hash that is taken piece by piece. */
import { describe, expect, it } from "vitest";
import { digest } from "@/forms/digest";
import { LARGEST } from "@/forms/storing";
import { faultOf } from "@/screens/documents/faults";

describe("the hash of a file", () => {
  it("is SHA-256, over the border of a piece too", async () => {
    const bytes = new Uint8Array(1_048_576 + 17).map((_, place) => place % 251);
    const whole = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    expect(await digest(new Blob([bytes]))).toBe([...whole].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  });
});

describe("a file that the service would refuse", () => {
  it("is named before it is sent", () => {
    expect(faultOf({ name: "a.exe", type: "application/x-msdownload", size: 1 })?.why).toBe("type_refused");
    expect(faultOf({ name: "a.pdf", type: "application/pdf", size: LARGEST + 1 })?.why).toBe("too_large");
    expect(faultOf({ name: "a.pdf", type: "application/pdf", size: 0 })?.why).toBe("file_empty");
    expect(faultOf({ name: "a.pdf", type: "application/pdf", size: LARGEST })).toBeUndefined();
  });
});
