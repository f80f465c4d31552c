/** The way of one file into the store: announced, sent straight to it, confirmed.
 *
 * Announcing the same file again gives the same document, and bytes that have arrived are only confirmed again: a lost line
 * leaves no second document.
 */
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import type { FileOnItsWay } from "@/app/device";
import type { components } from "@made/api";
import { digest } from "./digest";
import { readPieces } from "./pieces";

type NewDocument = components["schemas"]["NewDocument"];
type Upload = components["schemas"]["UploadView"];

export type Kind = NewDocument["kind"];

export const KINDS: Kind[] = [
  "fir", "police_report", "statement", "recovery_memo", "medical_report", "laboratory_report", "exhibit", "photograph", "opinion",
  "application", "order", "judgment", "correspondence", "certificate", "other",
];

export const TYPES: string[] = [
  "application/pdf", "text/plain", "image/jpeg", "image/png", "image/tiff",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "video/mp4", "audio/mpeg",
] satisfies NewDocument["media_type"][];

export const LARGEST = 524_288_000;
/** Without a byte for this long nobody is there any more. */
const SILENCE_MS = 60_000;

interface Way {
  signal: AbortSignal;
  onShare: (share: number) => void;
  /** Called with what must not be forgotten, should the way end here. */
  remember: (known: Partial<FileOnItsWay>) => Promise<void>;
}

export async function storeFile(entry: FileOnItsWay, way: Way): Promise<void> {
  let { stored } = entry;
  if (!stored) {
    const file = await readPieces(entry, way.signal);
    const sha256 = entry.sha256 ?? (await digest(file, way.signal));
    await way.remember({ sha256 });
    const { document_id, version, upload } = await announce({ ...entry, sha256 }, way.signal);
    await post(upload, file, way);
    stored = { document_id, version };
    await way.remember({ stored });
  }
  await answer(client.POST("/api/documents/{document_id}/versions/{version}/confirmation", { params: { path: stored }, signal: way.signal }));
}

function announce(entry: FileOnItsWay & { sha256: string }, signal: AbortSignal): Promise<Upload> {
  const file = { file_name: entry.file_name, media_type: entry.media_type as NewDocument["media_type"], size: entry.size, sha256: entry.sha256 };
  if (entry.document_id) {
    return answer(client.POST("/api/documents/{document_id}/versions", { params: { path: { document_id: entry.document_id } }, body: { ...file, reason: entry.reason ?? "" }, signal }));
  }
  const { title, case_id } = entry;
  return answer(client.POST("/api/documents", { body: { ...file, title, case_id, kind: entry.kind as Kind, is_sealed: false }, signal }));
}

/** XMLHttpRequest, because fetch tells nothing of how much has been sent. */
function post({ url, fields }: Upload["upload"], file: Blob, { signal, onShare }: Way): Promise<void> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value as string);
    form.append("file", file);
    const request = new XMLHttpRequest();
    let silence: ReturnType<typeof setTimeout>;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        reject(Problem.unreachable(true));
        request.abort();
      }, SILENCE_MS);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      listen();
      onShare(total ? loaded / total : 0);
    };
    request.onload = () => (request.status < 300 ? resolve() : reject(new Problem(request.status >= 500 ? 503 : request.status, "store_refused", "")));
    request.onerror = () => reject(Problem.unreachable(false));
    request.onabort = () => reject(signal.reason ?? Problem.unreachable(true));
    request.onloadend = () => clearTimeout(silence);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", url);
    listen();
    request.send(form);
  });
}
