/** The way of a file into the store. Announcing the same file again gives the same document, so a lost line only costs the bytes. */
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import type { components } from "@made/api";

export type Kind = components["schemas"]["NewDocument"]["kind"];

export const KINDS: Kind[] = [
  "fir", "police_report", "statement", "recovery_memo", "medical_report", "laboratory_report", "exhibit", "photograph", "opinion",
  "application", "order", "judgment", "correspondence", "certificate", "other",
];

export const TYPES: Record<string, components["schemas"]["NewDocument"]["media_type"]> = Object.fromEntries(
  ["application/pdf", "text/plain", "image/jpeg", "image/png", "image/tiff",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "video/mp4", "audio/mpeg"].map((type) => [type, type as never]),
);

interface Sending { file: File; title: string; kind: Kind; caseId?: string | undefined }

const TRIES = 8;

async function digest(file: File): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Send a file; `onShare` hears how much is done (0 to 1) and whether the line is being waited for. */
export async function sendFile({ file, title, kind, caseId }: Sending, onShare: (share: number, isWaiting: boolean) => void): Promise<string> {
  const media_type = TYPES[file.type];
  if (!media_type) throw new Problem(415, "file_type_refused", "");
  const sha256 = await digest(file);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const { document_id, version, upload } = await answer(
        client.POST("/api/documents", {
          body: { title, kind, case_id: caseId ?? null, is_sealed: false, file_name: file.name, media_type, size: file.size, sha256 },
        }),
      );
      await post(upload.url, upload.fields as Record<string, string>, file, (share) => onShare(share, false));
      await answer(
        client.POST("/api/documents/{document_id}/versions/{version}/confirmation", { params: { path: { document_id, version } } }),
      );
      return document_id;
    } catch (error) {
      const isLine = error instanceof Problem && error.isUnreachable;
      if (!isLine || attempt >= TRIES) throw error;
      onShare(0, true);
      await new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 1_000 * 2 ** attempt)));
    }
  }
}

/** XMLHttpRequest, because fetch tells nothing of how much has been sent. */
function post(url: string, fields: Record<string, string>, file: File, onShare: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append("file", file);
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onShare(total ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve() : reject(new Problem(request.status >= 500 ? 503 : request.status, "store_refused", "")));
    request.onerror = () => reject(Problem.unreachable(false));
    request.ontimeout = () => reject(Problem.unreachable(true));
    request.open("POST", url);
    request.send(form);
  });
}
